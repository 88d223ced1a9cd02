"""A whole law rolled into one line → a line an article."""

import re
from collections.abc import Iterator, Sequence

from index.numeral import parse_number
from index.reading.source import Line

_MARK = re.compile(
    r"(?:(?<=[。；：！？）\s])|^)第([〇零一二三四五六七八九十百千\d]{1,9})([章节条])"
)
_OWN_LINE = re.compile(r"\s*第[一1]条\s")
_ROLLED = 200  # characters; a shorter line is no law
_FEWEST = 3  # articles


def unroll(lines: Sequence[Line]) -> list[Line]:
    """Break long lines before the articles that count on through them, and before their 章 and 节.

    A law that only mentions 第三条 and 第五条 of another stays whole, and so does a line of a
    document whose articles stand on lines of their own.
    """
    if any(_OWN_LINE.match(line.text) for line in lines if len(line.text) < _ROLLED):
        return list(lines)
    return [piece for line in lines for piece in _pieces(line)]


def _pieces(line: Line) -> Iterator[Line]:
    breaks = [] if line.cells or len(line.text) < _ROLLED else _breaks(line.text)
    if not breaks:
        yield line
        return
    for start, end in zip([0, *breaks], [*breaks, len(line.text)], strict=True):
        if start < end:
            yield Line(line.text[start:end], line.number, line.page)


def _breaks(text: str) -> list[int]:
    found: list[int] = []
    counts = {"章": 0, "节": 0, "条": 0}
    for mark in _MARK.finditer(text):
        number = parse_number(mark[1])
        restarts = mark[2] == "节" and number == 1
        if number == counts[mark[2]] + 1 or restarts:
            counts[mark[2]] = number or 0
            found.append(mark.start())
    return found if counts["条"] >= _FEWEST else []
