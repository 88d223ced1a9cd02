"""Plays a chat platform against a running server: what would a phone show?

Signs, enciphers and tries again as the platforms do, three times, five seconds each.
"""

import secrets
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

import httpx
import xmltodict
from wechatpy.crypto import WeChatCrypto

from bot.channels.chat.envelope import BROKEN
from bot.settings import Settings
from index.errors import WenceError

TRIES = 3
DROPPED_AFTER = 5.0  # seconds
NOTHING = frozenset({b"", b"success"})


class FaultError(WenceError):
    """The phone would show no answer, or that the account is out of order."""


@dataclass(frozen=True)
class Step:
    """What a reader sends to go on: a text, or a link's with its id."""

    text: str
    choice: str = ""


@dataclass(frozen=True)
class Seen:
    """What the phone got, None for nothing; on which try it came, after how many seconds.

    `refreshes`: how often a reply that grows was asked for again.
    """

    text: str | None
    tries: int
    seconds: float
    faults: tuple[str, ...] = ()
    refreshes: int = 0


@dataclass
class Phone(ABC):
    """A reader at `url`, where the server with the settings takes the platform's messages."""

    settings: Settings
    url: str
    user: str
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(trust_env=False, timeout=DROPPED_AFTER)
    )

    fault: ClassVar[str]  # what three tries in vain look like
    variables: ClassVar[str]  # the settings that both sides have to share
    limit: ClassVar[int]  # bytes of a message

    def close(self) -> None:
        self.client.close()

    @abstractmethod
    def type(self, text: str, choice: str = "") -> Seen:
        """Types a text, or taps the link of that id which sends it.

        Raises:
            FaultError: three tries brought nothing that the platform would show; with the cure.
        """

    def plain(self, seen: Seen) -> str:
        """The text as it is read."""
        return seen.text or ""

    @abstractmethod
    def onward(self, seen: Seen, *, whole: bool) -> Step | None:
        """What a reader sends next: one who waits for the answer, or wants the `whole` of it."""

    @abstractmethod
    def _request(self, said: str) -> tuple[dict[str, str], str]:
        """(Query, body) of one try at delivering what is said, signed now."""

    @abstractmethod
    def _opened(self, body: str) -> str:
        """What the reply says; any of `BROKEN` where it can't be read, or `FaultError`."""

    def _delivered(self, said: str) -> Seen:
        began = time.perf_counter()
        faults: list[str] = []
        for number in range(1, TRIES + 1):
            try:
                text = self._tried(said)
            except httpx.TimeoutException:
                faults.append(f"第{number}次：{DROPPED_AFTER:.0f} 秒内没有回复")
            except (httpx.HTTPError, FaultError) as error:
                faults.append(f"第{number}次：{str(error) or type(error).__name__}")
            else:
                return Seen(text, number, time.perf_counter() - began, tuple(faults))
        told = "；".join(faults)
        raise FaultError(
            f"{self.fault}（{told}）。"
            f"请确认 {self.url} 是用同样的 {self.variables} 设置启动的服务，并查看它的日志。"
        )

    def _tried(self, said: str) -> str | None:
        query, body = self._request(said)
        response = self.client.post(self.url, params=query, content=body.encode())
        if response.status_code != httpx.codes.OK:
            raise FaultError(f"状态码 {response.status_code}")
        if response.content in NOTHING:
            return None
        try:
            return self._opened(response.text)
        except BROKEN as error:
            raise FaultError(f"回复读不了（{type(error).__name__}）") from None

    def _fitting(self, text: str) -> str:
        if len(text.encode()) > self.limit:
            raise FaultError(f"回复有 {len(text.encode())} 字节，超过 {self.limit}")
        return text


def number() -> str:
    """A message's id, of digits."""
    return str(time.time_ns() // 1000 * 100 + secrets.randbelow(100))


def stamped() -> dict[str, str]:
    """Timestamp and nonce of a request made now."""
    return {"timestamp": str(int(time.time())), "nonce": secrets.token_hex(5)}


def text_xml(account: str, user: str, text: str, more: str = "") -> str:
    """A text message; `more` are further elements."""
    content = text.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<xml><ToUserName><![CDATA[{account}]]></ToUserName>"
        f"<FromUserName><![CDATA[{user}]]></FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content>{more}<MsgId>{number()}</MsgId></xml>"
    )


def closed(cipher: WeChatCrypto, said: str, stamp: dict[str, str]) -> tuple[dict[str, str], str]:
    """(The stamp with the signature of the whole, what is said enciphered)."""
    xml = cipher.encrypt_message(said, stamp["nonce"], stamp["timestamp"])
    sealed = xmltodict.parse(xml)["xml"]
    return {**stamp, "msg_signature": sealed["MsgSignature"]}, sealed["Encrypt"]


def reply_in(cipher: WeChatCrypto | None, body: str) -> str:
    """The text of a passive reply in XML."""
    if cipher is not None:
        outer = xmltodict.parse(body)["xml"]
        signed = (outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
        body = cipher.decrypt_message(outer, *signed)
    return str(xmltodict.parse(body, strip_whitespace=False)["xml"]["Content"])
