"""Which documents a question means: by title, 文号 or year; else the newest in force."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.clause import Document
from index.dates import YEAR, read_year
from index.edition import canonical_number, numbers_in
from index.lexical import fold
from index.register import Register
from index.series import core, plain, without_years

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_SHORTEST = 4  # characters of a title's part that name a document in 《》
_NOUN = "要点|计划|方案|文件|通知|意见|办法|规定|报告|规划|条例|细则|纲要|清单|预案|安排|措施"
# 2021年的要点, 2021年宣传工作要点: a year that belongs to a document
_BOUND = re.compile(rf"年度?(?:版)?的?(?P<between>[^，。？?！；、,的]{{0,16}}?)(?P<noun>{_NOUN}|要求|版)")
_SHORT_YEAR = re.compile(rf"(?<![\d第])(?P<two>\d\d)年(?=度?版?的?(?:{_NOUN}|要求|版|那))")
_LAST_YEAR = re.compile(rf"(?:去年|上一?年度?|上一?[版期])的?(?=[^，。？?]{{0,12}}?(?:{_NOUN}|要求|$))")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says of documents: those it names, the years it speaks of.

    `bound` is the year that it gives to a document (2021年的要点), `noun` that document's kind;
    `before` where it asks for the edition before the newest.
    """

    named: tuple[Document, ...] = ()
    years: tuple[int, ...] = ()
    bound: int | None = None
    noun: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look.

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


def asked(said: str, register: Register, term: str = "") -> Asked:
    """Read what `said` says of documents; `term` is what is looked for, and names none."""
    years = years_in(said, register)
    bound = next((found for year in years if (found := _bound(said, year, register))), None)
    return Asked(
        named=_named(said, register, term),
        years=years,
        bound=bound[0] if bound else None,
        noun=bound[1] if bound else "",
        before=bool(_LAST_YEAR.search(said)) and not years,
    )


def scope(said: str, register: Register, term: str = "") -> Scope:
    """The documents that a question means."""
    wanted = asked(said, register, term)
    if wanted.named:
        return _among(wanted, wanted.named, register)
    if wanted.bound:
        of_year = _of_years(register.documents, (wanted.bound,))
        if of_year:
            return Scope(of_year, (wanted.bound,))
        if _is_annual(wanted.noun, register):
            return Scope(register.documents, lacking=wanted.bound)
    documents: list[Document] = []
    for editions in register.series:
        documents += _of_series(editions, wanted, register)
    dormant = tuple(each for each in register.documents if not register.standing(each).answers)
    return Scope(
        tuple(documents),
        tuple(year for year in wanted.years if _of_years(documents, (year,))),
        dormant=tuple(each for each in dormant if each not in documents),
    )


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


def _among(wanted: Asked, named: tuple[Document, ...], register: Register) -> Scope:
    """Several editions under one name: that of the year, else the newest."""
    of_year = _of_years(named, wanted.years)
    if of_year:
        return Scope(of_year, wanted.years, named=True)
    if wanted.bound and not any(str(wanted.bound) in each.title for each in named):
        return Scope(named, named=True, lacking=wanted.bound)
    groups: dict[tuple[Document, ...], list[Document]] = {}
    for each in named:
        groups.setdefault(register.editions(each), []).append(each)
    chosen: list[Document] = []
    for editions, members in groups.items():
        if len(members) > 1:
            chosen += _of_series(members, wanted, register) or members[-1:]
        else:
            chosen += members if len(editions) == 1 or not wanted.before else editions[-2:-1]
    return Scope(tuple(chosen), named=True)


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


def years_in(said: str, register: Register) -> tuple[int, ...]:
    """The years of a question, also 21年的要点 where there is an edition of 2021."""
    folded = fold(said)
    years = [read_year(found["year"]) for found in YEAR.finditer(folded)]
    known = {each.edition.year for each in register.documents}
    years += [
        2000 + int(found["two"])
        for found in _SHORT_YEAR.finditer(folded)
        if 2000 + int(found["two"]) in known
    ]
    return tuple(dict.fromkeys(years))


def _bound(said: str, year: int, register: Register) -> tuple[int, str] | None:
    """The year with the kind of document that it is said of."""
    folded = fold(said)
    for start in (str(year), str(year)[2:]):
        at = folded.find(f"{start}年")
        found = _BOUND.match(folded, at + len(start)) if at >= 0 else None
        between = plain(found["between"]) if found else ""
        if found and (not between or any(between in name for _, _, name in register.names)):
            return year, found["noun"]
    return None


def _is_annual(noun: str, register: Register) -> bool:
    """Whether there are documents of this kind that carry a year in their title."""
    return any(
        noun in each.title and without_years(each.title) != fold(each.title)
        for each in register.documents
    )


# By name


def _named(said: str, register: Register, term: str) -> tuple[Document, ...]:
    """The documents that are named, by 文号, by title (whole, or a part in 《》), by file."""
    numbered = [
        document
        for found in numbers_in(said)
        for document in _numbered(canonical_number(found[0]), register)
    ]
    if numbered:
        return tuple(dict.fromkeys(numbered))
    text, timeless = plain(said), plain(without_years(said))
    hits = [
        (document, name)
        for document, names, nickname in register.names
        if (name := _called(names, nickname, text, timeless))
    ]
    longest = [
        document
        for document, name in hits
        if not any(name != other and name in other for _, other in hits)
    ]
    return tuple(longest) or _quoted(said, register, term)


def _numbered(number: str, register: Register) -> Sequence[Document]:
    """By its 文号; words may stand before it in the question, as in 请问京政发〔2020〕3号."""
    return next(
        (there for own, there in register.numbers.items() if number.endswith(own)), ()
    )


def _called(names: Sequence[str], nickname: str, text: str, timeless: str) -> str:
    found = next((name for name in names if name in text), "")
    return found or (nickname if nickname and nickname in timeless else "")


def _quoted(said: str, register: Register, term: str) -> tuple[Document, ...]:
    """《…》 that is a part of a title."""
    parts = [plain(found[1]) for found in _QUOTED.finditer(said) if found[1] != term]
    return tuple(
        document
        for document in register.documents
        if any(len(part) >= _SHORTEST and part in plain(core(document.title)) for part in parts)
    )
