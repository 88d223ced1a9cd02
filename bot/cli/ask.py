"""wence ask: one question, or a file of them."""

import json
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from rich.console import Console
from rich.text import Text

from bot.cli.options import Data, settings_of
from index.errors import WenceError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.assistant import Assistant


def _readable(value: object) -> object:
    from bot.question import readable

    return readable(value) if isinstance(value, str) else value


class Line(BaseModel):
    """One question of a batch; its id, which may be anything, is handed back as it is."""

    model_config = ConfigDict(extra="ignore")

    question: Annotated[str, BeforeValidator(_readable)]
    session: str | None = None


class BatchFileError(WenceError):
    """The batch file can't be read."""


def ask(
    question: Annotated[str | None, typer.Argument(help="问题。", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    session: Annotated[
        str | None, typer.Option(help="会话编号：同一会话的问题前后相连。", show_default=False)
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            help="JSONL 文件，每行一个问题（- 为标准输入）。", show_default=False, allow_dash=True
        ),
    ] = None,
    data: Data = None,
) -> None:
    """提问；回答附原文条款。"""
    if (question is None) == (batch is None):
        raise typer.BadParameter("请给出一个问题，或者 --batch 文件，二者选一。")
    if batch and session:
        raise typer.BadParameter("--batch 的会话写在每一行的 session 里，不用 --session。")
    from bot.assistant import Assistant

    settings = settings_of(data)
    if batch is not None:
        with _opened(batch) as lines:
            assistant = Assistant(settings)
            well = _ask_all(assistant, lines)
            assistant.close()
            if not well:
                raise typer.Exit(1)
        return
    assistant = Assistant(settings)
    answer = assistant.ask(question or "", f"cli:{session}" if session else None)
    assistant.close()
    if as_json:
        sys.stdout.write(answer.model_dump_json(indent=2) + "\n")
    else:
        Console(highlight=False).print(_styled(answer), soft_wrap=True)


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[str]]:
    if str(path) == "-":
        yield _decoded(sys.stdin.buffer)
        return
    try:
        file = path.open("rb")
    except OSError as error:
        raise BatchFileError(f"打不开 {path}（{error.strerror}）；请检查文件名和权限。") from None
    with file:
        yield _decoded(file)


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines of UTF-8, whatever the terminal speaks; what is none is replaced."""
    return (line.decode("utf-8", "replace").removeprefix("\ufeff") for line in lines)


def _ask_all(assistant: "Assistant", lines: Iterable[str]) -> bool:
    """Answer every line in its place; False where one could not be read.

    A conversation is of this batch alone, whatever another one calls its own.
    """
    well = True
    batch = secrets.token_hex(8)
    for line in filter(str.strip, lines):
        answered = _ask_line(assistant, line, batch)
        well = well and "error" not in answered
        sys.stdout.write(json.dumps(answered, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return well


def _ask_line(assistant: "Assistant", line: str, batch: str) -> dict[str, object]:
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "这一行不是 JSON。"}
    given = {"id": loaded["id"]} if isinstance(loaded, dict) and "id" in loaded else {}
    try:
        read = Line.model_validate(loaded)
    except ValidationError:
        return {**given, "error": '这一行不是问题，应是 {"question": "…"} 这样的 JSON。'}
    session = f"batch:{batch}:{read.session}" if read.session else None
    return {**given, **assistant.ask(read.question, session).model_dump(mode="json")}


def _styled(answer: "Answer") -> Text:
    """The answer with the words that answer in colour, sources dimmed."""
    text = Text(answer.answer)
    for line in _sources(answer.answer):
        text.highlight_words([line], "dim")
    quotes = [
        citation.quote[start - citation.start : end - citation.start]
        for citation in answer.citations
        for start, end in citation.marked
    ]
    text.highlight_words(quotes, "bold yellow")
    if not answer.answered:
        text.highlight_words([answer.answer.split("\n", 1)[0]], "red")
    return text


def _sources(answer: str) -> Iterator[str]:
    return (line for line in answer.splitlines() if line.startswith("——"))
