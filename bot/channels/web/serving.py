"""What the routes are served from: the one assistant of the application."""

from typing import Annotated, cast

from fastapi import Depends, Request

from bot.assistant import Assistant
from bot.wording import Say


def _assistant(request: Request) -> Assistant:
    return cast("Assistant", request.app.state.assistant)


def _say(request: Request) -> Say:
    return _assistant(request).say


Serving = Annotated[Assistant, Depends(_assistant)]
Saying = Annotated[Say, Depends(_say)]
