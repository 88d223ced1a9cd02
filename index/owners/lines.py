"""Where a clause states its owners outright: in brackets, on labelled lines, in a table's row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.owners.compact import Bracket, Compact, find_brackets
from index.owners.names import Span, is_particular, join_levels, split_list
from index.owners.statement import Statement, read_statement
from index.owners.wording import OWNER_LABEL

_WORDS = re.compile(
    r"牵头|负责|责任|配合|主办|承办|协办|参与|参加|协助|协同|支持|落实|实施|指导|主管|按.{0,4}分工"
)
_AFTER_STOP = re.compile(r"[。；;！][（(〔\[【［]")
_LONGEST = 600
_LABEL_START = re.compile(
    r"(?:^|(?<=[\n；;。|｜，,、]))(?=[^：:\n]{2,14}[：:﹕∶]|[^：:\n为是]{4,10}[为是])", re.MULTILINE
)
# The foot of a web page names who runs the site, not who owns the task above it.
_SITE = re.compile(r"版权|ICP|备案|网站|联系我们|技术支持|Copyright", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement and where it stands in the compact text."""

    start: int
    end: int
    statement: Statement


def find_statements(compact: Compact) -> list[Stated]:
    """Every explicit owner statement of the clause that names a body, a deadline or a guide."""
    if not _WORDS.search(compact.text) and not _AFTER_STOP.search(compact.text):
        return []
    found = list(_bracketed(compact))
    taken = [(stated.start, stated.end) for stated in found]
    found.extend(_labelled(compact, taken))
    return sorted(found, key=lambda stated: stated.start)


def _bracketed(compact: Compact) -> Iterator[Stated]:
    done = 0
    for bracket in find_brackets(compact.text):
        if bracket.start < done or (bracket.closed and bracket.end - bracket.start > _LONGEST):
            continue
        statement = _read_bracket(compact, bracket)
        if statement.units or statement.phrases:
            done = bracket.end
            yield Stated(bracket.start, bracket.end, statement)


def _read_bracket(compact: Compact, bracket: Bracket) -> Statement:
    text, start = compact.text, bracket.start + 1
    if bracket.closed:
        if _WORDS.search(text, start, bracket.end):
            return read_statement(compact, start, bracket.end - 1)
        return _read_bare(compact, bracket)
    if OWNER_LABEL.match(text, start):
        end = min(_line_end(text, start), start + _LONGEST)
        return read_statement(compact, start, end, cut_short=True)
    return Statement()


def _read_bare(compact: Compact, bracket: Bracket) -> Statement:
    """“…。（市教育局、市财政局）”: several bodies alone after the full stop, in no said role."""
    text, start, end = compact.text, bracket.start + 1, bracket.end - 1
    if not _AFTER_STOP.match(text, bracket.start - 1) or _goes_on(text, bracket.end):
        return Statement()
    spans = [(start + first, start + last) for first, last in split_list(text[start:end], "、，,")]
    spans = join_levels(text, spans)
    if len(spans) < 2 or not all(is_particular(text[slice(*span)]) for span in spans):
        return Statement()
    return Statement(tuple(compact.unit(*span, "unknown") for span in spans))


def _goes_on(text: str, end: int) -> bool:
    """Whether the sentence goes on after the bracket that ends at `end`."""
    return end < len(text) and text[end] not in "。；;\n一二三四五"


def _labelled(compact: Compact, taken: list[Span]) -> Iterator[Stated]:
    text, done = compact.text, 0
    for place in _LABEL_START.finditer(text):
        start = place.start()
        label = OWNER_LABEL.match(text, start)
        if start < done or label is None or label["noun"] is None or _inside(start, taken):
            continue
        if not text[:start].strip() and "主办" in label["duty"]:
            continue
        end = _line_end(text, label.end())
        if _SITE.search(text, start, end):
            continue
        statement = read_statement(compact, start, end)
        if statement.units:
            done = end
            yield Stated(start, end, statement)


def _line_end(text: str, start: int) -> int:
    """The end of the line or sentence; a value may begin on the line after its label."""
    while start < len(text) and text[start].isspace():
        start += 1
    ends = [at for at in (text.find("\n", start), text.find("。", start)) if at >= 0]
    return min(ends, default=len(text))


def _inside(at: int, spans: list[Span]) -> bool:
    return any(start <= at < end for start, end in spans)
