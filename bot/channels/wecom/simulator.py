"""Plays WeCom against a running server: what would a member's phone show?"""

import json
import re
import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from pydantic import SecretStr
from wechatpy.crypto import WeChatCrypto

from bot.channels.chat import simulator
from bot.channels.chat.message import shortened
from bot.channels.chat.simulator import (
    FaultError,
    Seen,
    Step,
    closed,
    number,
    reply_in,
    stamped,
    text_xml,
)
from bot.channels.wecom import PATH
from bot.channels.wecom.robot import PATH as BOT_PATH
from bot.wording import Say, Wording

__all__ = ["BOT_PATH", "PATH", "Application", "Bot", "Member", "Stream"]

USER = "simulated"
BOT = "aib-simulated"
REFRESHED_EVERY = 1.0  # seconds
STREAMS_FOR = 360.0  # seconds

_PART = re.compile(r"（(\d+)/(\d+)）")


@dataclass
class Member(simulator.Phone):
    """What an application and an AI bot have in common: no link sends a text."""

    user: str = USER
    asked: str = ""

    fault: ClassVar[str] = "手机上不会有回复"

    def onward(self, seen: Seen, *, whole: bool) -> Step | None:
        part = _PART.match(seen.text or "")
        goes_on = whole and part is not None and int(part[1]) < int(part[2])
        return Step(self._say("wechat.more")) if goes_on or self._waits(seen) else None

    def _waits(self, seen: Seen) -> bool:
        """Whether the phone shows how the answer is to be picked up."""
        keys = ("wecom.preparing", "wecom.preparing_sends", "wecom.preparing_still")
        asked = shortened(self.asked)
        return seen.text in [self._say(key, question=asked) for key in keys]

    @cached_property
    def _say(self) -> Say:
        return Wording.load(self.settings.prompts).say


@dataclass
class Application(Member):
    """A member in the application that the settings describe; `url` ends in /wecom."""

    variables: ClassVar[str] = "WENCE_WECOM_*"
    limit: ClassVar[int] = 2048

    def type(self, text: str, choice: str = "") -> Seen:
        del choice
        if text != self._say("wechat.more"):
            self.asked = text
        agent = f"<AgentID>{self.settings.wecom_agent_id or 0}</AgentID>"
        return self._delivered(text_xml(self._corp, self.user, text, agent))

    def _request(self, said: str) -> tuple[dict[str, str], str]:
        query, secret = closed(self._cipher, said, stamped())
        to = f"<ToUserName><![CDATA[{self._corp}]]></ToUserName>"
        return query, f"<xml>{to}<Encrypt><![CDATA[{secret}]]></Encrypt></xml>"

    def _opened(self, body: str) -> str:
        return self._fitting(reply_in(self._cipher, body))

    @property
    def _corp(self) -> str:
        return self.settings.wecom_corp_id or ""

    @cached_property
    def _cipher(self) -> WeChatCrypto:
        return _cipher(self.settings.wecom_token, self.settings.wecom_aes_key, self._corp)


@dataclass(frozen=True)
class Stream:
    """`content` is the whole of it so far."""

    id: str
    finish: bool
    content: str


@dataclass
class Bot(Member):
    """A member alone with the AI bot that the settings describe; `url` ends in /wecom/bot."""

    variables: ClassVar[str] = "WENCE_WECOM_BOT_*"
    limit: ClassVar[int] = 20_480

    def type(self, text: str, choice: str = "") -> Seen:
        """As for every phone; a stream is refreshed until it is finished."""
        del choice
        self.asked = text
        seen = self._delivered(self._said("text", {"content": text}))
        stream = _stream_in(seen)
        began = time.perf_counter() - seen.seconds
        while stream is not None and not stream.finish:
            if time.perf_counter() - began > STREAMS_FOR:
                raise FaultError(f"{STREAMS_FOR:.0f} 秒后回答还没有做好，企业微信不再等待。")
            time.sleep(REFRESHED_EVERY)
            again = self._delivered(self._said("stream", {"id": stream.id}))
            stream = _gone_on(stream, _stream_in(again))
            refreshes, faults = seen.refreshes + 1, (*seen.faults, *again.faults)
            seen = replace(seen, refreshes=refreshes, faults=faults)
        text_shown = stream.content if stream else None
        return replace(seen, text=text_shown, seconds=time.perf_counter() - began)

    def _said(self, kind: str, values: dict[str, str]) -> str:
        head = {"msgid": number(), "aibotid": BOT, "chattype": "single", "msgtype": kind}
        return json.dumps({**head, "from": {"userid": self.user}, kind: values})

    def _request(self, said: str) -> tuple[dict[str, str], str]:
        query, secret = closed(self._cipher, said, stamped())
        return query, json.dumps({"encrypt": secret})

    def _opened(self, body: str) -> str:
        outer = json.loads(body)
        signed = (outer["msgsignature"], str(outer["timestamp"]), outer["nonce"])
        said: str = self._cipher.decrypt_message({"Encrypt": outer["encrypt"]}, *signed)
        self._fitting(_stream(said).content)
        return said

    @cached_property
    def _cipher(self) -> WeChatCrypto:
        return _cipher(self.settings.wecom_bot_token, self.settings.wecom_bot_aes_key, "")


def _cipher(token: SecretStr | None, key: SecretStr | None, receiver: str) -> WeChatCrypto:
    secrets = (each.get_secret_value() if each else "" for each in (token, key))
    return WeChatCrypto(*secrets, receiver)


def _stream_in(seen: Seen) -> Stream | None:
    return _stream(seen.text) if seen.text is not None else None


def _stream(said: str) -> Stream:
    """The stream in a reply; any of `BROKEN` where it is none."""
    reply = json.loads(said)
    stream = reply["stream"]
    if reply["msgtype"] != "stream" or not isinstance(stream["finish"], bool):
        raise ValueError("no stream")
    return Stream(str(stream["id"]), stream["finish"], str(stream["content"]))


def _gone_on(before: Stream, now: Stream | None) -> Stream:
    """The stream after a refresh; nothing in reply ends it as it is.

    Raises:
        FaultError: it is another one, or takes back what was shown.
    """
    if now is None:
        return replace(before, finish=True)
    if now.id != before.id or not now.content.startswith(before.content):
        raise FaultError("刷新得到的不是同一个回答：手机上的内容会跳变。")
    return now
