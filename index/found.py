"""What a search brings: clauses with the evidence for them."""

from dataclasses import dataclass
from typing import Literal

from index.clause import Clause, Document, Section
from index.reference import Node, Step


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause and the evidence for it.

    `score` orders the hits of one search; `similarity` is a cosine (None where vectors were not
    asked); `coverage` is the share of the question's content words that the clause and its
    headings hold, rare words counting more.
    """

    document: Document
    clause: Clause
    score: float = 1.0
    similarity: float | None = None
    coverage: float = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought, and how.

    `way` mention: `hits` are complete and in reading order; `term` is what was found. section:
    `hits` are all of `section`. missing: `step` leads nowhere; `there` is what exists instead.
    """

    way: Literal["reference", "section", "mention", "text", "missing"]
    hits: tuple[Hit, ...] = ()
    document: Document | None = None
    section: Section | None = None
    term: str = ""
    step: Step | None = None
    there: tuple[Node, ...] = ()
