"""`/api/ask`: a question in, an Answer out, at once or as a stream of events."""

import json
import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, BeforeValidator, Field, TypeAdapter

from bot.answer import Answer, Citation
from bot.channels.web.serving import Serving

router = APIRouter(prefix="/api", tags=["提问"])

_CITATIONS = TypeAdapter(tuple[Citation, ...])
_BLOCK_END = re.compile(r"(?<=\n\n)(?!\n)")


def _encodable(value: object) -> object:
    # JSON may carry half of a surrogate pair, which no UTF-8 answer could repeat.
    return re.sub("[\ud800-\udfff]", "\ufffd", value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_encodable)]


class Asked(BaseModel):
    """One message; those of one `session` are one conversation, in their order."""

    question: Text = Field(examples=["第五部分第三项讲什么？"])
    session: Text | None = Field(default=None, examples=["3f0c5a1e"])


def _answered(asked: Asked, assistant: Serving) -> Answer:
    # The prefix keeps the web's conversations apart from those of other channels.
    session = f"web:{asked.session}" if asked.session else None
    return assistant.ask(asked.question, session)


# A dependency, and a synchronous one: FastAPI runs it in a thread, and an error is still a
# status code because it comes before the first event of a stream.
Answered = Annotated[Answer, Depends(_answered)]


@router.post(
    "/ask",
    summary="提问，一次取回回答",
    description="空白或无法辨认的提问也有回答（`answered` 为 `false`），不是错误。",
)
async def ask(answer: Answered) -> Answer:
    return answer


@router.post(
    "/ask/stream",
    summary="提问，以事件流取回回答",
    description="依次是 `citations`（数组）、`text`（逐段文字）、`done`（整个回答），均为 JSON。",
    response_class=EventSourceResponse,
)
async def ask_stream(answer: Answered) -> AsyncIterator[ServerSentEvent]:
    yield _event("citations", _CITATIONS.dump_json(answer.citations).decode())
    for piece in pieces(answer.answer):
        yield _event("text", json.dumps(piece, ensure_ascii=False))
    yield _event("done", answer.model_dump_json())


@router.get("/examples", summary="现有文件能够回答的提问示例")
def examples(assistant: Serving) -> tuple[str, ...]:
    return assistant.examples()


def pieces(text: str) -> list[str]:
    """The blocks of a text, each with the empty line that ends it; joined they are the text."""
    return [piece for piece in _BLOCK_END.split(text) if piece]


def _event(name: str, data: str) -> ServerSentEvent:
    # Encoded here because FastAPI would write every Chinese character as six bytes.
    return ServerSentEvent(event=name, raw_data=data)
