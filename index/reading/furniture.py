"""Page furniture: page numbers and running heads, known by their place and their repetition."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from index.reading.layout import TextLine

_OUTER = 3  # lines from the top and the bottom of a page that may be furniture
_PAGES = 3  # so often a running head must come
_NUMBER = re.compile(
    r"[-—–－‐·•~\s]*(?:第?\s*\d{1,4}\s*页?|[ivxlc]{1,6})(?:\s*[/／共,，]\s*共?\s*\d{1,4}\s*页?)?[-—–－‐·•~\s]*",
    re.IGNORECASE,
)
_DASHES = re.compile(r"[-—–－‐·•~\s]+")
_MARGIN = 0.16  # of the page's height
_SURE_MARGIN = 0.25
_HEAD_MARGIN = 0.12  # official documents begin below 37 mm of 297


def furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the indices of its lines (top to bottom) that are furniture."""
    heads = _running(pages, heights)
    found: list[set[int]] = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), 1):
        repeated = {at for at in _outer(lines) if _place(lines[at], height) in heads}
        found.append(repeated | _numbers(lines, height, str(number)))
    return found


def _outer(lines: Sequence[TextLine]) -> list[int]:
    count = len(lines)
    return [at for at in range(count) if at < _OUTER or at >= count - _OUTER]


def _numbers(lines: Sequence[TextLine], height: float, own: str) -> set[int]:
    """The page number in the margin, also where its dashes are lines of their own."""
    found: set[int] = set()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        run: list[int] = []
        for at in order:
            text = unicodedata.normalize("NFKC", lines[at].text).strip()
            if not _in_margin(lines[at], height, own) or not _is_number_part(text):
                break
            run.append(at)
        if any(not _DASHES.fullmatch(lines[at].text) for at in run):
            found.update(run)
    return found


def _is_number_part(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _DASHES.fullmatch(text))


def _in_margin(line: TextLine, height: float, own: str) -> bool:
    """Near the edge; a number between dashes, or the page's own, may stand further in."""
    sure = bool(_DASHES.match(line.text)) or line.text == own
    margin = (_SURE_MARGIN if sure else _MARGIN) * height
    return line.box.bottom < margin or line.box.top > height - margin


def _place(line: TextLine, height: float) -> tuple[str, int]:
    """A line's text with its figures blotted out, and the end of the page it stands at."""
    text = re.sub(r"\d+", "#", re.sub(r"\s", "", unicodedata.normalize("NFKC", line.text)))
    return text, round(line.box.top / max(height, 1) * 50)


def _running(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> set[tuple[str, int]]:
    """What stands at the same place near the edge of many pages."""
    seen = Counter(
        place
        for lines, height in zip(pages, heights, strict=True)
        for place in {_place(lines[at], height) for at in _outer(lines) if _near(lines[at], height)}
    )
    wanted = max(_PAGES, len(pages) * 0.3)
    return {place for place, count in seen.items() if count >= wanted}


def _near(line: TextLine, height: float) -> bool:
    return line.box.bottom < _HEAD_MARGIN * height or line.box.top > (1 - _HEAD_MARGIN) * height
