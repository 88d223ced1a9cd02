"""Wrapped lines → paragraphs, with every cut carried along."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.cleaning import LineCut
from index.flattened import header_at
from index.looks import begins_point, stands_alone
from index.reading.source import Line

_WIDE_ENOUGH = 24  # columns below which a line tells nothing about the page's width
_WIDEST = 130
_ENDED = ("。", "；", ";", "！", "!", "？", "?", "：", ":")
_PAIRS = {"（": "）", "(": ")", "〔": "〕", "《": "》", "【": "】"}
_NARROW = re.compile(r"[\x00-\u02ff]")
_CLOSING = ("）", ")", "〕", "”", "》")
_STOPS = ("。", "！", "？", "）", ")")
_COMMAS = ("，", "、", ",")
_SENTENCE = re.compile("[，。；：,;]")
_NEAR = 8  # lines on either side that show how wide the page is
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z0-9.]{1,12}")


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


def is_wrapped(widths: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether lines were broken at a page's width, instead of each being a whole paragraph."""
    wide = [i for i, columns in enumerate(widths) if columns >= _WIDE_ENOUGH]
    longest = sum(1 for i in wide if widths[i] > _WIDEST)
    broken_off = sum(
        1 for i in wide if widths[i] <= _WIDEST and not lines[i].text.endswith((*_ENDED, *_CLOSING))
    )
    return broken_off >= 5 and broken_off * 5 >= len(wide) * 2 and longest * 30 <= len(wide)


class Joiner:
    """Tells which lines go on in the next one, by their width beside their neighbours'."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._widths = [0 if line.cells else width(line.text) for line in lines]
        self.wrapped = is_wrapped(self._widths, lines)

    def goes_on(self, index: int, *, heading: bool = False) -> bool:
        """Whether line `index` breaks off in mid-paragraph, as far as its width tells.

        A `heading` has to fill its line to go on; prose may stop a few columns short.
        """
        if not self._may_go_on(index):
            return False
        line, following = self._lines[index], self._lines[index + 1]
        share = self._share(index, following)
        if line.text.endswith(_STOPS) and self._stops_short(index + 1):
            return False
        if share > (0.9 if heading and not _within_sentence(line.text) else 0.87):
            return True
        if heading or line.text.endswith((*_ENDED, *_CLOSING)):
            return False
        return share > (0.5 if line.text.endswith(_COMMAS) else 0.75)

    def _may_go_on(self, index: int) -> bool:
        if not self.wrapped or index + 1 >= len(self._lines):
            return False
        if not self._widths[index] or not self._widths[index + 1]:
            return False
        return not (self._parted(index) or self._lines[index].text.endswith(("：", ":")))

    def _parted(self, index: int) -> bool:
        line, following = self._lines[index].text, self._lines[index + 1].text
        if stands_alone(line) or stands_alone(following) or header_at(self._lines, index + 1):
            return True
        return line.endswith(("。", "；")) and begins_point(following)

    def _stops_short(self, index: int) -> bool:
        """Whether a line neither fills the page nor ends a sentence: it is no prose."""
        text = self._lines[index].text
        unfilled = self._widths[index] < 0.75 * self._page(index)
        return unfilled and not text.endswith((*_ENDED, *_CLOSING))

    def _page(self, index: int) -> int:
        near = self._widths[max(0, index - _NEAR) : index + _NEAR + 1]
        return max(sorted(near)[-2] if len(near) > 2 else max(near), _WIDE_ENOUGH)

    def _share(self, index: int, following: Line) -> float:
        """How much of the width that its neighbours take up a line fills."""
        # A Latin word that did not fit leaves a gap
        word = _WORD.match(following.text)
        return (self._widths[index] + (len(word[0]) if word else 0)) / self._page(index)


def _within_sentence(text: str) -> bool:
    return "，" in text or "。" in text or "," in text


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
        if not lines[index].text:
            waiting.extend(by_line.get(index, ()))
            index += 1
            continue
        last = _last_line(lines, index, joiner, is_item)
        whole = is_item(index) or any(_SENTENCE.search(x.text) for x in lines[index : last + 1])
        # Lines of a title or of a table's cells, however full, are no paragraph
        for first, end in [(index, last)] if whole else [(i, i) for i in range(index, last + 1)]:
            for inside in range(first, end + 1):
                waiting.extend(by_line.get(inside, ()))
            paragraphs.append(_paragraph(lines, first, end, waiting))
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
        heading = starts_item and last == first and not text.endswith(_COMMAS)
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
