"""A page's glyphs as lines, and its lines as paragraphs, by where they stand.

Coordinates are points from the page's upper left corner, downwards.
"""

import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_SAME_LINE = 0.55  # of the smaller height that must overlap
_LATIN_GAP = 0.18  # of the size: from here on a gap between letters is a space
_WIDE_GAP = 0.9  # of the size: from here on a gap is one in any script, in a line set evenly
_WORD_GAP = 0.25  # the same between two Chinese characters


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in its box; `box.height` is near the type size."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line; `word` is the width of what can't be torn from its beginning."""

    text: str
    box: Box
    size: float
    word: float


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The glyphs of a column as lines from top to bottom, each from left to right."""
    ordered = sorted((g for g in glyphs if g.text.strip()), key=lambda g: g.box.top + g.box.bottom)
    rows: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in ordered:
        at = _row_of(glyph, spans)
        if at is None:
            rows.append([glyph])
            spans.append((glyph.box.top, glyph.box.bottom))
        else:
            rows[at].append(glyph)
    return [_line(sorted(row, key=lambda g: g.box.left)) for row in rows]


def _row_of(glyph: Glyph, spans: Sequence[tuple[float, float]]) -> int | None:
    """The line, among the last few, that the glyph overlaps enough."""
    for at in range(len(spans) - 1, max(len(spans) - 4, -1), -1):
        top, bottom = spans[at]
        overlap = min(bottom, glyph.box.bottom) - max(top, glyph.box.top)
        if overlap > _SAME_LINE * min(bottom - top, glyph.box.height):
            return at
    return None


def _line(row: Sequence[Glyph]) -> TextLine:
    size = statistics.median(glyph.box.height for glyph in row)
    gaps = [after.box.left - before.box.right for before, after in pairwise(row)]
    usual = max(statistics.median(gaps), 0) if gaps else 0
    text = row[0].text
    for (before, glyph), gap in zip(pairwise(row), gaps, strict=True):
        text += " " * _is_gap(before.text, glyph.text, gap - 2 * usual, size) + glyph.text
    box = Box(
        row[0].box.left,
        min(glyph.box.top for glyph in row),
        max(glyph.box.right for glyph in row),
        max(glyph.box.bottom for glyph in row),
    )
    return TextLine(text, box, size, _first_word(row))


def _is_gap(before: str, after: str, gap: float, size: float) -> bool:
    """Whether two glyphs stand so far apart that the author left a space.

    Chinese beside Latin letters or figures has a small gap of the typesetter's making.
    """
    if _is_latin(before[-1]) and _is_latin(after[0]):
        return gap > _LATIN_GAP * size
    both = _is_ideograph(before[-1]) and _is_ideograph(after[0])
    return gap > (_WORD_GAP if both else _WIDE_GAP) * size


def _is_latin(character: str) -> bool:
    return character < "\u2e80" and character.isalnum()


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _first_word(row: Sequence[Glyph]) -> float:
    """Width of the line's first character or Latin word, with what may not begin a line."""
    end = 1
    while end < len(row) and _clings(row[end - 1].text, row[end].text):
        end += 1
    return row[end - 1].box.right - row[0].box.left


def _clings(before: str, after: str) -> bool:
    if unicodedata.category(before[-1]) in {"Ps", "Pi"}:
        return True
    if unicodedata.category(after[0]) in {"Pe", "Pf"} or after[0] in "，。、；：！？,.;:!?%％":
        return True
    return before < "\u2e80" and after < "\u2e80"


@dataclass(frozen=True, slots=True)
class Column:
    """The edges between which a document's lines run, and the size of its body.

    `indented`: its paragraphs begin two characters in, so that a line that does not goes on.
    """

    left: float
    right: float
    size: float
    indented: bool


def column_of(lines: Sequence[TextLine], width: float) -> Column:
    """The column that most lines stand in, on pages of this width.

    Where all lines are short, the column is taken to be as far from the right as from the left.
    """
    if not lines:
        return Column(0, 0, 1, indented=False)
    size = _commonest([line.size for line in lines for _ in range(len(line.text))], 0.5)
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or list(lines)
    long = [line for line in body if len(line.text) > 8] or body
    left = _edge(sorted(line.box.left for line in long), size)
    plain = [line for line in long if line.text[-1] not in _HANGING] or long
    right = -_edge(sorted(-line.box.right for line in plain), size)
    if right < _REACH * width:
        right = width - left
    edges = Column(left, max(right, left + size), size, indented=False)
    return replace(edges, indented=_is_indented(body, edges))


def _is_indented(lines: Sequence[TextLine], column: Column) -> bool:
    """Whether most lines after one that ends early, so that a paragraph begins, are indented."""
    starts = [
        line.box.left - column.left > 1.4 * column.size
        for before, line in pairwise(lines)
        if column.right - before.box.right > 5 * column.size
    ]
    return len(starts) > 2 and sum(starts) > _INDENTED * len(starts)


_INDENTED = 0.6  # of the paragraphs: from here on indents are the document's way
_SLACK, _SLACK_FLUSH = 3.5, 0.5  # of the size that a full line may end short of its edge
_REACH = 0.6  # of the page's width that full lines come to at least
_HANGING = "，。、；：！？"  # may stand beyond the right edge


def _commonest(values: Sequence[float], step: float) -> float:
    return statistics.mode(round(value / step) for value in values) * step


def _edge(values: Sequence[float], size: float) -> float:
    """The outermost place where several lines begin: a single one may stick out."""
    wanted = max(2, len(values) // 10)
    for at, value in enumerate(values):
        near = sum(1 for other in values[at:] if other - value < 0.5 * size)
        if near >= wanted:
            return value
    return values[0]


_MARK = re.compile(
    r"[一二三四五六七八九十]{1,4}、|[(（][一二三四五六七八九十]{1,4}[)）]|第[一二三四五六七八九十百零〇]{1,6}[条章节编]|"
    r"[1-9]\d?\s?[.．、](?!\d)|[(（][1-9]\d?[)）]|附件\s*\d{0,2}\s*[:：]?$"
)
_ENDED = re.compile(r"[。！？：:；;]$|[。！？][）)”』】〕]$")


def continues(before: TextLine, line: TextLine, column: Column, same_page: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before.

    It does when it is not indented, stands right below in the same size, and its first word would
    not have fitted on the line before: then the break was not the author's.
    """
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    if same_page and line.box.top - before.box.bottom > 1.6 * line.size:
        return False
    if line.size > 1.15 * column.size:
        return _is_headline(before, line, column)
    if line.box.left - column.left > 0.9 * line.size:
        return False
    if _MARK.match(line.text) and _ENDED.search(before.text):
        return False
    room = column.right - before.box.right
    slack = _SLACK if column.indented else _SLACK_FLUSH
    return room < line.word + slack * line.size


def _is_headline(before: TextLine, line: TextLine, column: Column) -> bool:
    """Two lines in large type, both set about the column's middle: one title."""
    middle = (column.left + column.right) / 2
    centred = all(
        abs((each.box.left + each.box.right) / 2 - middle) < 1.2 * line.size
        for each in (before, line)
    )
    return centred and not _MARK.match(line.text)


def joined(before: str, after: str) -> str:
    """Two lines of a paragraph as one: a space only where two Latin words meet."""
    spaced = before and after and _is_latin(before[-1]) and _is_latin(after[0])
    both_figures = spaced and before[-1].isdigit() and after[0].isdigit()
    return before + (" " if spaced and not both_figures else "") + after
