"""What stands beside a document's own words: the office's supplements, tables that allot tasks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pydantic import TypeAdapter

from index.clause import Clause, Document, Role

Key = tuple[str, int]  # a document's id and where one of its clauses starts


@dataclass(frozen=True, slots=True)
class Supplement:
    """What the office records of the clause that starts at `start` of the document.

    `units` are empty where only a deadline is recorded; `date` is as it was written down.
    """

    document: str
    start: int
    units: tuple[str, ...]
    role: Role
    deadline: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Allotment:
    """A table's row (`by`, `row`) that says who does what the clause (`document`, `start`) says."""

    document: str
    start: int
    by: str
    row: int


_Addition = TypeVar("_Addition", Supplement, Allotment)


@dataclass(frozen=True)
class Additions:
    """All additions of one generation."""

    supplements: tuple[Supplement, ...] = ()
    allotments: tuple[Allotment, ...] = ()

    def supplements_of(self, document: Document, clause: Clause) -> tuple[Supplement, ...]:
        return self._supplements.get((document.id, clause.start), ())

    def allotments_of(self, document: Document, clause: Clause) -> tuple[Allotment, ...]:
        return self._allotments.get((document.id, clause.start), ())

    @cached_property
    def _supplements(self) -> Mapping[Key, tuple[Supplement, ...]]:
        return _by_clause(self.supplements)

    @cached_property
    def _allotments(self) -> Mapping[Key, tuple[Allotment, ...]]:
        return _by_clause(self.allotments)


def _by_clause(additions: tuple[_Addition, ...]) -> dict[Key, tuple[_Addition, ...]]:
    found: dict[Key, tuple[_Addition, ...]] = defaultdict(tuple)
    for each in additions:
        found[each.document, each.start] += (each,)
    return dict(found)


ADDITIONS = TypeAdapter(Additions)
