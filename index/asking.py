"""What a question says of documents: their titles, 文号, years, kinds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.clause import Document
from index.dates import YEAR, read_year
from index.document_number import find_numbered
from index.lexical import fold, plain
from index.quotation import quoted, without_passages
from index.register import Register
from index.series import without_years

_NOUN = "要点|计划|方案|文件|通知|意见|办法|规定|报告|规划|条例|细则|纲要|清单|预案|安排|措施"
# 2021年的要点, 2021年宣传工作要点: a year that belongs to a document
_BOUND = re.compile(
    rf"年度?(?:版)?的?(?P<between>[^，。？?！；、,的]{{0,16}}?)(?P<noun>{_NOUN}|要求|版)"
)
_SHORT_YEAR = re.compile(rf"(?<![\d第])(?P<two>\d\d)年(?=度?版?的?(?:{_NOUN}|要求|版|那))")
_LAST_YEAR = re.compile(
    rf"(?:去年|上一?年度?|上一?[版期])的?(?=[^，。？?]{{0,12}}?(?:(?P<noun>{_NOUN})|要求|[呢吗]?[?？。]*$))"
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
    titled = any(_is_title(each, register) for each in quoted(said))
    asking = said if titled else without_passages(said)  # a passage's names and years are its own
    years = years_in(asking, register)
    bound = next((found for year in years if (found := _bound(asking, year, register))), None)
    before = _LAST_YEAR.search(asking) if not years else None
    said_noun = before["noun"] or "" if before else ""
    return Asked(
        named=find_numbered(said, register.numbers).documents or register.named(asking).documents,
        years=years,
        bound=bound[0] if bound else None,
        noun=bound[1] if bound else said_noun,
        before=before is not None,
    )


def _is_title(quotation: str, register: Register) -> bool:
    """Whether what is quoted is a document's title, or a part of one that names it."""
    said = plain(quotation)
    titles = (plain(each.title) for each in register.naming.named(quotation).documents)
    return any(said in title or title in said for title in titles)


def years_in(said: str, register: Register) -> tuple[int, ...]:
    """The years of a question, also 21年的要点 where there is an edition of 2021."""
    folded = fold(said)
    years = [read_year(found["year"]) for found in YEAR.finditer(folded)]
    years += [
        2000 + int(found["two"])
        for found in _SHORT_YEAR.finditer(folded)
        if 2000 + int(found["two"]) in register.years
    ]
    return tuple(dict.fromkeys(years))


def _bound(said: str, year: int, register: Register) -> tuple[int, str] | None:
    """The year with the kind of document that it is said of."""
    folded = fold(said)
    for start in (str(year), str(year)[2:]):
        at = folded.find(f"{start}年")
        found = _BOUND.match(folded, at + len(start)) if at >= 0 else None
        between = plain(found["between"]) if found else ""
        if found and (not between or register.speaks_of(between)):
            return year, found["noun"]
    return None


def without_before(said: str) -> str:
    """The text without the words that ask for the edition before: 去年的呢."""
    return _LAST_YEAR.sub(" ", said)


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


def without_edition_years(text: str, years: Sequence[int]) -> str:
    """The text without the years that say which edition is meant: 2021年的要点 becomes 要点."""
    for year in years:
        short = rf"(?:20(?=\d\d年))?{str(year)[2:]}"
        text = re.sub(rf"{short}年度?版?的?(?={_NOUN}|要求|版)", " ", fold(text))
    return text
