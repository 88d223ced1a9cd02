"""What a question says of documents: their titles, 文号, years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.clause import Document
from index.dates import YEAR, read_year
from index.edition import canonical_number, numbers_in
from index.lexical import fold
from index.register import Register
from index.series import core, names_of, nickname_of, plain, without_years

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_SHORTEST = 4  # characters of a title's part that name a document in 《》
_NOUN = "要点|计划|方案|文件|通知|意见|办法|规定|报告|规划|条例|细则|纲要|清单|预案|安排|措施"
# 2021年的要点, 2021年宣传工作要点: a year that belongs to a document
_BOUND = re.compile(
    rf"年度?(?:版)?的?(?P<between>[^，。？?！；、,的]{{0,16}}?)(?P<noun>{_NOUN}|要求|版)"
)
_SHORT_YEAR = re.compile(rf"(?<![\d第])(?P<two>\d\d)年(?=度?版?的?(?:{_NOUN}|要求|版|那))")
_LAST_YEAR = re.compile(
    rf"(?:去年|上一?年度?|上一?[版期])的?(?=[^，。？?]{{0,12}}?(?:{_NOUN}|要求|$))"
)


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


def asked(said: str, register: Register) -> Asked:
    """Read what a question says of documents."""
    years = years_in(said, register)
    bound = next((found for year in years if (found := _bound(said, year, register))), None)
    return Asked(
        named=_named(said, register),
        years=years,
        bound=bound[0] if bound else None,
        noun=bound[1] if bound else "",
        before=bool(_LAST_YEAR.search(said)) and not years,
    )


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


def kinds_in(said: str) -> list[str]:
    """The kinds of document that a question speaks of: 要点, 办法."""
    return re.findall(_NOUN, said)


def annual_of(noun: str, register: Register) -> tuple[Document, ...]:
    """The documents of a kind that carry a year in their title."""
    return tuple(
        each
        for each in register.documents
        if noun in each.title and without_years(each.title) != fold(each.title)
    )


# By name


def _named(said: str, register: Register) -> tuple[Document, ...]:
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
    whole = {each for document, name in hits if name in text for each in _kin(document, register)}
    longest = [
        document
        for document, name in hits
        if not any(name != other and name in other for _, other in hits)
        # 《2020年要点》 names that edition, not the others, whose titles differ in the year alone
        and (name in text or document.id not in whole)
    ]
    return tuple(longest) or _quoted(said, register)


def _kin(document: Document, register: Register) -> set[str]:
    return {each.id for each in register.editions(document)}


def _numbered(number: str, register: Register) -> Sequence[Document]:
    """By its 文号; words may stand before it in the question, as in 请问京政发〔2020〕3号."""
    return next((there for own, there in register.numbers.items() if number.endswith(own)), ())


def _called(names: Sequence[str], nickname: str, text: str, timeless: str) -> str:
    found = next((name for name in names if name in text), "")
    return found or (nickname if nickname and nickname in timeless else "")


def _quoted(said: str, register: Register) -> tuple[Document, ...]:
    """《…》 that is a part of a title."""
    parts = [plain(found[1]) for found in _QUOTED.finditer(said)]
    return tuple(
        document
        for document in register.documents
        if any(len(part) >= _SHORTEST and part in plain(core(document.title)) for part in parts)
    )


def without_names(said: str, documents: Sequence[Document], years: Sequence[int]) -> str:
    """What a question says beside the names of `documents` and the years of its editions."""
    rest = fold(said)
    for found in list(numbers_in(rest)):
        own = [each.edition.number for each in documents]
        numbers = [canonical_number(each.text) for each in own if each]
        if any(canonical_number(found[0]).endswith(each) for each in numbers):
            rest = rest.replace(found[0], " ")
    for year in years:
        short = rf"(?:20(?=\d\d年))?{str(year)[2:]}"
        rest = re.sub(rf"{short}年度?版?的?(?={_NOUN}|要求|版)", " ", rest)
    for document in documents:
        rest = _without_name(rest, document)
    return re.sub(r"《\s*》|“\s*”", " ", rest)


def _without_name(said: str, document: Document) -> str:
    for name in names_of(document):
        said = _pattern(name).sub(" ", said)
    nickname = nickname_of(document)
    timeless = without_years(said)
    if nickname and _pattern(nickname).search(timeless):
        said = _pattern(nickname).sub(" ", timeless)
    title = plain(core(document.title))
    for found in list(_QUOTED.finditer(said)):
        if plain(found[1]) in title:
            said = said.replace(found[0], " ")
    return said


def _pattern(name: str) -> re.Pattern[str]:
    """The plain name as it may be written, with whatever punctuation."""
    return re.compile(r"[\W_]*".join(map(re.escape, name)))
