"""The web application: every channel that has its settings, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.to_thread import run_sync
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from bot.assistant import Assistant
from bot.channels.web import apidocs, asking, documents, health, page
from bot.channels.web.guard import BodyLimit, SecurityHeaders
from bot.channels.web.problem import answer_with_problems
from bot.settings import Settings

DESCRIPTION = "按条文回答政策文件问题：每个回答都附原文条款，引文与原文一字不差。"


def create_app(settings: Settings) -> FastAPI:
    """The application of an installation.

    Raises:
        WenceError: there is no index yet, or it can't be opened.
    """
    return assemble(Assistant(settings))


def assemble(assistant: Assistant) -> FastAPI:
    """The application over an assistant."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Answering starts at once; only the first question that needs a vector may wait.
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run_sync, assistant.warm_up)
            yield

    app = FastAPI(
        title="问策",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.assistant = assistant
    for router in (asking.router, documents.router, health.router, page.router, apidocs.router):
        app.include_router(router)
    app.mount("/page", page.files)
    app.mount("/swagger", apidocs.swagger)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(SecurityHeaders)
    answer_with_problems(app, assistant.say)
    return app
