"""A file of questions: JSON lines, or the table an office keeps (问题,文件,条款)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.evaluation.gold import Gold
from index.errors import WenceError
from index.office import read_records
from index.reading.source import UnreadableFileError
from index.reading.text import decode

QUESTION, FILE, CLAUSE = ("问题", "问法"), "文件", "条款"
NUMBER, TYPE, SESSION = "编号", "题型", "会话"
_JSON = {".jsonl", ".json", ".ndjson"}
_SEVERAL = re.compile(r"[;；|\n]")
_REASONS = {
    "json_invalid": "不是 JSON",
    "missing": "缺少“{field}”",
    "model_type": "不是 {{…}} 这样的 JSON",
}


class EvaluationError(WenceError):
    """A file of questions or an earlier run can't be read."""


class Unread(BaseModel):
    """A line that is no question, and why; lines count from 1."""

    model_config = ConfigDict(frozen=True)

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionFile:
    questions: tuple[Gold, ...]
    unread: tuple[Unread, ...] = ()


def read_questions(path: Path) -> QuestionFile:
    """Read the questions; a line that is none is named and costs the others nothing.

    A question without an id gets its line's number.

    Raises:
        EvaluationError: the file can't be read, or no question is in it.
    """
    try:
        data = path.read_bytes()
        found = list(_json_lines(data) if _is_json(path, data) else _table(path))
    except OSError as error:
        raise EvaluationError(f"打不开 {path}（{error.strerror}）；请检查文件名和权限。") from None
    except UnreadableFileError as error:
        raise EvaluationError(f"读不了 {path}：{error}。") from None
    read = QuestionFile(
        tuple(each for each in found if isinstance(each, Gold)),
        tuple(each for each in found if isinstance(each, Unread)),
    )
    if not read.questions:
        first = f"第{read.unread[0].line}行{read.unread[0].reason}；" if read.unread else ""
        raise EvaluationError(
            f"{path} 里没有问题：{first}每行应是一个 JSON，或者是第一行为“问题,文件,条款”的表格。"
        )
    return read


def _is_json(path: Path, data: bytes) -> bool:
    suffix = path.suffix.lower()
    return suffix in _JSON or (suffix != ".csv" and data.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"{")


def _json_lines(data: bytes) -> Iterator[Gold | Unread]:
    for number, line in enumerate(_decoded(data), 1):
        if line is None:
            yield Unread(line=number, reason="不是 UTF-8 编码的文字")
        elif line.strip():
            yield _read(number, line)


def _decoded(data: bytes) -> list[str | None]:
    """The lines; None for one that is no text among others that are."""
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    texts = [_utf8(line) for line in lines]
    if None in texts and not any(text and not text.isascii() for text in texts):
        return list(decode(data).split("\n"))
    return texts


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _read(number: int, line: str) -> Gold | Unread:
    try:
        gold = Gold.model_validate_json(line)
    except (ValidationError, RecursionError) as error:
        return Unread(line=number, reason=_reason(error))
    return gold if gold.id else gold.model_copy(update={"id": str(number)})


def _reason(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "不是 JSON"
    first = error.errors()[0]
    field = ".".join(map(str, first["loc"]))
    if first["type"] == "value_error":
        return str(first["msg"]).removeprefix("Value error, ")
    return _REASONS.get(first["type"], "“{field}”的值不能用").format(field=field)


def _table(path: Path) -> Iterator[Gold | Unread]:
    """The rows of a table; the answers of a question are parted by ； where there are several."""
    records = read_records(path)
    header = [name.strip() for name in records[0]] if records else []
    question = next((name for name in QUESTION if name in header), None)
    if question is None or CLAUSE not in header:
        raise UnreadableFileError(f"第一行应是 {QUESTION[0]},{FILE},{CLAUSE}，请改正表头")
    for number, record in enumerate(records[1:], 2):
        row = dict(zip(header, (cell.strip() for cell in record), strict=False))
        if any(row.values()):
            yield _row(number, row, row.get(question, ""), _several(row.get(CLAUSE, "")))


def _several(cell: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(cell) if part.strip()]


def _row(number: int, row: dict[str, str], question: str, clauses: Sequence[str]) -> Gold | Unread:
    if not question:
        return Unread(line=number, reason="问题是空的")
    try:
        return Gold.model_validate(
            {
                "id": row.get(NUMBER) or str(number),
                "question": question,
                "type": row.get(TYPE, ""),
                "document": row.get(FILE, ""),
                "gold": tuple(clauses),
                "session": row.get(SESSION) or None,
            }
        )
    except ValidationError as error:
        return Unread(line=number, reason=_reason(error))
