"""WeCom's side of the wire, after its documentation: an application's XML, an AI bot's JSON.

Strict on replies. It shares no code with what it tests.
"""

import itertools
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.bot.channels.wechat.platform import (
    FaultError,
    Secret,
    _element,
    _elements,
    signature,
)

CORP = "ww0123456789abcdef"
BOT = "aibot-7f2b1c"
AGENT = 1000002
LIMIT, STREAM_LIMIT = 2048, 20_480
Json = dict[str, Any]
_numbers = itertools.count(7_000_000_000_000_000_000)


def message(user: str, kind: str, number: int | None = None, **elements: object) -> str:
    """The XML of a message as WeCom writes it."""
    identity = next(_numbers) if number is None else number
    return _xml(user, {"MsgType": kind, **elements, "MsgId": identity})


def event(user: str, name: str, created: int | None = None, **elements: object) -> str:
    return _xml(user, {"MsgType": "event", "Event": name, **elements}, created)


def text(user: str, content: str, number: int | None = None) -> str:
    return message(user, "text", number, Content=content)


def _xml(user: str, elements: dict[str, object], created: int | None = None) -> str:
    head = {"ToUserName": CORP, "FromUserName": user, "CreateTime": created or int(time.time())}
    whole = {**head, **elements, "AgentID": AGENT}
    return f"<xml>{''.join(_element(*item) for item in whole.items())}</xml>"


@dataclass(frozen=True)
class Wire:
    """Signs and sends; `secret` has the receive id, a corporation's or an empty one."""

    url: str
    token: str
    secret: Secret
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20, trust_env=False))

    def query(
        self, sealed: str, timestamp: str | None = None, nonce: str | None = None
    ) -> dict[str, str]:
        stamp = str(int(time.time())) if timestamp is None else timestamp
        once = secrets.token_hex(6) if nonce is None else nonce
        signed = signature(self.token, stamp, once, sealed)
        return {"msg_signature": signed, "timestamp": stamp, "nonce": once}

    def checked(self, plain: str) -> httpx.Response:
        """The check of the address."""
        sealed = self.secret.encrypt(plain)
        return self.client.get(self.url, params={**self.query(sealed), "echostr": sealed})

    def post(self, query: dict[str, str], body: bytes) -> httpx.Response:
        return self.client.post(self.url, params=query, content=body)


@dataclass(frozen=True)
class Application(Wire):
    def request(self, xml: str) -> tuple[dict[str, str], bytes]:
        sealed = self.secret.encrypt(xml)
        return self.query(sealed), self.wrapped(sealed)

    def wrapped(self, sealed: str) -> bytes:
        outer = {"ToUserName": CORP, "AgentID": str(AGENT), "Encrypt": sealed}
        return f"<xml>{''.join(_element(*item) for item in outer.items())}</xml>".encode()

    def deliver(self, xml: str) -> str | None:
        """What the member reads in return; None for nothing.

        Raises:
            FaultError: the reply is not one that WeCom would show whole.
        """
        return self.shown(self.post(*self.request(xml)), xml)

    def shown(self, response: httpx.Response, xml: str) -> str | None:
        if response.status_code != 200:
            raise FaultError(f"status {response.status_code}")
        if not response.content:
            return None
        outer = _elements(response.text)
        if set(outer) != {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}:
            raise FaultError(f"elements {sorted(outer)}")
        signed = signature(self.token, outer["TimeStamp"], outer["Nonce"], outer["Encrypt"])
        if signed != outer["MsgSignature"]:
            raise FaultError("signature of the reply")
        reply = _elements(self.secret.decrypt(outer["Encrypt"]))
        sender = xml.partition("<FromUserName><![CDATA[")[2].partition("]]></FromUserName>")[0]
        if (reply["ToUserName"], reply["FromUserName"]) != (sender, CORP):
            raise FaultError("addressed to another")
        if reply["MsgType"] != "text" or not 0 < len(reply["Content"].encode()) <= LIMIT:
            raise FaultError(f"{reply['MsgType']}, {len(reply['Content'].encode())} bytes")
        return reply["Content"]

    def ask(self, user: str, content: str, number: int | None = None) -> str | None:
        return self.deliver(text(user, content, number))


@dataclass(frozen=True)
class Robot(Wire):
    def call(self, values: Json) -> Json | None:
        """The reply to a callback, None for an empty one.

        Raises:
            FaultError: the reply is not one that WeCom would show.
        """
        return self.read(self.post(*self.request(json.dumps(values, ensure_ascii=False))))

    def read(self, response: httpx.Response) -> Json | None:
        if response.status_code != 200:
            raise FaultError(f"status {response.status_code}")
        if not response.content:
            return None
        outer = response.json()
        if set(outer) != {"encrypt", "msgsignature", "timestamp", "nonce"}:
            raise FaultError(f"fields {sorted(outer)}")
        signed = (str(outer["timestamp"]), outer["nonce"], outer["encrypt"])
        if signature(self.token, *signed) != outer["msgsignature"]:
            raise FaultError("signature of the reply")
        if outer["nonce"] != response.url.params["nonce"]:
            raise FaultError("nonce of the reply")
        return self._strict(json.loads(self.secret.decrypt(outer["encrypt"])))

    def request(self, said: str) -> tuple[dict[str, str], bytes]:
        sealed = self.secret.encrypt(said)
        return self.query(sealed), json.dumps({"encrypt": sealed}).encode()

    @staticmethod
    def _strict(reply: Json) -> Json:
        if reply["msgtype"] == "text":
            return reply
        stream = reply["stream"]
        if reply["msgtype"] != "stream" or not isinstance(stream["finish"], bool):
            raise FaultError(f"reply {reply}")
        if len(stream["content"].encode()) > STREAM_LIMIT or not stream["id"]:
            raise FaultError("stream")
        return reply

    @staticmethod
    def said(user: str, kind: str = "text", number: str = "", **values: object) -> Json:
        """A message of a member's."""
        identity = number or f"CAIQ{next(_numbers)}"
        head: Json = {"msgid": identity, "aibotid": BOT, "chattype": "single", "msgtype": kind}
        return {**head, "from": {"userid": user}, **values}

    @staticmethod
    def typed(user: str, content: str, number: str = "", **values: object) -> Json:
        return Robot.said(user, "text", number, text={"content": content}, **values)

    @staticmethod
    def again(user: str, stream: str) -> Json:
        return Robot.said(user, "stream", stream={"id": stream})

    def ask(self, user: str, content: str, number: str = "", **values: object) -> str:
        """The whole text of the stream, refreshed until it is finished, as WeCom does."""
        reply = self.call(self.typed(user, content, number, **values))
        began = time.monotonic()
        before = ""
        while reply is not None and not reply["stream"]["finish"]:
            if time.monotonic() - began > 20 or not reply["stream"]["content"].startswith(before):
                raise FaultError("a stream that does not go on")
            before = reply["stream"]["content"]
            time.sleep(0.1)
            reply = self.call(self.again(user, reply["stream"]["id"]))
        if reply is None:
            raise FaultError("nothing")
        return str(reply["stream"]["content"])
