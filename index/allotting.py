"""Tables that allot a plan's tasks, joined to the plan's clauses by number or by wording.

A row joins the one clause that its cells repeat or point at. Which plan a table allots is told by
where the table stands or by the plan that it names; else by whose clauses most of its rows repeat.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.additions import Allotment
from index.addressing import Astray, find_clause
from index.clause import Cell, Clause, Document
from index.lexical import plain
from index.owners.wording import DEADLINE_LABEL, OWNER_LABEL
from index.reference import parse_reference
from index.wording_match import Wording

_POINTS = re.compile(
    "条|项|款|号|对应|出处|来源|章|部分|位置|依据|任务|工作|要点|内容|事项|举措|措施"
)
_OWN_NUMBER = re.compile("序|编?号$|项次")
_ABOUT = re.compile(
    "(?:重点|主要|年度|工作|具体|目标|落实|推进)*(?:责任|任务|职责|工作|目标)?(?:分工|分解|清单|台账|一览|安排)(?:方案|表|清单)*"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARE = 0.5  # of a table's rows that must join a plan which it does not name
_SAMPLE = 12  # rows by which plans that a table does not name are told apart
_TITLE = 6  # characters that a plan's name has at least
_HEAD = 600  # characters above a table that may name its plan


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of one table with duties in them; `annex` where it stands in another document."""

    document: Document
    rows: tuple[Clause, ...]
    annex: bool


def find_allotments(documents: Sequence[Document]) -> tuple[Allotment, ...]:
    """Every row of a table of tasks with the clause it speaks of, in the tables' order."""
    tables = [table for document in documents for table in _tables(document)]
    wordings = _Wordings()
    return tuple(
        Allotment(plan.id, clause.start, table.document.id, row.start)
        for table in tables
        for plan, joined in [_plan(table, documents, wordings)]
        for row, clause in joined
    )


class _Wordings:
    """The documents' clauses prepared for comparing, each document once."""

    def __init__(self) -> None:
        self._made: dict[str, Wording] = {}

    def of(self, document: Document) -> Wording:
        if document.id not in self._made:
            clauses = [clause for clause in document.clauses if not _is_row(clause)]
            self._made[document.id] = Wording(clauses)
        return self._made[document.id]


def _tables(document: Document) -> Iterator[_Table]:
    """The document's tables: rows under one annex, or all of them."""
    groups: dict[str, list[Clause]] = defaultdict(list)
    for clause in document.clauses:
        if _is_row(clause) and (clause.owner.units or clause.owner.deadline):
            annexes = [mark.text for mark in clause.marks if mark.kind == "annex"]
            groups["".join(annexes)].append(clause)
    numbered = any(not _is_row(each) and each.marks for each in document.clauses)
    for name, rows in groups.items():
        yield _Table(document, tuple(rows), annex=bool(name) and numbered)


def _is_row(clause: Clause) -> bool:
    return bool(clause.cells)


Joined = list[tuple[Clause, Clause]]  # row, clause


def _plan(
    table: _Table, documents: Sequence[Document], wordings: _Wordings
) -> tuple[Document, Joined]:
    """The plan that the table allots, and what joins them; nothing joined where there is none."""
    candidates, named = _candidates(table, documents)
    if not named:
        sample = table.rows[:_SAMPLE]
        candidates = [each for each in candidates if _enough(sample, each, wordings)]
    joined = [(plan, _join(table.rows, plan, wordings.of(plan))) for plan in candidates]
    joined = [each for each in joined if named or len(each[1]) >= _SHARE * len(table.rows)]
    joined.sort(key=lambda each: -len(each[1]))
    ahead = joined and (len(joined) == 1 or len(joined[0][1]) > len(joined[1][1]))
    return joined[0] if ahead else (table.document, [])


def _enough(sample: Sequence[Clause], plan: Document, wordings: _Wordings) -> bool:
    return len(_join(sample, plan, wordings.of(plan))) >= _SHARE * len(sample)


def _candidates(table: _Table, documents: Sequence[Document]) -> tuple[list[Document], bool]:
    """The plans that the table may allot, and whether it says or shows that it is one of them."""
    others = [each for each in documents if each.id != table.document.id]
    head = _head(table)
    named = [each for each in others if _names(head, each)]
    if named:
        longest = max(len(each.title) for each in named)
        return [each for each in named if len(each.title) == longest], True
    if table.annex:
        return [table.document], True
    years = set(_YEAR.findall(head))
    return [each for each in others if _same_year(years, each)], False


def _head(table: _Table) -> str:
    """What the table says of itself: its name, its file's, its headings, the text above it."""
    first = table.rows[0]
    if table.annex:
        return "\n".join(first.path)
    document = table.document
    above = document.text[max(first.start - _HEAD, 0) : first.start]
    return "\n".join((document.title, PurePosixPath(document.source).stem, *first.path, above))


def _names(head: str, plan: Document) -> bool:
    """Whether the head names the plan, whole or as the table's own name without 任务分解表."""
    title = plain(plan.title)
    if len(title) >= _TITLE and title in plain(head):
        return True
    cores = (plain(_ABOUT.sub("", line)) for line in head.splitlines()[:2])
    return any(len(core) >= _TITLE and core in title for core in cores)


def _same_year(years: set[str], plan: Document) -> bool:
    own = set(_YEAR.findall(plan.title))
    return not years or not own or bool(years & own)


def _join(rows: Sequence[Clause], plan: Document, wording: Wording) -> Joined:
    joined: Joined = []
    for row in rows:
        clause = _clause_of(row, plan, wording)
        if clause:
            joined.append((row, clause))
    return joined


def _clause_of(row: Clause, plan: Document, wording: Wording) -> Clause | None:
    """By number; by wording where there is none, or where the number may be the table's own."""
    cells = [cell for cell in row.cells if not _is_duty(cell)]
    repeated = wording.best([cell.text for cell in cells])
    for cell in cells:
        clause = _pointed(cell, plan)
        if clause and not (_OWN_NUMBER.search(cell.column) and repeated):
            return clause
    return repeated


def _is_duty(cell: Cell) -> bool:
    label = f"{cell.column}："
    return bool(OWNER_LABEL.fullmatch(label) or DEADLINE_LABEL.fullmatch(cell.column))


def _pointed(cell: Cell, plan: Document) -> Clause | None:
    """The clause that the cell gives as an address, and no more than that."""
    if cell.column and not _POINTS.search(cell.column):
        return None
    reference, _ = parse_reference(cell.text)
    if reference is None:
        return None
    found = find_clause(cell.text, plan)
    own = _OWN_NUMBER.search(cell.column) and len(reference.steps) < 2
    return None if isinstance(found, Astray) or own or _is_row(found) else found
