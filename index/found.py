"""What a search brings, one value for each way of finding."""

from dataclasses import dataclass

from index.clause import Clause, Document, Role, Section
from index.difference import Difference
from index.duty import Duty
from index.overview import Part
from index.reader.reading import Reading
from index.reference import Node, Step
from index.roll import Charge


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause and the evidence for it.

    `score` orders the hits of one search; `nearness` says how many deviations above chance the
    clause, or a wording of it, is to the question (None where vectors were not asked); `coverage`
    is the share of the question's content words that the clause and its headings hold, rare
    words counting more; `reading` is what the reader says, None where it did not read the clause;
    `worded`: it is a wording that is so near, which an office wrote to be answered by the clause.
    """

    document: Document
    clause: Clause
    score: float = 1.0
    nearness: float | None = None
    coverage: float = 1.0
    reading: Reading | None = None
    worded: bool = False

    @property
    def answering(self) -> float:
        """Log-odds that the clause answers, as the reader says; 0 where it did not read.

        Where a wording is near, its deviations above chance if they are more.
        """
        logit = self.reading.answered_logit if self.reading else 0.0
        return max(logit, self.nearness or 0.0) if self.worded else logit


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
class Outline:
    """The headings of a document, for one who asks what parts it has."""

    document: Document
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every clause that holds all of `terms`, in order; `asked` is the term that was looked for."""

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Charged:
    """A clause with what charges the body with it; no charges where only a time was asked for."""

    hit: Hit
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True)
class Duties:
    """Every clause by body, role or deadline, in order.

    Attributes:
        duty: what was asked for.
        charged: the clauses.
        role: of the clauses; None, where another was asked for, if the body has it nowhere.
        undated: clauses left out because their deadline is no date: 持续推进.
        others: how many clauses charge the body in another role.
        beside: clauses left out because what they lack is stated beside them, in a table's row or
            by the office.
        mentions: where the body is named, if it is charged with nothing.
    """

    duty: Duty
    charged: tuple[Charged, ...] = ()
    role: Role | None = None
    undated: tuple[Charged, ...] = ()
    others: int = 0
    beside: tuple[Charged, ...] = ()
    mentions: Mentions | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """The clauses nearest to a text, best first; `dormant` is the best of what is out of force."""

    hits: tuple[Hit, ...]
    dormant: Hit | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that leads nowhere: `step` failed below `within`, where `there` is what exists."""

    document: Document
    within: Section | None
    step: Step
    there: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NoEdition:
    """A year of which there is no edition; `there` are the editions that exist."""

    year: int
    there: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class NoDocument:
    """A 文号 that is asked of and that no document has; `number` as it was said."""

    number: str
    there: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Dormant:
    """Every document is out of force, and none was asked for."""

    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different between two editions; about `topic` alone, where one is asked for."""

    difference: Difference
    topic: str = ""


@dataclass(frozen=True, slots=True)
class SingleEdition:
    """There is nothing to compare: the documents meant have one edition each."""

    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class SeveralSeries:
    """Several documents have more than one edition; `newest` is the newest of each."""

    newest: tuple[Document, ...]


Found = (
    Addressed
    | WholeSection
    | Outline
    | Mentions
    | Duties
    | Ranked
    | Missing
    | NoEdition
    | NoDocument
    | Dormant
    | Changes
    | SingleEdition
    | SeveralSeries
)
