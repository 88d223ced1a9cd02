"""The WeChat Official Account: one question in, one passive reply out, within its five seconds."""

import hashlib
import hmac
import logging
import re
import time
import unicodedata
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Protocol

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response

from bot.answer import Answer
from bot.channels.messages import pages
from bot.channels.wechat_envelope import Envelope, Letter, Message, Refused, Seal, clean
from bot.records import Records
from bot.settings import Settings

BODY_CAP = 64_000
LOOK_AGAIN = 0.05
MORE = "更多"

_log = logging.getLogger(__name__)
_NO_WORD = re.compile(r"[\W_]+")
_WORDS_FOR = {
    "event:subscribe": "wechat.welcome",
    "event:subscribe_scan": "wechat.welcome",
    "image": "wechat.image",
    "link": "wechat.link",
    "location": "wechat.location",
    "shortvideo": "wechat.video",
    "video": "wechat.video",
    "voice": "wechat.voice",
}


class Ask(Protocol):
    """Answers `question`; what was asked before under the same `session` is its context."""

    def __call__(self, question: str, session: str) -> Answer: ...


class Say(Protocol):
    """The words for a key, such as `wechat.welcome`."""

    def __call__(self, key: str, **values: object) -> str: ...


def router(  # one argument each for what it is made of
    settings: Settings,
    ask: Ask,
    records: Records,
    say: Say,
    secret: bytes,
    clock: Callable[[], float] = time.time,
) -> APIRouter:
    """`GET|POST /wechat`; 404 without WeChat settings. `secret` makes pseudonyms of open ids."""
    routes = APIRouter(include_in_schema=False)
    envelope = _envelope(settings, clock)
    desk = Desk(ask, records, say, secret)

    @routes.get("/wechat")
    async def check(request: Request) -> Response:
        if envelope is None:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        return _checked(envelope, request)

    @routes.post("/wechat")
    async def receive(request: Request) -> Response:
        if envelope is None:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        try:
            return await _received(envelope, desk, request)
        except Refused as refusal:
            return Response(status_code=refusal.status)

    return routes


class Desk:
    """Gives every message its one reply, whatever the number of tries and of workers."""

    def __init__(self, ask: Ask, records: Records, say: Say, secret: bytes) -> None:
        self._ask = ask
        self._records = records
        self._say = say
        self._secret = secret
        self.fault = say("wechat.fault")

    async def reply(self, seal: Seal, message: Message) -> str:
        """The text to send back; empty for nothing.

        Raises:
            Refused: the address came with another message before.
        """
        name = self._pseudonym("message", message.account, message.identity)
        nonce = self._pseudonym("nonce", seal.timestamp, seal.nonce)
        while True:
            claim = await run_sync(self._records.claim, name, nonce)
            if claim.state == "refused":
                raise Refused(HTTPStatus.FORBIDDEN)
            if claim.state == "ask":
                return await run_sync(self._first_reply, name, message)
            if claim.state == "done":
                return claim.text
            await anyio.sleep(LOOK_AGAIN)

    def _first_reply(self, name: str, message: Message) -> str:
        reader = self._pseudonym("reader", message.account, message.user)
        if _NO_WORD.sub("", unicodedata.normalize("NFKC", message.text)) == MORE:
            return self._records.next_part(name, reader, self._say("wechat.no_more"))
        if message.text or message.kind == "text":
            first, *rest = self._answer(message.text, reader)
            return self._records.finish(name, first, reader, rest)
        return self._records.finish(name, self._words(message.kind))

    def _answer(self, question: str, reader: str) -> tuple[str, ...]:
        try:
            text = self._ask(question, f"wechat:{reader}").answer
        except Exception:
            _log.exception("a WeChat question could not be answered")
            text = self.fault
        return pages(clean(text), self._say("wechat.more_hint"))

    def _words(self, kind: str) -> str:
        if kind in _WORDS_FOR:
            return self._say(_WORDS_FOR[kind])
        return "" if kind.startswith("event:") else self._say("wechat.other")

    def _pseudonym(self, *words: str) -> str:
        return hmac.new(self._secret, "\0".join(words).encode(), hashlib.sha256).hexdigest()


def _envelope(settings: Settings, clock: Callable[[], float]) -> Envelope | None:
    if not settings.wechat_token:
        return None
    keys = (settings.wechat_aes_key, settings.wechat_aes_key_previous)
    return Envelope(
        settings.wechat_token.get_secret_value(),
        settings.wechat_app_id or "",
        [key.get_secret_value() for key in keys if key],
        clock,
    )


def _seal(request: Request) -> Seal:
    given = partial(request.query_params.get, default="")
    return Seal(given("timestamp"), given("nonce"), given("signature"), given("msg_signature"))


def _checked(envelope: Envelope, request: Request) -> Response:
    try:
        envelope.check(_seal(request))
    except Refused as refusal:
        return Response(status_code=refusal.status)
    # Plain text that no browser takes for a page: echostr is not covered by the signature.
    return Response(
        request.query_params.get("echostr", ""),
        media_type="text/plain",
        headers={"X-Content-Type-Options": "nosniff"},
    )


async def _received(envelope: Envelope, desk: Desk, request: Request) -> Response:
    seal = _seal(request)
    envelope.check(seal)
    letter = await run_sync(envelope.open, seal, await _body(request))
    return await run_sync(_sealed, envelope, letter, await _reply(desk, seal, letter.message))


async def _reply(desk: Desk, seal: Seal, message: Message) -> str:
    try:
        return await desk.reply(seal, message)
    except Refused:
        raise
    except Exception:
        # Such as records that cannot be written: WeChat shows any failure as one of the account.
        _log.exception("a WeChat message could not be handled")
        return desk.fault


def _sealed(envelope: Envelope, letter: Letter, text: str) -> Response:
    if not text:
        return Response()
    return Response(envelope.close(letter, text), media_type="application/xml")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_CAP:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return bytes(body)
