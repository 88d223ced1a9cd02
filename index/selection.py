"""Which documents a question means: by title, 文号 or year; else the newest in force."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from index.asking import Asked, annual_of, asked
from index.clause import Clause, Document
from index.lexical import fold
from index.reference import Reference, Resolved, text_of
from index.register import Register

SPOKEN_OF = 0.5  # of the words beside an address that a document must hold to be meant by them


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that a question means.

    Attributes:
        documents: those that may answer.
        years: of the question, where an edition of such a year is among them.
        named: whether the question names them by title or number.
        lacking: a year of which there is no edition, though the question asks for it.
        dormant: what is out of force and was not asked for.
    """

    documents: tuple[Document, ...]
    years: tuple[int, ...] = ()
    named: bool = False
    lacking: int | None = None
    dormant: tuple[Document, ...] = field(default=())


def select(said: str, register: Register) -> Selection:
    """The documents that a question means."""
    wanted = asked(said, register)
    if wanted.named:
        return _among(wanted, wanted.named, register)
    if wanted.bound:
        of_year = _of_years(_of_kind(wanted.noun, register), (wanted.bound,))
        if of_year:
            return Selection(of_year, (wanted.bound,))
        if annual := annual_of(wanted.noun, register):
            return Selection(annual, lacking=wanted.bound)
    if not (wanted.years or wanted.before):
        return Selection(register.current, dormant=register.dormant)
    documents: list[Document] = []
    for editions in _earlier_of_kind(wanted, register) or register.series:
        documents += _of_series(editions, wanted, register)
    chosen = {each.id for each in documents}
    return Selection(
        tuple(documents),
        tuple(year for year in wanted.years if _of_years(documents, (year,))),
        dormant=tuple(each for each in register.dormant if each.id not in chosen),
    )


def _of_kind(noun: str, register: Register) -> Sequence[Document]:
    """The documents whose title says the kind; all where none does, as for 2021年的要求."""
    return [each for each in register.documents if noun in each.title] or register.documents


def _earlier_of_kind(wanted: Asked, register: Register) -> list[tuple[Document, ...]]:
    """去年的要点: the series of that kind which have an edition before the newest."""
    if not wanted.before or not wanted.noun:
        return []
    several = [editions for editions in register.series if len(editions) > 1]
    return [editions for editions in several if wanted.noun in editions[-1].title]


def speaks_of(year: int, document: Document, clause: Clause) -> bool:
    """Whether a clause is of a year: by its document's edition, its headings or its text."""
    told = (document.title, document.source, clause.text, *clause.path)
    return _covers(document, year) or any(str(year) in fold(each) for each in told)


def _of_series(
    editions: Sequence[Document], wanted: Asked, register: Register
) -> Sequence[Document]:
    """The editions of one series that the question means."""
    of_year = _of_years(editions, wanted.years)
    if of_year and (len(editions) > 1 or not register.standing(editions[0]).answers):
        return of_year
    newest = register.newest(editions)
    if wanted.before and newest:
        earlier = editions[: editions.index(newest[0])]
        return earlier[-1:] or newest
    return newest


def _among(wanted: Asked, named: tuple[Document, ...], register: Register) -> Selection:
    """Several editions under one name: that of the year, else the newest."""
    of_year = _of_years(named, wanted.years)
    if of_year:
        return Selection(of_year, wanted.years, named=True)
    if wanted.bound and not any(str(wanted.bound) in each.title for each in named):
        return Selection(named, named=True, lacking=wanted.bound)
    groups: dict[str, list[Document]] = {}
    for each in named:
        groups.setdefault(register.editions(each)[0].id, []).append(each)
    chosen: list[Document] = []
    for members in groups.values():
        editions = register.editions(members[0])
        if len(members) > 1:
            chosen += _of_series(members, wanted, register) or members[-1:]
        else:
            chosen += members if len(editions) == 1 or not wanted.before else editions[-2:-1]
    return Selection(tuple(chosen), named=True)


def _of_years(documents: Iterable[Document], years: Sequence[int]) -> tuple[Document, ...]:
    """Documents of one of the years; one that begins with it goes before one that runs over it."""
    begins = tuple(each for each in documents if each.edition.year in years)
    return begins or tuple(
        each
        for each in documents
        if each.edition.year and any(_covers(each, year) for year in years)
    )


def _covers(document: Document, year: int) -> bool:
    first, last = document.edition.year, document.edition.last_year
    return first is not None and last is not None and first <= year <= last


def meant_by(
    reference: Reference, there: list[Resolved], covered: Callable[[str], float]
) -> list[Resolved]:
    """The same address in several documents: those that the rest of the question speaks of.

    `covered` tells what share of the rest's words a text holds. 第二条 means an article where one
    of the documents has articles; another's second item is none.
    """
    articles = [
        each for each in there if any(mark.kind == "article" for mark in each.nodes[0].marks[-1:])
    ]
    if reference.steps and reference.steps[0].noun == "article" and articles:
        there = articles
    shares = [covered(" ".join((each.document.title, *map(text_of, each.nodes)))) for each in there]
    best = max(shares, default=0.0)
    if best < SPOKEN_OF:
        return there
    return [each for each, share in zip(there, shares, strict=True) if share == best]
