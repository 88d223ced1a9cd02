"""What a search brings, one value for each way of finding."""

from dataclasses import dataclass

from index.clause import Clause, Document, Section
from index.reference import Node, Step


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause and the evidence for it.

    `score` orders the hits of one search; `nearness` says how many deviations above chance the
    clause, or a wording of it, is to the question (None where vectors were not asked); `coverage`
    is the share of the question's content words that the clause and its headings hold, rare
    words counting more.
    """

    document: Document
    clause: Clause
    score: float = 1.0
    nearness: float | None = None
    coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class Addressed:
    """The clauses that a number leads to, in every document where it leads somewhere."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class WholeSection:
    """All clauses of a section, or of a document where `section` is None, in order."""

    document: Document
    section: Section | None
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every clause that holds all of `terms`, in order."""

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The clauses nearest to a text, best first."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that leads nowhere: `step` failed below `within`, where `there` is what exists."""

    document: Document
    within: Section | None
    step: Step
    there: tuple[Node, ...]


Found = Addressed | WholeSection | Mentions | Ranked | Missing
