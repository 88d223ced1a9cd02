"""Messages in, one passive reply out to each, within the five seconds that a platform waits."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from bot.channels.chat.desk import Desk, Turn
from bot.channels.chat.envelope import Envelope, Letter, RefusedError, Seal
from bot.channels.pending import Pending

BODY_CAP = 64_000
FIRST_LOOK, LATER_LOOK = 0.05, 0.3  # seconds until a try that waits is looked at again
SWEEP_EVERY = 1.0
# Messages in hand at a time, apart from the threads that other channels need; more queue in order.
AT_ONCE = 20


@dataclass(frozen=True)
class Counter:
    """Where messages are handed in."""

    envelope: Envelope
    desk: Desk
    pending: Pending
    turns: anyio.CapacityLimiter


def closed(path: str) -> APIRouter:
    """`path` without its settings: 404."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route(path, methods=["GET", "POST"])
    async def absent() -> Response:
        return Response(status_code=HTTPStatus.NOT_FOUND)

    return routes


def opened(path: str, envelope: Envelope, desk: Desk, pending: Pending) -> APIRouter:
    """`GET|POST` of the path, and what is to be done about pending answers while it is served."""
    counter = Counter(envelope, desk, pending, anyio.CapacityLimiter(AT_ONCE))

    routes = APIRouter(include_in_schema=False, lifespan=looking_after(pending))

    @routes.api_route(path, methods=["GET", "POST"])
    async def called(request: Request) -> Response:
        try:
            if request.method == "GET":
                return checked(counter.envelope, request)
            return await _received(counter, request)
        except RefusedError as refusal:
            return Response(status_code=refusal.status)

    return routes


def looking_after(pending: Pending) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """The lifespan of a channel whose pending answers are looked after."""

    @asynccontextmanager
    async def looked_after(_: object) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_sweep, pending)
            yield
            tasks.cancel_scope.cancel()

    return looked_after


async def _sweep(pending: Pending) -> None:
    while True:
        await run_sync(pending.sweep)
        await anyio.sleep(SWEEP_EVERY)


def seal_of(request: Request) -> Seal:
    names = ("timestamp", "nonce", "signature", "msg_signature")
    return Seal(*(request.query_params.get(name, "") for name in names))


def checked(envelope: Envelope, request: Request) -> Response:
    """The check of the address, passed.

    Raises:
        RefusedError: not the platform's.
    """
    # Plain text that no browser takes for a page: a signature may not cover echostr.
    return Response(
        envelope.echo(seal_of(request), request.query_params.get("echostr", "")),
        media_type="text/plain",
        headers={"X-Content-Type-Options": "nosniff"},
    )


async def _received(counter: Counter, request: Request) -> Response:
    arrived = time.time()
    seal = seal_of(request)
    counter.envelope.admit(seal)
    body = await body_of(request)
    letter, turn = await run_sync(_opened, counter, seal, body, arrived, limiter=counter.turns)
    pause = FIRST_LOOK
    while turn.text is None:
        # It is being answered, maybe by another worker: only the records know.
        await anyio.sleep(pause)
        if await request.is_disconnected():
            return Response()
        turn = await run_sync(counter.desk.look, turn, limiter=counter.turns)
        pause = min(pause * 1.5, LATER_LOOK)
    if not turn.text:
        return Response()
    return Response(counter.envelope.close(letter, turn.text), media_type="application/xml")


def _opened(counter: Counter, seal: Seal, body: bytes, arrived: float) -> tuple[Letter, Turn]:
    letter = counter.envelope.open(seal, body)
    return letter, counter.desk.receive(seal, letter.message, arrived)


async def body_of(request: Request) -> bytes:
    """The body.

    Raises:
        RefusedError: longer than a message is, or broken off.
    """
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_CAP:
                raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except ClientDisconnect as gone:
        raise RefusedError(HTTPStatus.BAD_REQUEST) from gone
    return bytes(body)
