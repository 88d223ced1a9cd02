"""Wrapped lines → paragraphs, with every cut carried along."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.cleaning import LineCut
from index.reading.source import Line

_WIDE_ENOUGH = 24  # columns below which a line tells nothing about the page's width
_WIDEST = 130
_ENDED = ("。", "；", ";", "！", "!", "？", "?", "：", ":")
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "《": "》", "【": "】"}
_NARROW = re.compile(r"[\x00-\u02ff]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph of the document; `cuts` are (column, text, reason).

    `begins` is the index of its first line among the cleaned lines.
    """

    text: str
    begins: int
    line: int
    page: int | None = None
    cells: tuple[tuple[str, str], ...] = ()
    cuts: tuple[tuple[int, str, str], ...] = ()


def width(text: str) -> int:
    """Columns that a line takes: two for a Chinese character or quotation mark, else one."""
    return 2 * len(text) - len(_NARROW.findall(text))


def page_width(lines: Sequence[Line]) -> int | None:
    """The width at which lines were broken, or None where a line is a whole paragraph."""
    widths = [width(line.text) for line in lines if line.text and not line.cells]
    open_widths = Counter(
        wide
        for line, wide in zip(
            (each for each in lines if each.text and not each.cells), widths, strict=True
        )
        if _WIDE_ENOUGH <= wide <= _WIDEST and not line.text.endswith(_ENDED)
    )
    if not open_widths:
        return None
    best = max(open_widths, key=lambda w: (_near(open_widths, w), w))
    full = _near(open_widths, best)
    wider = sum(1 for wide in widths if wide > best + 6)
    return best if full >= 5 and wider * 12 <= full else None


def _near(counts: Counter[int], wide: int) -> int:
    return sum(counts[each] for each in range(wide - 2, wide + 3))


class Joiner:
    """Tells which lines go on in the next one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._page = page_width(lines)

    def goes_on(self, index: int, *, heading: bool = False) -> bool:
        """Whether line `index` breaks off in mid-paragraph, as far as its width tells.

        A `heading` has to fill its line to go on; prose may stop a few columns short.
        """
        if self._page is None or index + 1 >= len(self._lines):
            return False
        line, following = self._lines[index], self._lines[index + 1]
        if line.cells or following.cells or not following.text or not line.text:
            return False
        wide = width(line.text)
        slack = 10 if _LATIN.match(following.text) else 5
        if wide >= self._page - slack:
            return not line.text.endswith(("：", ":"))
        if heading or line.text.endswith(_ENDED):
            return False
        return wide >= self._page * (0.5 if line.text.endswith(("，", "、", ",")) else 0.75)

    @property
    def wrapped(self) -> bool:
        return self._page is not None


def unclosed(text: str) -> bool:
    """Whether a bracket that `text` opens is still open at its end."""
    waiting: list[str] = []
    for character in text:
        if character in _PAIRS:
            waiting.append(_PAIRS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
    return bool(waiting)


def join(
    lines: Sequence[Line],
    cuts: Sequence[LineCut],
    joiner: Joiner,
    is_item: Callable[[int], bool],
) -> tuple[list[Paragraph], list[LineCut]]:
    """Join lines into paragraphs; a line for which `is_item` holds begins one.

    Returns the paragraphs and the cuts that follow the last of them.
    """
    by_line: dict[int, list[LineCut]] = {}
    for cut in cuts:
        by_line.setdefault(cut.line, []).append(cut)
    waiting: list[LineCut] = []
    paragraphs: list[Paragraph] = []
    index = 0
    while index < len(lines):
        waiting.extend(by_line.get(index, ()))
        if not lines[index].text:
            index += 1
            continue
        last = _last_line(lines, index, joiner, is_item)
        for inside in range(index + 1, last + 1):
            waiting.extend(by_line.get(inside, ()))
        paragraphs.append(_paragraph(lines, index, last, waiting))
        waiting = []
        index = last + 1
    return paragraphs, waiting + by_line.get(len(lines), [])


def _last_line(
    lines: Sequence[Line], first: int, joiner: Joiner, is_item: Callable[[int], bool]
) -> int:
    last = first
    starts_item = is_item(first)
    while last + 1 < len(lines) and not is_item(last + 1):
        text = lines[last].text
        heading = starts_item and last == first and not text.endswith(("，", "、", ","))
        opened = joiner.wrapped and last - first < 40 and unclosed(lines[last].text)
        if not (joiner.goes_on(last, heading=heading) or (opened and lines[last + 1].text)):
            break
        last += 1
    return last


def _paragraph(lines: Sequence[Line], first: int, last: int, cuts: Sequence[LineCut]) -> Paragraph:
    text = ""
    starts: dict[int, int] = {}
    for index in range(first, last + 1):
        piece = lines[index].text
        if text and _LATIN.match(piece) and _LATIN.match(text[-1]):
            text += " "
        starts[index] = len(text)
        text += piece
    moved = tuple((starts.get(cut.line, 0) + cut.column, cut.text, cut.reason) for cut in cuts)
    head = lines[first]
    return Paragraph(text, first, head.number, head.page, head.cells, moved)
