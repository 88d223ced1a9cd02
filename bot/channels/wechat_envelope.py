"""The envelope WeChat puts around a message: signature, time window, cipher, XML.

All that an attacker can shape is read here, and whatever is wrong with it becomes `Refused`.
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
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatException
from wechatpy.replies import TextReply
from wechatpy.utils import WeChatSigner

WINDOW = 300
LONGEST_NAME = 128

# What wechatpy and xmltodict raise on bad input.
_BROKEN = (
    ExpatError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
    WeChatException,
    struct.error,
)
_SECONDS = re.compile(r"[0-9]{1,12}")
# What XML cannot hold: control characters, half a surrogate pair, the two non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Refused(Exception):
    """The request is not from WeChat, or not one to be read; `status` is the HTTP status."""

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
class Message:
    """`identity` tells it from the account's other messages, and is the same in every try.

    `kind` is WeChat's MsgType, or `event:` and the event's name, all in lower case; `text` is what
    was typed or heard, else empty.
    """

    account: str
    user: str
    identity: str
    kind: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A message that was opened; `cipher` opened it and closes the reply, None in plain mode."""

    message: Message
    cipher: WeChatCrypto | None


class Envelope:
    """`keys` are EncodingAESKeys, the current one first; with any, plain text is refused."""

    def __init__(
        self,
        token: str,
        app_id: str = "",
        keys: Sequence[str] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not token:
            raise ValueError("an empty token would accept forged signatures")
        self._token = token
        self._ciphers = tuple(WeChatCrypto(token, key, app_id) for key in keys)
        self._clock = clock

    def check(self, seal: Seal) -> None:
        """Checks time and signature of an address; in safe mode a reply also checks the body's.

        Raises:
            Refused: out of the time window, or not signed with the token.
        """
        self._check_time(seal)
        if seal.signature or not seal.msg_signature:
            self._check_signature(seal.signature, seal)

    def open(self, seal: Seal, body: bytes) -> Letter:
        """Opens the message in `body`, whose address was checked.

        Raises:
            Refused: unreadable, or in safe mode not enciphered and signed as a whole.
        """
        with _refusing():
            xml = clean(body.decode("utf-8-sig"))
            if not self._ciphers:
                return Letter(_message(xml), None)
            cipher, opened = self._decipher(seal, xml)
            return Letter(_message(clean(opened)), cipher)

    def close(self, letter: Letter, text: str) -> bytes:
        """The reply to `letter` as WeChat wants it: a text that goes back the way it came."""
        reply = TextReply(
            source=_for_cdata(letter.message.account),
            target=_for_cdata(letter.message.user),
            time=int(self._clock()),
            content=_for_cdata(clean(text)),
        )
        xml = str(reply.render())
        if letter.cipher is not None:
            stamp = str(int(self._clock()))
            xml = letter.cipher.encrypt_message(xml, secrets.token_hex(8), stamp)
        return xml.encode()

    def _check_time(self, seal: Seal) -> None:
        if not _SECONDS.fullmatch(seal.timestamp):
            raise Refused(HTTPStatus.FORBIDDEN)
        if abs(self._clock() - int(seal.timestamp)) > WINDOW:
            raise Refused(HTTPStatus.FORBIDDEN)

    def _check_signature(self, given: str, seal: Seal, *signed: str) -> None:
        signer = WeChatSigner()
        signer.add_data(self._token, seal.timestamp, seal.nonce, *signed)
        # wechatpy's own check does not take the same time for every signature.
        if not hmac.compare_digest(signer.signature.encode(), given.encode()):
            raise Refused(HTTPStatus.FORBIDDEN)

    def _decipher(self, seal: Seal, xml: str) -> tuple[WeChatCrypto, str]:
        secret = _text(xmltodict.parse(xml)["xml"]["Encrypt"])
        self._check_signature(seal.msg_signature, seal, secret)
        signed = (seal.msg_signature, seal.timestamp, seal.nonce)
        for cipher in self._ciphers:
            with suppress(*_BROKEN):
                return cipher, cipher.decrypt_message({"Encrypt": secret}, *signed)
        raise Refused(HTTPStatus.BAD_REQUEST)


def clean(text: str) -> str:
    """`text` without what XML cannot hold; lines end in a line feed."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _for_cdata(text: str) -> str:
    """The end mark parted over two sections: a reader of XML gets `text` to the letter."""
    return text.replace("]]>", "]]]]><![CDATA[>")


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Refused(HTTPStatus.BAD_REQUEST) from error


def _message(xml: str) -> Message:
    found = parse_message(xml)
    account, user = _name(found.target), _name(found.source)
    event = getattr(found, "event", "")
    number = int(found.id)
    # An unknown event is known by its lack of a number: every message has one.
    kind = found.type if number and not event else f"event:{event or found.type}"
    return Message(
        account=account,
        user=user,
        identity=str(number) if number else f"{user} {int(found.time)} {kind}",
        kind=kind,
        text=_typed(found),
    )


def _typed(found: Any) -> str:
    spoken = getattr(found, "recognition", None)
    return _text(getattr(found, "content", spoken) or "")


def _name(value: object) -> str:
    text = _text(value)
    if not 0 < len(text) <= LONGEST_NAME:
        raise ValueError("a message without sender or receiver")
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("an element with others inside where a text belongs")
    return value
