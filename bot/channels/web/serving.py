"""What the routes are served from: the assistant and the words, one of each an application."""

from collections.abc import Callable
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from bot.answer import Answer
from index.clause import Document

Say = Callable[..., str]


class Assistant(Protocol):
    """The part of the assistant that the web uses."""

    def ask(self, question: str, session: str | None = None) -> Answer: ...

    @property
    def documents(self) -> tuple[Document, ...]: ...

    def original(self, document_id: str) -> tuple[bytes, str]: ...

    def examples(self) -> tuple[str, ...]: ...

    @property
    def generation(self) -> str: ...

    def close(self) -> None: ...


def _assistant(request: Request) -> Assistant:
    return cast("Assistant", request.app.state.assistant)


def _say(request: Request) -> Say:
    return cast("Say", request.app.state.say)


Serving = Annotated[Assistant, Depends(_assistant)]
Saying = Annotated[Say, Depends(_say)]
