"""What the office adds in corpus/office/supplements.csv: who answers for a task, with the source.

A row is in force when it names one clause of one document, and says who or by when, and says who
says so. A row that can't be used is reported and never costs the others.
"""

import csv
import difflib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.additions import Supplement
from index.addressing import Astray, find_clause
from index.clause import Clause, Document, Role
from index.corpus import OFFICE
from index.lexical import plain
from index.owners.names import split_list
from index.reading.source import UnreadableFileError
from index.reading.text import decode

SUPPLEMENTS = "supplements.csv"
FILE, CLAUSE, UNIT, ROLE, DEADLINE, SOURCE, DATE = COLUMNS = (
    *("文件", "条款", "责任单位", "角色", "完成时限", "来源", "日期"),
)
ROLES: Mapping[str, Role] = {"牵头": "lead", "责任": "responsible", "配合": "support"}
_DELIMITERS = ",\t;，"
_NEAR = 0.4  # likeness from which a name is worth proposing


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the file: `number` as a spreadsheet counts, `cells` by the name of their column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, and the cure; `number` is 0 where the whole file is meant."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"第{self.number}行：{self.reason}" if self.number else self.reason


@dataclass(frozen=True, slots=True)
class Placed:
    """The supplements in force, row by row, and what is wrong with the other rows."""

    supplements: tuple[tuple[int, Supplement], ...] = ()
    faults: tuple[Fault, ...] = ()


def supplements_file(roots: Iterable[Path]) -> Path | None:
    """The office's file below the first of the corpus folders that has one."""
    places = (root / OFFICE / SUPPLEMENTS for root in roots if root.is_dir())
    return next((path for path in places if path.exists()), None)


def digest_of(path: Path | None) -> str:
    """A digest of the file as it is now; "" where there is none or it can't be read."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return ""


def read_supplements(path: Path | None, documents: Sequence[Document]) -> Placed:
    """Read the file and find the clause of each of its rows among `documents`."""
    if path is None:
        return Placed()
    entries, faults = read_entries(path)
    placed: list[tuple[int, Supplement]] = []
    for entry in entries:
        found = place(entry, documents)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            placed.append((entry.number, found))
    return Placed(tuple(placed), tuple(sorted(faults, key=lambda fault: fault.number)))


def read_entries(path: Path) -> tuple[list[Entry], list[Fault]]:
    """The rows of the file; a fault where it can't be read or its header is not the right one."""
    try:
        records = read_records(path)
    except UnreadableFileError as error:
        return [], [Fault(0, f"{error}。")]
    if not records:
        return [], []
    header = [name.strip() for name in records[0]]
    lacking = [name for name in COLUMNS if name not in header]
    if lacking:
        said = f"表头缺少“{'、'.join(lacking)}”；第一行应是：{','.join(COLUMNS)}。"
        return [], [Fault(1, said)]
    entries = [
        Entry(number, dict(zip(header, (cell.strip() for cell in record), strict=False)))
        for number, record in enumerate(records[1:], 2)
        if any(cell.strip() for cell in record)
    ]
    return entries, []


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


def place(entry: Entry, documents: Sequence[Document]) -> Supplement | Fault:
    """The supplement that a row records, or what is wrong with it."""
    wrong = _lacking(entry)
    if wrong:
        return Fault(entry.number, wrong)
    document = _document(entry[FILE], documents)
    if isinstance(document, str):
        return Fault(entry.number, document)
    clause = find_clause(entry[CLAUSE], document)
    if isinstance(clause, Astray):
        return Fault(entry.number, _said(clause, entry[CLAUSE], document))
    return _supplement(entry, document, clause)


def _supplement(entry: Entry, document: Document, clause: Clause) -> Supplement:
    units = [entry[UNIT][slice(*span)].strip() for span in split_list(entry[UNIT], "、，,；;")]
    return Supplement(
        document=document.id,
        start=clause.start,
        units=tuple(dict.fromkeys(filter(None, units))),
        role=ROLES.get(_role(entry), "responsible"),
        deadline=entry[DEADLINE],
        source=entry[SOURCE],
        date=entry[DATE],
    )


def _role(entry: Entry) -> str:
    return entry[ROLE].removesuffix("单位").removesuffix("部门")


def _lacking(entry: Entry) -> str:
    """What the row itself lacks; "" where nothing."""
    for column in (FILE, CLAUSE, SOURCE):
        if not entry[column]:
            return f"“{column}”是空的；请填上。"
    if not entry[UNIT] and not entry[DEADLINE]:
        return f"“{UNIT}”和“{DEADLINE}”都是空的；请至少填一项。"
    if entry[UNIT] and _role(entry) not in ROLES:
        said = f"没有“{entry[ROLE]}”这种角色" if entry[ROLE] else f"“{ROLE}”是空的"
        return f"{said}；请填牵头、责任或配合。"
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


def _said(astray: Astray, address: str, document: Document) -> str:
    labels = "、".join(astray.labels[:3]) + ("等" if len(astray.labels) > 3 else "")
    if astray.several:
        return f"“{address}”在《{document.title}》里不止一条（{labels}）；请写到具体一条。"
    hint = f"，这里有{labels}" if labels else ""
    return f"《{document.title}》里没有“{address}”{hint}；请改成条款的编号，如“五、3”。"
