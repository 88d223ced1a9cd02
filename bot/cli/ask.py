"""wence ask: one question, or a file of them."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console
from rich.text import Text

from bot.answer import Answer
from bot.cli.options import Data, settings_of
from index.errors import WenceError

if TYPE_CHECKING:
    from bot.assistant import Assistant


class Line(BaseModel):
    """One question of a batch."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    question: str
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
    from bot.assistant import Assistant

    settings = settings_of(data)
    if batch is not None:
        with _opened(batch) as lines:
            if not _ask_all(Assistant(settings), lines):
                raise typer.Exit(1)
        return
    answer = Assistant(settings).ask(question or "", session)
    if as_json:
        sys.stdout.write(answer.model_dump_json(indent=2) + "\n")
    else:
        Console(highlight=False).print(_styled(answer), soft_wrap=True)


@contextmanager
def _opened(path: Path) -> Iterator[Iterable[str]]:
    if str(path) == "-":
        yield sys.stdin
        return
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield lines
    except OSError as error:
        raise BatchFileError(f"打不开 {path}（{error.strerror}）；请检查文件名和权限。") from None


def _ask_all(assistant: "Assistant", lines: Iterable[str]) -> bool:
    """Answer every line in its place; False where one could not be read."""
    well = True
    for line in filter(str.strip, lines):
        answered = _ask_line(assistant, line)
        well = well and "error" not in answered
        sys.stdout.write(json.dumps(answered, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return well


def _ask_line(assistant: "Assistant", line: str) -> dict[str, object]:
    try:
        read = Line.model_validate_json(line)
    except ValidationError as error:
        return {**_id_of(line), "error": f"这一行不是问题：{error.errors()[0]['msg']}"}
    answer = assistant.ask(read.question, read.session).model_dump(mode="json")
    return answer if read.id is None else {"id": read.id, **answer}


def _id_of(line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return {"id": found["id"]} if isinstance(found, dict) and "id" in found else {}


def _styled(answer: Answer) -> Text:
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
