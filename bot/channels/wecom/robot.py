"""`/wecom/bot`: the AI bot's callbacks in, its streams out."""

from http import HTTPStatus

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response

from bot.channels.chat.envelope import RefusedError
from bot.channels.chat.router import AT_ONCE, body_of, checked, looking_after, seal_of
from bot.channels.pending import Pending
from bot.channels.wecom.envelope import BotEnvelope
from bot.channels.wecom.streams import Streams

PATH = "/wecom/bot"


def opened(envelope: BotEnvelope, streams: Streams, pending: Pending) -> APIRouter:
    """`GET|POST /wecom/bot`, and what is to be done about pending answers while it is served."""
    turns = anyio.CapacityLimiter(AT_ONCE)
    routes = APIRouter(include_in_schema=False, lifespan=looking_after(pending))

    def handled(request: Request, body: bytes) -> bytes:
        seal = seal_of(request)
        call = envelope.call(seal, body)
        reply = streams.receive(seal, call.callback)
        return envelope.answer(call, reply) if reply is not None else b""

    @routes.api_route(PATH, methods=["GET", "POST"])
    async def called(request: Request) -> Response:
        try:
            if request.method == "GET":
                return checked(envelope, request)
            envelope.admit(seal_of(request))
            body = await body_of(request)
            closed = await run_sync(handled, request, body, limiter=turns)
        except RefusedError as refusal:
            return Response(status_code=refusal.status)
        return Response(closed, HTTPStatus.OK, media_type="application/json" if closed else None)

    return routes
