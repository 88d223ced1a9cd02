"""Dates as documents print them: 2020年3月1日, 二〇二〇年三月一日, 2020-03-01, ２０２０年３月."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.lexical import fold
from index.numeral import parse_number

_HAN_YEAR = "[〇○零oO一二三四五六七八九]{4}"
_SMALL = r"\d{1,2}|[一二三四五六七八九十廿卅]{1,3}"
DATE = (
    rf"(?:(?:19|20)\d\d|{_HAN_YEAR})\s*年\s*(?:{_SMALL})\s*月(?:\s*(?:{_SMALL})\s*日)?"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
)
_PARTS = re.compile(
    rf"(?P<year>(?:19|20)\d\d|{_HAN_YEAR})\s*[年/.-]\s*(?P<month>{_SMALL})"
    rf"\s*[月/.-](?:\s*(?P<day>{_SMALL})\s*日?)?"
)
_DATE = re.compile(rf"(?<!\d)(?:{DATE})")
YEAR = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d|{_HAN_YEAR})\s*年")


@dataclass(frozen=True, slots=True)
class Found:
    """A date with its span in the text that was searched."""

    iso: str
    start: int
    end: int


def find_dates(text: str) -> Iterator[Found]:
    """The dates of `text` in their order; what is no day of any calendar is passed over."""
    folded = fold(text)
    for found in _DATE.finditer(folded):
        iso = _iso(folded[slice(*found.span())])
        if iso:
            yield Found(iso, *found.span())


def _iso(text: str) -> str:
    parts = _PARTS.match(text)
    if parts is None:
        return ""
    year, month = read_year(parts["year"]), parse_number(parts["month"])
    day = parse_number(parts["day"]) if parts["day"] else None
    try:
        whole = date(year, month or 0, 1 if day is None else day)
    except ValueError:
        return ""
    return whole.isoformat() if parts["day"] else f"{whole:%Y-%m}"


def read_year(text: str) -> int:
    """2020 or 二〇二〇; 0 where it is none."""
    return parse_number(re.sub("[oO○]", "〇", text)) or 0


def last_day(iso: str) -> date:
    """The day itself, or a month's last one."""
    if len(iso) > 7:
        return date.fromisoformat(iso)
    following = date.fromisoformat(f"{iso}-28") + timedelta(days=4)
    return following.replace(day=1) - timedelta(days=1)


def first_day(iso: str) -> date:
    return date.fromisoformat(iso if len(iso) > 7 else f"{iso}-01")


def years_after(start: date, years: int) -> date:
    """The last of `years` whole years that begin with `start`."""
    try:
        following = start.replace(year=start.year + years)
    except ValueError:  # 29 February, or beyond the calendar
        return date(min(start.year + years, date.max.year), 2, 28)
    return following - timedelta(days=1)
