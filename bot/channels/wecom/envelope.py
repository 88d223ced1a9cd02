"""WeCom's envelope: enciphered and signed as a whole; XML for an application, JSON for a bot."""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.enterprise import parse_message
from wechatpy.utils import WeChatSigner

from bot.channels.chat.envelope import Envelope, RefusedError, Seal, refusing
from bot.channels.chat.message import Message, clean, plain, read
from bot.channels.wecom.callback import Callback, read_callback

_SIGNATURE = re.compile("[0-9a-f]{40}")


def _read(xml: str) -> Message:
    return read(xml, parse_message)


class CorpEnvelope(Envelope):
    """An application's; its receive id is the corporation's."""

    _parse = staticmethod(_read)

    def check(self, seal: Seal) -> None:
        """Never passes: WeCom signs no address without its content."""
        del seal
        raise RefusedError(HTTPStatus.FORBIDDEN)

    def echo(self, seal: Seal, echostr: str) -> str:
        self.admit(seal)
        with refusing():
            # A query that was not escaped has lost its plus signs.
            return self.unseal(seal, echostr.replace(" ", "+"))[1]

    def admit(self, seal: Seal) -> None:
        self.check_time(seal)
        if not _SIGNATURE.fullmatch(seal.msg_signature):
            raise RefusedError(HTTPStatus.FORBIDDEN)


@dataclass(frozen=True)
class Call:
    """A callback that was opened, and what closes its reply."""

    callback: Callback
    cipher: WeChatCrypto
    nonce: str


class BotEnvelope(CorpEnvelope):
    """An AI bot's; its receive id is empty."""

    def call(self, seal: Seal, body: bytes) -> Call:
        """Opens the callback in `body`, which was admitted.

        Raises:
            RefusedError: unreadable, or not enciphered and signed as a whole.
        """
        with refusing():
            secret = plain(json.loads(body.decode("utf-8-sig"))["encrypt"])
            cipher, opened = self.unseal(seal, secret)
            return Call(read_callback(json.loads(opened)), cipher, seal.nonce)

    def answer(self, call: Call, values: dict[str, object]) -> bytes:
        """The reply to a call, closed the way the call came."""
        said = clean(json.dumps(values, ensure_ascii=False))
        secret = PrpCrypto(call.cipher.key).encrypt(said, "").decode()
        seconds = self.now()
        signer = WeChatSigner()
        signer.add_data(call.cipher.token, str(seconds), call.nonce, secret)
        sealed = {"encrypt": secret, "msgsignature": signer.signature}
        return json.dumps({**sealed, "timestamp": seconds, "nonce": call.nonce}).encode()
