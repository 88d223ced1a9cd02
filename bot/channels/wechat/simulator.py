"""Plays WeChat against a running server: what would a phone show?

Signs, enciphers and tries again as the platform does, three times, five seconds each.
"""

import hashlib
import re
import secrets
import time
from dataclasses import dataclass, field

import httpx
import xmltodict
from wechatpy.crypto import WeChatCrypto

from bot.channels.chat.envelope import BROKEN
from bot.settings import Settings
from index.errors import WenceError

TRIES = 3
DROPPED_AFTER = 5.0  # seconds
LIMIT = 2048  # bytes
ACCOUNT = "gh_simulated"
USER = "oSimulated000000000000000001"

_LINK = re.compile(
    r'<a href="(?:weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=([^"&]*)|([^"]*))">([^<]*)</a>'
)


class FaultError(WenceError):
    """The phone would show “该公众号提供的服务出现故障，请稍后再试”."""


@dataclass(frozen=True)
class Link:
    """What tapping sends: its text, with an id."""

    text: str
    choice: str


@dataclass(frozen=True)
class Seen:
    """What the phone shows, None for nothing; on which try it came, after how many seconds."""

    text: str | None
    tries: int
    seconds: float
    faults: tuple[str, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        found = _LINK.findall(self.text or "")
        return tuple(Link(text, choice) for text, choice, *_ in found if choice)

    @property
    def plain(self) -> str:
        """The text as it is read: a link as 〔its text〕."""
        return _LINK.sub(lambda link: f"〔{link[4]}〕", self.text or "")


@dataclass
class Phone:
    """A reader of the account that the settings describe; `url` ends in /wechat."""

    settings: Settings
    url: str
    user: str = USER
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(trust_env=False, timeout=DROPPED_AFTER)
    )

    def close(self) -> None:
        self.client.close()

    def type(self, text: str, choice: str = "") -> Seen:
        """Types a text, or taps the link of that id which sends it.

        Raises:
            FaultError: three tries brought nothing that WeChat would show; with the cure.
        """
        number = time.time_ns() // 1000 * 100 + secrets.randbelow(100)
        chosen = f"<bizmsgmenuid><![CDATA[{choice}]]></bizmsgmenuid>" if choice else ""
        content = text.replace("]]>", "]]]]><![CDATA[>")
        xml = (
            f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>"
            f"<FromUserName><![CDATA[{self.user}]]></FromUserName>"
            f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
            f"<Content><![CDATA[{content}]]></Content>{chosen}<MsgId>{number}</MsgId></xml>"
        )
        return self._delivered(xml)

    def _delivered(self, xml: str) -> Seen:
        began = time.perf_counter()
        faults: list[str] = []
        for number in range(1, TRIES + 1):
            try:
                text = self._tried(xml)
            except httpx.TimeoutException:
                faults.append(f"第{number}次：{DROPPED_AFTER:.0f} 秒内没有回复")
            except (httpx.HTTPError, FaultError) as error:
                faults.append(f"第{number}次：{str(error) or type(error).__name__}")
            else:
                return Seen(text, number, time.perf_counter() - began, tuple(faults))
        told = "；".join(faults)
        raise FaultError(
            f"手机会显示“该公众号提供的服务出现故障”（{told}）。"
            f"请确认 {self.url} 是用同样的 WENCE_WECHAT_* 设置启动的服务，并查看它的日志。"
        )

    def _tried(self, xml: str) -> str | None:
        query, body = self._signed(xml)
        response = self.client.post(self.url, params=query, content=body.encode())
        if response.status_code != httpx.codes.OK:
            raise FaultError(f"状态码 {response.status_code}")
        if response.content in {b"", b"success"}:
            return None
        try:
            text = self._opened(response.text)
        except BROKEN as error:
            raise FaultError(f"回复读不了（{type(error).__name__}）") from None
        if len(text.encode()) > LIMIT:
            raise FaultError(f"回复有 {len(text.encode())} 字节，超过 {LIMIT}")
        return text

    def _signed(self, xml: str) -> tuple[dict[str, str], str]:
        """(Query, body), signed now; in safe mode where a key is set."""
        stamp, nonce = str(int(time.time())), secrets.token_hex(5)
        signed = "".join(sorted((self._token, stamp, nonce)))
        signature = hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()
        query = {"signature": signature, "timestamp": stamp, "nonce": nonce, "openid": self.user}
        cipher = self._cipher()
        if cipher is None:
            return query, xml
        sealed = xmltodict.parse(cipher.encrypt_message(xml, nonce, stamp))["xml"]
        query |= {"encrypt_type": "aes", "msg_signature": sealed["MsgSignature"]}
        return query, f"<xml><Encrypt><![CDATA[{sealed['Encrypt']}]]></Encrypt></xml>"

    def _opened(self, body: str) -> str:
        cipher = self._cipher()
        if cipher is not None:
            outer = xmltodict.parse(body)["xml"]
            signed = (outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
            body = cipher.decrypt_message(body, *signed)
        return str(xmltodict.parse(body, strip_whitespace=False)["xml"]["Content"])

    def _cipher(self) -> WeChatCrypto | None:
        key, app_id = self.settings.wechat_aes_key, self.settings.wechat_app_id
        return WeChatCrypto(self._token, key.get_secret_value(), app_id) if key else None

    @property
    def _token(self) -> str:
        token = self.settings.wechat_token
        return token.get_secret_value() if token else ""
