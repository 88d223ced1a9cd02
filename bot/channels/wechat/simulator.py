"""Plays WeChat against a running server: what would a phone show?"""

import hashlib
import re
from dataclasses import dataclass
from typing import ClassVar

from wechatpy.crypto import WeChatCrypto

from bot.channels.chat import simulator
from bot.channels.chat.service import MORE
from bot.channels.chat.simulator import Seen, Step, closed, reply_in, stamped, text_xml
from bot.channels.wechat import PATH

__all__ = ["PATH", "Phone"]

ACCOUNT = "gh_simulated"
USER = "oSimulated000000000000000001"

_LINK = re.compile(
    r'<a href="(?:weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=([^"&]*)|([^"]*))">([^<]*)</a>'
)


@dataclass
class Phone(simulator.Phone):
    """A reader of the account that the settings describe; `url` ends in /wechat."""

    user: str = USER

    fault: ClassVar[str] = "手机会显示“该公众号提供的服务出现故障”"
    variables: ClassVar[str] = "WENCE_WECHAT_*"
    limit: ClassVar[int] = 2048

    def type(self, text: str, choice: str = "") -> Seen:
        chosen = f"<bizmsgmenuid><![CDATA[{choice}]]></bizmsgmenuid>" if choice else ""
        return self._delivered(text_xml(ACCOUNT, self.user, text, chosen))

    def plain(self, seen: Seen) -> str:
        """A link is read as 〔its text〕."""
        return _LINK.sub(lambda link: f"〔{link[4]}〕", seen.text or "")

    def onward(self, seen: Seen, *, whole: bool) -> Step | None:
        for text, choice, *_ in _LINK.findall(seen.text or ""):
            if choice.startswith("answer-") or (whole and choice == MORE):
                return Step(text, choice)
        return None

    def _request(self, said: str) -> tuple[dict[str, str], str]:
        """In safe mode where a key is set."""
        stamp = stamped()
        signed = "".join(sorted((self._token, stamp["timestamp"], stamp["nonce"])))
        signature = hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()
        query = {"signature": signature, **stamp, "openid": self.user}
        cipher = self._cipher()
        if cipher is None:
            return query, said
        whole, secret = closed(cipher, said, stamp)
        return (
            {**query, "encrypt_type": "aes", **whole},
            f"<xml><Encrypt><![CDATA[{secret}]]></Encrypt></xml>",
        )

    def _opened(self, body: str) -> str:
        return self._fitting(reply_in(self._cipher(), body))

    def _cipher(self) -> WeChatCrypto | None:
        key, app_id = self.settings.wechat_aes_key, self.settings.wechat_app_id
        return WeChatCrypto(self._token, key.get_secret_value(), app_id) if key else None

    @property
    def _token(self) -> str:
        token = self.settings.wechat_token
        return token.get_secret_value() if token else ""
