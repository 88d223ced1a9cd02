"""A chat model behind OpenAI's protocol, on a socket: it repeats a sentence it was given.

As a program: `python -m tests.bot.chat_service PORT SECONDS`; `POST /pace/SECONDS` makes it slower.
"""

import asyncio
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.bot.channels.served import served

Json = dict[str, Any]
_CLAUSE = re.compile(r"^《[^》]*》[^：\n]*：(?P<sentence>[^。\n]*。?)", re.MULTILINE)


def first_sentence(prompt: str) -> str:
    """The first sentence of the first clause in the prompt."""
    found = _CLAUSE.search(prompt.rpartition("条文：")[2])
    return found["sentence"] if found else "条文里没有。"


@dataclass
class Chat:
    """`says` makes the reply of a prompt; `status` other than 200 refuses."""

    seconds: float = 0.0
    says: Callable[[str], str] = first_sentence
    status: int = 200
    url: str = ""
    asked: list[Json] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/v1/chat/completions")
        async def complete(request: Request) -> JSONResponse:
            body: Json = await request.json()
            self.asked.append(body)
            await asyncio.sleep(self.seconds)
            if self.status != 200:
                return JSONResponse({"error": {"message": "no"}}, self.status)
            return JSONResponse(self._completion(body))

        @app.post("/pace/{seconds}")
        async def pace(seconds: float) -> int:
            self.seconds = seconds
            return len(self.asked)

        return app

    def _completion(self, body: Json) -> Json:
        said = self.says(str(body["messages"][-1]["content"]))
        message = {"role": "assistant", "content": said}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1_700_000_000}
        return {**head, "model": body["model"], "choices": [choice], "usage": usage}


@contextmanager
def chat(**given: Any) -> Iterator[Chat]:
    """It answers at its `url`, which ends in /v1."""
    made = Chat(**given)
    with served(made.app()) as url:
        made.url = f"{url}/v1"
        yield made


def main() -> None:
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    uvicorn.run(Chat(seconds).app(), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
