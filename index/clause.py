"""The values that the whole flow passes on: Document, Section, Clause, Owner.

Every `start` and `end` is a character offset into `Document.text`, the cleaned text that is
stored and quoted; `Document.text[start:end]` is the value's own text, to the letter.
"""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["lead", "responsible", "support", "unknown"]
OwnerStatus = Literal["named", "indirect", "not_named"]
MarkKind = Literal[
    "annex",  # 附件2
    "box",  # 专栏3
    "book",  # 第一编
    "part",  # 第一部分
    "chapter",  # 第一章
    "division",  # 第一节
    "article",  # 第十二条
    "paragraph_of_article",  # 第二款, only ever in questions
    "chinese",  # 一、
    "chinese_bracketed",  # （一）
    "arabic",  # 1.
    "arabic_bracketed",  # （1）
    "circled",  # ①
    "preface",  # the text before the first mark
    "unnumbered",  # 第3段
    "row",  # a table's row
]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number as the document prints it: `Mark("chinese", 5, "五、")`."""

    kind: MarkKind
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that a document makes answerable, with the span of its name."""

    name: str
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a clause that carries a typed value: a deadline, an indirect owner."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a clause, as far as the document says so.

    `indirect` has no units, only the phrases that speak of a body or a principle.
    """

    status: OwnerStatus = "not_named"
    units: tuple[Unit, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    deadline: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a table's row, with the name of its column ("" where it has none)."""

    column: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Dressing that was taken out of the file's text; `at` is where it stood in the stored text."""

    at: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the clauses below it, `Document.clauses[first:last]`.

    `start` and `end` span the title without its mark; `parent` is an index into
    `Document.sections`.
    """

    label: str
    marks: tuple[Mark, ...]
    title: str
    path: tuple[str, ...]
    start: int
    end: int
    parent: int | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered unit; one clause is one chunk.

    `marks` are the marks from the outermost down, the clause's own last; `path` are the headings
    above with their marks, outermost first; `headline` is the run-in title ("" where there is
    none); `section` is an index into `Document.sections`; `line` counts from 1 in the file;
    `cells` are a table's row's.
    """

    label: str
    marks: tuple[Mark, ...]
    path: tuple[str, ...]
    headline: str
    text: str
    start: int
    end: int
    section: int | None
    line: int
    page: int | None = None
    owner: Owner = Owner()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of itself, as printed.

    `start` and `end` are None where not the text says it but what was cut out of it, or the
    file's name.
    """

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date: `iso` is 2020-03-01, or 2020-03 where no day is stated."""

    iso: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Repeal:
    """Another document whose end this one declares, by title or number ("" where not stated)."""

    title: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of which document this is, and how long it is in force, as it says itself.

    Attributes:
        number: the 文号.
        issuer: the body or bodies that issued it.
        date: when it was signed, else printed, else published.
        year: of the title, else of the number, else of the date; with `last_year`, which differs
            from it for a plan of several years.
        effective: the first day in force.
        expires: the last day in force.
        ended: words that say it was repealed or has lapsed.
        repeals: the documents that it ends.
    """

    number: Stated | None = None
    issuer: Stated | None = None
    date: Day | None = None
    year: int | None = None
    last_year: int | None = None
    effective: Day | None = None
    expires: Day | None = None
    ended: Stated | None = None
    repeals: tuple[Repeal, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one file. `id` names the version, `source` the file below the corpus."""

    id: str
    title: str
    source: str
    text: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    removed: tuple[Cut, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    edition: Edition = Edition()
