"""Documents that a question names by their 文号, however it is written.

国发〔2018〕39号, 国发2018-39号, 国发2018年第39号, 国发39号文, 39号文, 国务院令第746号, 746号令.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.clause import Document
from index.dates import read_year
from index.lexical import fold
from index.numeral import parse_number

_OPEN, _CLOSE = r"[〔\[［（(【﹝「]", r"[〕\]］）)】﹞」]"
_HAN = "〇零○一二三四五六七八九十百"
_SPOKEN = re.compile(
    rf"(?P<agency>[\u4e00-\u9fffa-z]*?)(?<![年月日])\s*{_OPEN}?\s*"
    rf"(?:(?<!\d)(?P<year>(?:19|20)\d\d|[〇零○一二三四五六七八九]{{4}})\s*年?\s*{_CLOSE}?)?"
    rf"[\s—–-]*(?:第\s*)?(?<!\d)(?P<serial>\d{{1,5}}|[{_HAN}]{{1,5}})\s*号(?P<kind>文件|文|令)?"
)
_OWN = re.compile(r"(?P<agency>[\u4e00-\u9fffa-z]+?)(?:(?P<year>\d{4})-)?(?P<serial>\d+)")
# How the short names of issuers end that stand before a number: 京政发, 国办函, 穗府办规, 国务院令
_AGENCY = re.compile(r"(?:[发办函规字令通知]|电|议|任|呈|复|党|委|府)$")

_ASKING = re.compile("^(?:请问|请|看看|看|查一?下|查|想问一?下?|帮我|关于|根据|按照|按)+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The documents that a text names by number, and the text without the numbers."""

    documents: tuple[Document, ...]
    text: str


def find_numbered(text: str, numbers: Mapping[str, Sequence[Document]]) -> Numbered:
    """Documents by their canonical 文号; a number alone names one only as 39号文 or 746号令."""
    documents: list[Document] = []
    spans: list[tuple[int, int]] = []
    for spoken in _SPOKEN.finditer(fold(text)):
        matched = [(start, own) for own in numbers if (start := _named(spoken, own)) is not None]
        if matched:
            spans.append((min(start for start, _ in matched), spoken.end()))
            documents += [each for _, own in matched for each in numbers[own]]
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return Numbered(tuple(dict.fromkeys(documents)), text.strip())


def find_unknown(text: str, numbers: Mapping[str, Sequence[Document]]) -> str:
    """The first 文号 in full, issuer, year and number, that is none of the documents'; else ""."""
    for spoken in _SPOKEN.finditer(fold(text)):
        whole = spoken["year"] and _AGENCY.search(spoken["agency"])
        if whole and not any(_named(spoken, own) is not None for own in numbers):
            return _ASKING.sub("", text[slice(*spoken.span())]).strip()
    return ""


def _named(spoken: re.Match[str], canonical: str) -> int | None:
    """Where in the text the number begins, if it is that of the document."""
    own = _OWN.fullmatch(canonical)
    if own is None or parse_number(spoken["serial"]) != int(own["serial"]):
        return None
    if spoken["year"] and own["year"] and read_year(spoken["year"]) != int(own["year"]):
        return None
    if spoken["year"] and not own["year"]:
        return None
    names = _endings(own["agency"], spoken["kind"])
    agency = next(filter(spoken["agency"].endswith, names), "")
    if agency:
        return spoken.start() + len(spoken["agency"]) - len(agency)
    bare = not _AGENCY.search(spoken["agency"]) and _is_kind(spoken["kind"], own["agency"])
    return spoken.start() + len(spoken["agency"]) if bare else None


def _is_kind(said: str | None, agency: str) -> bool:
    """39号文 is any document's number but an order's; 746号令 is an order's alone."""
    return bool(said) and (said == "令") == agency.endswith("令")


def _endings(agency: str, kind: str | None) -> Iterator[str]:
    """The short name of an issuer, also without the state before it; 国务院 before 746号令."""
    for name in (agency, agency.removeprefix("中华人民共和国")):
        yield name
        if kind == "令":
            yield name.removesuffix("令")
