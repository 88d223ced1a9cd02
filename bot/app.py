"""The web application: every channel that has its settings, put together."""

import logging

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from bot.assistant import Assistant
from bot.channels import wechat, wecom
from bot.channels.web import apidocs, asking, documents, health, page, place
from bot.channels.web.guard import BodyLimit, SecurityHeaders
from bot.channels.web.problem import answer_with_problems
from bot.memory import Memory
from bot.records import Records
from bot.secret import Seals, secret_key
from bot.settings import Settings

DESCRIPTION = "按条文回答政策文件问题：每个回答都附原文条款，引文与原文一字不差。"


def create_app(settings: Settings) -> FastAPI:
    """The application of an installation.

    Raises:
        WenceError: there is no index yet, or it can't be opened.
    """
    records = Records(settings.records_url)
    seals = Seals(secret_key(settings))
    assistant = Assistant(settings, Memory(records, seals))
    assistant.warm_up()
    for notice in assistant.notices:
        logging.getLogger("uvicorn.error").warning(notice)
    web = place.address_of(settings.public_url, seals) if settings.public_url else None
    return assemble(
        assistant,
        place.router(seals),
        wechat.router(settings, assistant, records, seals, web),
        wecom.router(settings, assistant, records, seals, web),
        wecom.bot_router(settings, assistant, records, seals, web),
    )


def assemble(assistant: Assistant, *channels: APIRouter) -> FastAPI:
    """The application over an assistant: the web, and further channels."""
    app = FastAPI(
        title="问策",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
    )
    app.state.assistant = assistant
    web = (asking.router, documents.router, health.router, page.router, apidocs.router)
    for router in (*web, *channels):
        app.include_router(router)
    app.mount("/page", page.files)
    app.mount("/swagger", apidocs.swagger)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(SecurityHeaders)
    answer_with_problems(app, assistant.say)
    return app
