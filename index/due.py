"""Points in time of tasks: 2026年6月底前, 三季度, 年底 as days of the calendar.

A point without a year is of the year that is given; a bare 9月前 is over before September begins.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from index.dates import read_year
from index.lexical import fold
from index.numeral import parse_number

Relation = Literal["before", "within", "after"]

_NUMBER = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})年度?"
    r"|(?P<near>今年|本年度?|当年|明年|去年|后年))"
)
_PART = (
    rf"(?P<month>{_NUMBER})月份?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|(?P<third>[上中下]旬|底|末|初))?"
    rf"|第?(?P<quarter>[一二三四1-4])季度?(?P<quarter_end>[底末])?|(?P<half>[上下])半年(?P<half_end>[底末])?"
)
_POINT = (
    rf"(?:{_YEAR}的?(?:{_PART}|(?P<end>年?[底末终内]))?|(?:{_PART.replace('?P<', '?P<n')})"
    r"|(?P<bare>年[底末终内]|岁末))"
)
POINT = re.compile(rf"(?<![\d一二三四五六七八九十]){_POINT}(?P<relation>之?前|以前|之?后|以后|起)?")
_NEAR = {"去年": -1, "明年": 1, "后年": 2}
_LAST_DAY_OF_THIRD = {"上旬": 10, "初": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Window:
    """From `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Due:
    """A time that is asked for, as it was said; its year may be the document's own."""

    said: str
    relation: Relation

    @property
    def whole_year(self) -> bool:
        """Whether a year is spoken of and nothing in it: 2026年, 今年."""
        return re.fullmatch(rf"{_YEAR}内?", fold(self.said)) is not None

    def window(self, year: int) -> Window:
        """The days in which a deadline has to end; `year` where none was said."""
        found = POINT.search(fold(self.said))
        point = _window(found, year) if found else None
        if point is None:
            return Window(date.max, date.min)
        if self.relation == "before":
            return Window(date.min, point.last)
        return (
            Window(point.last + timedelta(days=1), date.max) if self.relation == "after" else point
        )


def last_day_of(deadline: str, year: int) -> date | None:
    """The last day that a deadline leaves; None where it names no day or month: 持续推进."""
    last = None
    for found in POINT.finditer("".join(fold(deadline).split())):  # 2028 年, as pages are set
        year = read_year(found["year"]) if found["year"] else year
        window = _window(found, year)
        last = window.last if window else last
    return last


def years_of(deadline: str) -> list[int]:
    return [read_year(each["year"]) for each in POINT.finditer(fold(deadline)) if each["year"]]


def _window(found: re.Match[str], year: int) -> Window | None:
    """The days that a point covers; up to the day before it where 前 follows at once."""
    year = read_year(found["year"]) if found["year"] else year + _NEAR.get(found["near"] or "", 0)
    try:
        first, last, firm = _days(found, year)
    except ValueError:
        return None
    if (found["relation"] or "").endswith("前") and not firm:
        return Window(date.min, first - timedelta(days=1))
    return Window(first, last)


def _days(found: re.Match[str], year: int) -> tuple[date, date, bool]:
    """First and last day, and whether 前 includes the last: 6月底前, 6月30日前."""

    def named(name: str) -> str:
        return found[name] or found[f"n{name}"] or ""

    if named("month"):
        return _of_month(year, _number(named("month")), named("day"), named("third"))
    if named("quarter"):
        third = 3 * _number(named("quarter"))
        return _of_months(year, third - 2, third, firm=bool(named("quarter_end")))
    if named("half"):
        first = 1 if named("half") == "上" else 7
        return _of_months(year, first, first + 5, firm=bool(named("half_end")))
    end = found["end"] or found["bare"] or ""
    if end and not end.endswith("内"):
        return _of_months(year, 12, 12, firm=True)
    return _of_months(year, 1, 12, firm=bool(end))


def _of_months(year: int, first: int, last: int, *, firm: bool) -> tuple[date, date, bool]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1]), firm


def _of_month(year: int, month: int, day: str, third: str) -> tuple[date, date, bool]:
    first, last, _ = _of_months(year, month, month, firm=True)
    if day:
        return first.replace(day=int(day)), first.replace(day=int(day)), True
    if third in _LAST_DAY_OF_THIRD:
        return first, last.replace(day=_LAST_DAY_OF_THIRD[third]), True
    return first, last, bool(third)


def _number(text: str) -> int:
    return parse_number(text) or 0
