"""The WeChat Official Account: one message in, one passive reply out, within its five seconds."""

from http import HTTPStatus

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from bot.channels.wechat_desk import Ask, Desk, Say
from bot.channels.wechat_envelope import Envelope, Letter, RefusedError, Seal
from bot.records import Records
from bot.settings import Settings

BODY_CAP = 64_000


def router(settings: Settings, ask: Ask, records: Records, say: Say, secret: bytes) -> APIRouter:
    """`GET|POST /wechat`; 404 without WeChat settings.

    `ask` is called in a thread, at most once a message; its session and all that `records` hold
    are pseudonyms made with `secret`. `say` gives the words of `prompts/wording/wechat.toml`.
    """
    routes = APIRouter(include_in_schema=False)
    envelope = _envelope(settings)
    desk = Desk(ask, records, say, secret)

    @routes.get("/wechat")
    async def check(request: Request) -> Response:
        try:
            return _checked(_configured(envelope), request)
        except RefusedError as refusal:
            return Response(status_code=refusal.status)

    @routes.post("/wechat")
    async def receive(request: Request) -> Response:
        try:
            return await _received(_configured(envelope), desk, request)
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


def _configured(envelope: Envelope | None) -> Envelope:
    if envelope is None:
        raise RefusedError(HTTPStatus.NOT_FOUND)
    return envelope


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


async def _received(envelope: Envelope, desk: Desk, request: Request) -> Response:
    seal = _seal(request)
    envelope.admit(seal)
    letter = await run_sync(envelope.open, seal, await _body(request))
    return await run_sync(_response, envelope, letter, await desk.reply(seal, letter.message))


def _response(envelope: Envelope, letter: Letter, text: str) -> Response:
    if not text:
        return Response()
    return Response(envelope.close(letter, text), media_type="application/xml")


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
