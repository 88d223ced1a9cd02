"""The WeChat Official Account: one message in, one passive reply out, within its five seconds."""

from dataclasses import dataclass
from http import HTTPStatus

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from bot.channels.wechat_desk import Ask, Desk, Say
from bot.channels.wechat_envelope import Envelope, RefusedError, Seal
from bot.records import Records
from bot.settings import Settings

BODY_CAP = 64_000
LOOK_AGAIN = 0.05
# Messages in hand at a time, apart from the threads that other channels need; more queue in order.
AT_ONCE = 20


@dataclass(frozen=True)
class Counter:
    """Where messages are handed in."""

    envelope: Envelope
    desk: Desk
    turns: anyio.CapacityLimiter


def router(settings: Settings, ask: Ask, records: Records, say: Say, secret: bytes) -> APIRouter:
    """`GET|POST /wechat`; 404 without WeChat settings.

    `ask` is called in a thread, at most once a message; its session and all that `records` hold
    are pseudonyms made with `secret`. `say` gives the words of `prompts/wording/wechat.toml`.
    """
    routes = APIRouter(include_in_schema=False)
    envelope, desk = _envelope(settings), Desk(ask, records, say, secret)
    counter = Counter(envelope, desk, anyio.CapacityLimiter(AT_ONCE)) if envelope else None

    @routes.api_route("/wechat", methods=["GET", "POST"])
    async def wechat(request: Request) -> Response:
        if counter is None:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        try:
            if request.method == "GET":
                return _checked(counter.envelope, request)
            return await _received(counter, request)
        except RefusedError as refusal:
            return Response(status_code=refusal.status)

    return routes


def _envelope(settings: Settings) -> Envelope | None:
    if not settings.wechat_token:
        return None
    keys = (settings.wechat_aes_key, settings.wechat_aes_key_previous)
    return Envelope(
        settings.wechat_token.get_secret_value(),
        settings.wechat_app_id or "",
        [key.get_secret_value() for key in keys if key],
    )


def _seal(request: Request) -> Seal:
    names = ("timestamp", "nonce", "signature", "msg_signature")
    return Seal(*(request.query_params.get(name, "") for name in names))


def _checked(envelope: Envelope, request: Request) -> Response:
    envelope.check(_seal(request))
    # Plain text that no browser takes for a page: the signature does not cover echostr.
    return Response(
        request.query_params.get("echostr", ""),
        media_type="text/plain",
        headers={"X-Content-Type-Options": "nosniff"},
    )


async def _received(counter: Counter, request: Request) -> Response:
    seal = _seal(request)
    counter.envelope.admit(seal)
    body = await _body(request)
    while True:
        response = await run_sync(_response, counter, seal, body, limiter=counter.turns)
        if response is not None:
            return response
        # Another try is being answered, maybe by another worker: only the records know.
        await anyio.sleep(LOOK_AGAIN)


def _response(counter: Counter, seal: Seal, body: bytes) -> Response | None:
    letter = counter.envelope.open(seal, body)
    text = counter.desk.reply(seal, letter.message)
    if text is None:
        return None
    if not text:
        return Response()
    return Response(counter.envelope.close(letter, text), media_type="application/xml")


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_CAP:
                raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except ClientDisconnect as gone:
        raise RefusedError(HTTPStatus.BAD_REQUEST) from gone
    return bytes(body)
