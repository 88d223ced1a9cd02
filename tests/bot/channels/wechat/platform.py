"""WeChat's side of the wire, after its documentation: signs, enciphers, and is strict on replies.

It shares no code with what it tests.
"""

import base64
import hashlib
import itertools
import os
import secrets
import time
from dataclasses import dataclass, field

import httpx
import xmltodict
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

ACCOUNT = "gh_7f2b1c0d9e8a"
CONTENT_LIMIT = 2048
_numbers = itertools.count(23_000_000_000_000_000)


class FaultError(Exception):
    """The user would read “该公众号提供的服务出现故障，请稍后再试”."""


def message(user: str, kind: str, msg_id: int | None = None, **elements: object) -> str:
    """The XML of a message as WeChat writes it; elements are named as there."""
    number = next(_numbers) if msg_id is None else msg_id
    return _xml(user, {"MsgType": kind, "MsgId": number, **elements})


def event(user: str, name: str, created: int | None = None, **elements: object) -> str:
    return _xml(user, {"MsgType": "event", "Event": name, **elements}, created)


def text(user: str, content: str, msg_id: int | None = None) -> str:
    return message(user, "text", msg_id, Content=content)


def _xml(user: str, elements: dict[str, object], created: int | None = None) -> str:
    head = {"ToUserName": ACCOUNT, "FromUserName": user, "CreateTime": created or int(time.time())}
    return f"<xml>{''.join(_element(*item) for item in {**head, **elements}.items())}</xml>"


def _element(name: str, value: object) -> str:
    return f"<{name}>{value if isinstance(value, int) else f'<![CDATA[{value}]]>'}</{name}>"


def signature(*words: str) -> str:
    return hashlib.sha1("".join(sorted(words)).encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Secret:
    """EncodingAESKey and app id: AES-256-CBC over 16 random bytes, length, xml, app id."""

    encoding_key: str
    app_id: str = "wx49f0ab532d5d035a"

    def encrypt(self, xml: str) -> str:
        body = xml.encode()
        plain = os.urandom(16) + len(body).to_bytes(4, "big") + body + self.app_id.encode()
        pad = 32 - len(plain) % 32
        sealed = self._cipher().encryptor().update(plain + bytes([pad]) * pad)
        return base64.b64encode(sealed).decode()

    def decrypt(self, sealed: str) -> str:
        padded = self._cipher().decryptor().update(base64.b64decode(sealed, validate=True))
        pad = padded[-1]
        if not 1 <= pad <= 32 or padded[-pad:] != bytes([pad]) * pad:
            raise FaultError("padding")
        plain = padded[16:-pad]
        size = int.from_bytes(plain[:4], "big")
        if plain[4 + size :].decode() != self.app_id:
            raise FaultError("app id")
        return plain[4 : 4 + size].decode()

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.encoding_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


@dataclass(frozen=True)
class Platform:
    """Talks to one account's server; with a secret, in safe mode."""

    url: str
    token: str = "T0ken"
    secret: Secret | None = None
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20, trust_env=False))

    def request(
        self, xml: str, timestamp: str | None = None, nonce: str | None = None
    ) -> tuple[dict[str, str], bytes]:
        """(Query, body) of one try at delivering `xml`, signed now."""
        query = self.query(timestamp, nonce)
        if self.secret is None:
            return query, xml.encode()
        sealed = self.secret.encrypt(xml)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = signature(self.token, query["timestamp"], query["nonce"], sealed)
        return (
            query,
            f"<xml>{_element('ToUserName', ACCOUNT)}{_element('Encrypt', sealed)}</xml>".encode(),
        )

    def query(self, timestamp: str | None = None, nonce: str | None = None) -> dict[str, str]:
        stamp = str(int(time.time())) if timestamp is None else timestamp
        once = str(secrets.randbelow(9 * 10**8) + 10**8) if nonce is None else nonce
        return {"signature": signature(self.token, stamp, once), "timestamp": stamp, "nonce": once}

    def post(self, query: dict[str, str], body: bytes) -> httpx.Response:
        headers = {"Content-Type": "text/xml"}
        return self.client.post(self.url, params=query, content=body, headers=headers)

    def deliver(self, xml: str) -> str | None:
        """What the user reads in return; None for nothing.

        Raises:
            FaultError: the reply is not one that WeChat would show.
        """
        return self.shown(self.post(*self.request(xml)), xml)

    def ask(self, user: str, content: str, msg_id: int | None = None) -> str | None:
        return self.deliver(text(user, content, msg_id))

    def shown(self, response: httpx.Response, xml: str) -> str | None:
        if response.status_code != 200:
            raise FaultError(f"status {response.status_code}")
        if response.content in (b"", b"success"):
            return None
        reply = self._opened(response.content.decode())
        sender = xml.partition("<FromUserName><![CDATA[")[2].partition("]]></FromUserName>")[0]
        if set(reply) != {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}:
            raise FaultError(f"elements {sorted(reply)}")
        if (reply["ToUserName"], reply["FromUserName"]) != (sender, ACCOUNT):
            raise FaultError("addressed to another")
        if reply["MsgType"] != "text" or abs(int(reply["CreateTime"]) - time.time()) > 60:
            raise FaultError("kind or time")
        if not 0 < len(reply["Content"].encode()) <= CONTENT_LIMIT:
            raise FaultError(f"{len(reply['Content'].encode())} bytes")
        return reply["Content"]

    def _opened(self, body: str) -> dict[str, str]:
        reply = _elements(body)
        if self.secret is None:
            return reply
        if set(reply) != {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}:
            raise FaultError("not enciphered")
        signed = signature(self.token, reply["TimeStamp"], reply["Nonce"], reply["Encrypt"])
        if signed != reply["MsgSignature"]:
            raise FaultError("signature of the reply")
        return _elements(self.secret.decrypt(reply["Encrypt"]))


def _elements(xml: str) -> dict[str, str]:
    """Texts by element; xmltodict would strip them, and WeChat does not."""
    found = xmltodict.parse(xml, strip_whitespace=False)["xml"]
    return {name: str(value) for name, value in found.items() if name != "#text"}
