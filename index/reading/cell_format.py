"""A spreadsheet cell's value as the sheet shows it: dates, per cent, thousands."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

_QUIET = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours, locales, padding
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|(yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s)', re.IGNORECASE)
_DEFAULT_DATE = "yyyy-mm-dd"
_BY_LOCALE = {"mm-dd-yy": "yyyy/m/d"}  # format 14 is the reader's own short date


def shown(cell: "Cell | MergedCell") -> str:
    """What the cell shows; "" for none, an error value, or a format that hides the value."""
    value = cell.value
    form = str(cell.number_format or "General")
    if value is None or cell.data_type == "e" or re.fullmatch(r"(;\s*){2,3}", form):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return shown_date(value, form)
    if isinstance(value, int | float):
        return shown_number(value, form)
    return str(value)


def shown_number(value: float, form: str) -> str:
    """A number in its format, as far as formats go that figures in documents have."""
    body = _QUIET.sub("", form.split(";", maxsplit=1)[0])
    figures = re.search(r"[#0?][#0?,]*(?:\.([0#?]+))?", re.sub(r'"[^"]*"', "", body))
    if body.lower() == "general" or body == "@" or figures is None:
        return _general(value)
    per_cent = "%" in body
    scaled = Decimal(repr(value)) * (100 if per_cent else 1)
    places = len(figures[1] or "")
    rounded = scaled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if "#" in (figures[1] or ""):
        rounded = _trimmed(rounded)
    zeros = len(re.sub(r"[^0]", "", figures[0].split(".")[0]))
    text = f"{rounded:,f}" if "," in figures[0] else f"{rounded:f}"
    padded = (
        text.zfill(zeros + len(text) - len(text.split(".", maxsplit=1)[0])) if zeros > 1 else text
    )
    before, after = _affixes(body)
    return before + padded + after


def _affixes(body: str) -> tuple[str, str]:
    """The words that a format puts around the number, the per cent sign among them."""
    parts = re.split(r"[#0?][#0?,.]*", body, maxsplit=1)
    before, after = (re.sub(r'["\\]', "", part) for part in (parts[0], parts[-1]))
    return before, after


def _general(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{_trimmed(Decimal(f'{value:.15g}')):f}"


def _trimmed(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def shown_date(value: dt.datetime | dt.date | dt.time, form: str) -> str:
    """A date or time in its format; ISO where the format says nothing of dates."""
    body = _QUIET.sub("", form.split(";", maxsplit=1)[0])
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if not re.search("[ymd]", re.sub(r'"[^"]*"', "", body), re.IGNORECASE):
        body = _DEFAULT_DATE
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())

    def part(match: re.Match[str]) -> str:
        return match[1] or match[2] or _part(moment, match[3].lower(), body[: match.start()])

    return _TOKEN.sub(part, body)


def _part(moment: dt.datetime, code: str, before: str) -> str:
    if code.startswith("m") and re.search(r"h[^ymd]*$", before, re.IGNORECASE):
        return f"{moment.minute:02d}"
    values = {"y": moment.year, "m": moment.month, "d": moment.day}
    values |= {"h": moment.hour, "s": moment.second}
    number = values[code[0]]
    if code == "yy":
        return f"{number % 100:02d}"
    return f"{number:02d}" if len(code) == 2 else str(number)
