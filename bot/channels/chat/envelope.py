"""The envelope a platform puts around a message: signature, time window, cipher.

All that an attacker can shape is read here, and whatever is wrong with it is `RefusedError`.
"""

import hmac
import re
import secrets
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from xml.parsers.expat import ExpatError

from pydantic import SecretStr
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatException
from wechatpy.utils import WeChatSigner

from bot.channels.chat.cipher import opened
from bot.channels.chat.message import Message, clean, read, reply

WINDOW = 300

# What wechatpy and xmltodict raise on bad input.
BROKEN = (
    ExpatError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    WeChatException,
    struct.error,
)
# No parser reads what nobody has signed: it would cost more than a refusal.
_ENCRYPTED = re.compile(r"<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*</Encrypt>")
_SECONDS = re.compile(r"[0-9]{1,12}")


class RefusedError(Exception):
    """The request is not from the platform, or not one to be read; `status` is the HTTP status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True)
class Seal:
    """What the address of a request says of its sender."""

    timestamp: str
    nonce: str
    signature: str = ""
    msg_signature: str = ""


@dataclass(frozen=True)
class Letter:
    """A message that was opened; `cipher` opened it and closes the reply, None in plain mode."""

    message: Message
    cipher: WeChatCrypto | None


class Envelope:
    """`keys` are the EncodingAESKeys that are set, the current one first.

    With any, plain text is refused.
    """

    _parse: Callable[[str], Message] = staticmethod(read)

    def __init__(
        self,
        token: str,
        app_id: str = "",
        keys: Sequence[SecretStr | None] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not token:
            raise ValueError("an empty token would accept forged signatures")
        self._token = token
        self._receiver = app_id.encode()
        given = (key.get_secret_value() for key in keys if key)
        self._ciphers = tuple(WeChatCrypto(token, key, app_id) for key in given)
        self._clock = clock

    def check(self, seal: Seal) -> None:
        """Checks the time and the signature of an address.

        Raises:
            RefusedError: out of the time window, or not signed with the token.
        """
        self.check_time(seal)
        self._check_signature(seal.signature, seal)

    def echo(self, seal: Seal, echostr: str) -> str:
        """What the check of the address is to be answered with.

        Raises:
            RefusedError: as for `check`.
        """
        self.check(seal)
        return echostr

    def admit(self, seal: Seal) -> None:
        """Whether the body is worth reading; `open` checks the signature that covers it.

        Raises:
            RefusedError: as for `check`, but for a message signed as a whole.
        """
        if self._ciphers and seal.msg_signature and not seal.signature:
            self.check_time(seal)
        else:
            self.check(seal)

    def open(self, seal: Seal, body: bytes) -> Letter:
        """Opens the message in `body`, which was admitted.

        Raises:
            RefusedError: unreadable, or in safe mode not enciphered and signed as a whole.
        """
        with refusing():
            xml = clean(body.decode("utf-8-sig"))
            if not self._ciphers:
                return Letter(self._parse(xml), None)
            found = _ENCRYPTED.search(xml)
            if found is None:
                raise RefusedError(HTTPStatus.BAD_REQUEST)
            cipher, said = self.unseal(seal, found[1])
            return Letter(self._parse(said), cipher)

    def close(self, letter: Letter, text: str) -> bytes:
        """The reply to `letter`: a text that goes back the way the message came."""
        seconds = self.now()
        xml = reply(letter.message, text, seconds)
        if letter.cipher is not None:
            xml = letter.cipher.encrypt_message(xml, secrets.token_hex(8), str(seconds))
        return xml.encode()

    def now(self) -> int:
        """Epoch seconds."""
        return int(self._clock())

    def check_time(self, seal: Seal) -> None:
        if not _SECONDS.fullmatch(seal.timestamp):
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if abs(self._clock() - int(seal.timestamp)) > WINDOW:
            raise RefusedError(HTTPStatus.FORBIDDEN)

    def _check_signature(self, given: str, seal: Seal, *signed: str) -> None:
        signer = WeChatSigner()
        signer.add_data(self._token, seal.timestamp, seal.nonce, *signed)
        # wechatpy's own check does not take the same time for every signature.
        if not hmac.compare_digest(signer.signature.encode(), given.encode()):
            raise RefusedError(HTTPStatus.FORBIDDEN)

    def unseal(self, seal: Seal, secret: str) -> tuple[WeChatCrypto, str]:
        """(The cipher that opens it, the text in it).

        Raises:
            RefusedError: not signed as a whole, or closed with no key of ours.
        """
        self._check_signature(seal.msg_signature, seal, secret)
        for cipher in self._ciphers:
            with suppress(*BROKEN):
                return cipher, opened(secret, cipher.key, self._receiver)
        raise RefusedError(HTTPStatus.BAD_REQUEST)


@contextmanager
def refusing() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST) from error
