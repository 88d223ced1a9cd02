"""What the office adds in corpus/office/supplements.csv: who answers for a task, with the source.

A row is in force when it names one clause of one document, and says who or by when, and says who
says so. A row that can't be used is reported and never costs the others.
"""

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.additions import Supplement
from index.addressing import Astray, find_clause
from index.clause import Clause, Document, Role
from index.corpus import OFFICE, Failure
from index.lexical import plain
from index.owners.names import split_list
from index.reading.source import UnreadableFileError
from index.reading.text import decode

SUPPLEMENTS = "supplements.csv"
FILE, CLAUSE, UNIT, ROLE, DEADLINE, SOURCE, DATE = COLUMNS = (
    *("文件", "条款", "责任单位", "角色", "完成时限", "来源", "日期"),
)
ROLES: Mapping[str, Role] = {"牵头": "lead", "责任": "responsible", "配合": "support"}
Row = Mapping[str, str]
_DELIMITERS = ",\t;，"
_NEAR = 0.4  # likeness from which a name is worth proposing


@dataclass(frozen=True, slots=True)
class Placed:
    """The supplements in force, and the rows that can't be used."""

    supplements: tuple[Supplement, ...] = ()
    failures: tuple[Failure, ...] = ()


def read_supplements(folders: Iterable[Path], documents: Sequence[Document]) -> Placed:
    """Read the files of the office folders and find each row's clause among `documents`."""
    supplements: list[Supplement] = []
    failures: list[Failure] = []
    for path in (folder / SUPPLEMENTS for folder in folders):
        for number, found in judge_rows(path, documents):
            if isinstance(found, Supplement):
                supplements.append(found)
            else:
                failures.append(Failure(f"{OFFICE}/{SUPPLEMENTS}", said(number, found)))
    return Placed(tuple(supplements), tuple(failures))


def judge_rows(path: Path, documents: Sequence[Document]) -> Iterator[tuple[int, Supplement | str]]:
    """Each row's number with the supplement it records, or what is wrong with it and the cure.

    Number 0 stands for the file as a whole; nothing comes where there is no file.
    """
    try:
        rows = rows_of(path)
    except UnreadableFileError as error:
        yield 0, f"{error}。"
        return
    for number, row in rows:
        yield number, place(row, documents)


def rows_of(path: Path) -> list[tuple[int, Row]]:
    """The file's rows with their numbers, as a spreadsheet counts; none where there is no file.

    Raises:
        UnreadableFileError: it can't be read, or a column is lacking.
    """
    records = read_records(path) if path.exists() else []
    header = header_of(records)
    return [
        (number, dict(zip(header, (cell.strip() for cell in record), strict=False)))
        for number, record in enumerate(records[1:], 2)
        if any(cell.strip() for cell in record)
    ]


def said(number: int, wrong: str) -> str:
    return f"第{number}行：{wrong}" if number else wrong


def header_of(records: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; those of a new file where there is nothing yet.

    Raises:
        UnreadableFileError: one is lacking.
    """
    header = [name.strip() for name in records[0]] if records else list(COLUMNS)
    lacking = [name for name in COLUMNS if name not in header]
    if lacking:
        raise UnreadableFileError(
            f"表头缺少“{'、'.join(lacking)}”；第一行应是：{','.join(COLUMNS)}"
        )
    return header


def read_records(path: Path) -> list[list[str]]:
    """The file's rows, its header first; none where it is empty.

    Raises:
        UnreadableFileError: it can't be opened, or is no table in a known encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"打不开（{error.strerror}）；请检查权限") from error
    if not data.strip(b"\xef\xbb\xbf\r\n\t ,"):
        return []
    text = decode(data)
    head = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFileError(f"表格已损坏（{error}）；请用 Excel 或 WPS 另存为 CSV") from error


def place(row: Row, documents: Sequence[Document]) -> Supplement | str:
    """The supplement that a row (cells by column) records, or what is wrong with it."""
    wrong = _lacking(row)
    if wrong:
        return wrong
    document = _document(row[FILE], documents)
    if isinstance(document, str):
        return document
    clause = find_clause(row[CLAUSE], document)
    if isinstance(clause, Astray):
        return _leads_astray(clause, row[CLAUSE], document)
    return _supplement(row, document, clause)


def _supplement(row: Row, document: Document, clause: Clause) -> Supplement:
    units = [row[UNIT][slice(*span)].strip() for span in split_list(row[UNIT], "、，,；;")]
    return Supplement(
        document=document.id,
        start=clause.start,
        units=tuple(dict.fromkeys(filter(None, units))),
        role=ROLES.get(_role(row), "responsible"),
        deadline=row.get(DEADLINE, ""),
        source=row[SOURCE],
        date=row.get(DATE, ""),
    )


def _role(row: Row) -> str:
    return row.get(ROLE, "").removesuffix("单位").removesuffix("部门")


def _lacking(row: Row) -> str:
    """What the row itself lacks; "" where nothing."""
    for column in (FILE, CLAUSE, SOURCE):
        if not row.get(column):
            return f"“{column}”是空的；请填上。"
    if not row.get(UNIT) and not row.get(DEADLINE):
        return f"“{UNIT}”和“{DEADLINE}”都是空的；请至少填一项。"
    if row.get(UNIT) and _role(row) not in ROLES:
        wrong = f"没有“{row[ROLE]}”这种角色" if row.get(ROLE) else f"“{ROLE}”是空的"
        return f"{wrong}；请填牵头、责任或配合。"
    return ""


def _document(name: str, documents: Sequence[Document]) -> Document | str:
    """The document of this title or file name, or why there is none."""
    wanted = plain(name)
    ways = (
        [each for each in documents if name in (each.source, PurePosixPath(each.source).name)],
        [each for each in documents if wanted and plain(each.title) == wanted],
        [each for each in documents if wanted and plain(_stem(each)) == wanted],
    )
    for found in ways:
        if len(found) == 1:
            return found[0]
        if found:
            files = "、".join(each.source for each in found)
            return f"有{len(found)}份文件都叫“{name}”；请改写文件名：{files}。"
    names = [each.title for each in documents] + [each.source for each in documents]
    near = difflib.get_close_matches(name, names, n=1, cutoff=_NEAR)
    hint = f"最接近的是“{near[0]}”，" if near else ""
    return f"索引里没有“{name}”这份文件；{hint}请改成文件的标题或文件名。"


def _stem(document: Document) -> str:
    return PurePosixPath(document.source).stem


def _leads_astray(astray: Astray, address: str, document: Document) -> str:
    labels = "、".join(astray.labels[:3]) + ("等" if len(astray.labels) > 3 else "")
    if astray.several:
        return f"“{address}”在《{document.title}》里不止一条（{labels}）；请写到具体一条。"
    hint = f"，这里有{labels}" if labels else ""
    return f"《{document.title}》里没有“{address}”{hint}；请改成条款的编号，如“五、3”。"
