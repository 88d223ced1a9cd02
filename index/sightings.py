"""Lines that may begin an item: every candidate mark in its place, look-alikes left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.clause import Mark
from index.flattened import rows
from index.looks import names_attachments
from index.numbering import Candidate, read_mark, without_decimals
from index.paragraph import Joiner
from index.reading.source import Line

_ENDED = ("。", "；", ";", "！", "!", "？", "?", "：", ":", "）", ")", "”", "〕", "】", "》")
_BROKEN_OFF = ("，", "、", ",", "（", "(")
_CONNECTED = ("第", "和", "及", "至", "与", "或")
_PARTS = frozenset({"chinese", "chinese_bracketed"})
# Marks that may stand on a line of their own above their heading, and end a table
OUTER = frozenset({"annex", "box", "book", "part", "chapter", "division", "article"})
_WORD = re.compile(r"[^\W\d]")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A candidate in its place: `weak` where the line before breaks off in mid-sentence."""

    line: int
    candidate: Candidate
    weak: bool
    text: str

    @property
    def key(self) -> tuple[str, str]:
        variant = self.candidate.variant
        return self.candidate.mark.kind, "" if variant == "bare" else variant

    @property
    def levels(self) -> tuple[int, ...]:
        return self.candidate.levels


def first_prose(lines: Sequence[Line]) -> int:
    """The first line that is no front matter; an annex mark above it names the whole file."""
    for index, line in enumerate(lines):
        if line.cells or len(line.text) > 30 or line.text.endswith(("。", "：", "；")):
            return index
    return 0


def sight(lines: Sequence[Line], joiner: Joiner) -> list[Sighting]:
    """Find every mark at a line's start, in the order of the lines."""
    found: list[Sighting] = []
    candidates = [None if line.cells else read_mark(line.text) for line in lines]
    decimal = _has_decimal_ladder(lines, candidates)
    listed = _attachment_lists(lines, candidates)
    numbers, inside = _tables(lines, candidates)
    for index, sighted in enumerate(candidates):
        if index in numbers:
            found.append(_row(lines, index, numbers[index]))
        if sighted is None or index in listed or index in inside:
            continue
        candidate = sighted if decimal else _without_decimals(sighted, lines[index].text)
        if candidate is not None and _has_text(candidate, lines[index].text):
            weak = _weak(lines, candidates, joiner, index)
            text = lines[index].text[candidate.end :]
            found.append(Sighting(index, candidate, weak, text))
    return found


def _without_decimals(candidate: Candidate, text: str) -> Candidate | None:
    if candidate.variant == "bare":
        return None
    return without_decimals(text) if candidate.variant == "decimal" else candidate


def _has_text(candidate: Candidate, line: str) -> bool:
    """Whether words follow a mark; those of outer levels may have them on the next line."""
    text = line[candidate.end :]
    return bool(_WORD.search(text)) or (not text and candidate.mark.kind in OUTER | _PARTS)


def _tables(
    lines: Sequence[Line], candidates: Sequence[Candidate | None]
) -> tuple[dict[int, int], set[int]]:
    def ends(index: int) -> bool:
        candidate = candidates[index]
        return candidate is not None and candidate.mark.kind in OUTER

    def parts(index: int) -> bool:
        candidate = candidates[index]
        is_part = candidate is not None and candidate.mark.kind in _PARTS
        return is_part and candidate is not None and candidate.end < len(lines[index].text)

    return rows(lines, ends, parts)


def _row(lines: Sequence[Line], index: int, number: int) -> Sighting:
    text = lines[index].text
    candidate = Candidate(Mark("row", number, text), len(text), (number,))
    return Sighting(index, candidate, weak=False, text="")


def _has_decimal_ladder(lines: Sequence[Line], candidates: Sequence[Candidate | None]) -> bool:
    """Whether headings are numbered 1, 1.1, 1.2, 2, 2.1: at least two chapters begin so."""
    tops = {
        candidate.levels[0]
        for line, candidate in zip(lines, candidates, strict=True)
        if candidate is not None
        and candidate.variant == "decimal"
        and candidate.levels[1:] == (1,)
        and len(line.text) > candidate.end
        and not line.text[candidate.end].isascii()
    }
    return len(tops) > 1 and 1 in tops


def _weak(
    lines: Sequence[Line], candidates: Sequence[Candidate | None], joiner: Joiner, index: int
) -> bool:
    if index == 0 or not lines[index - 1].text:
        return False
    before = lines[index - 1].text
    if before.endswith(_BROKEN_OFF) or (
        before.endswith(_CONNECTED) and candidates[index - 1] is None
    ):
        return True
    after_heading = candidates[index - 1] is not None or (
        index > 1 and candidates[index - 2] is not None and "。" not in lines[index - 2].text
    )
    if before.endswith(_ENDED) or (after_heading and "。" not in before):
        return False
    return joiner.goes_on(index - 1)


def _attachment_lists(lines: Sequence[Line], candidates: Sequence[Candidate | None]) -> set[int]:
    """Lines that only name attachments, 附件：1.… and what is counted on below."""
    listed: set[int] = set()
    last = max((index for index, line in enumerate(lines) if line.text), default=0)
    for index, candidate in enumerate(candidates):
        if names_attachments(lines[index].text) and index not in listed:
            listed.add(index)
            listed.update(_counted_on(lines, candidates, index))
        if candidate is None or candidate.mark.kind != "annex" or index in listed:
            continue
        rest = lines[index].text[candidate.end :]
        if index == last or _is_prose(rest) or _in_annex_run(lines, candidates, index):
            listed.add(index)
    return listed


def _is_prose(rest: str) -> bool:
    return len(rest) > 60 or rest.endswith(("。", "；", "，", "："))


def _in_annex_run(
    lines: Sequence[Line], candidates: Sequence[Candidate | None], index: int
) -> bool:
    """Whether the neighbouring line names the next or the previous attachment."""
    candidate = candidates[index]
    if candidate is None or not lines[index].text[candidate.end :]:
        return False
    return any(
        0 <= near < len(lines)
        and (other := candidates[near]) is not None
        and other.mark.kind == "annex"
        and abs(other.mark.number - candidate.mark.number) == 1
        for near in (index - 1, index + 1)
    )


def _counted_on(
    lines: Sequence[Line], candidates: Sequence[Candidate | None], index: int
) -> list[int]:
    inner = read_mark(lines[index].text.partition("：")[2] or lines[index].text.partition(":")[2])
    expected = inner.mark.number + 1 if inner is not None else 1
    found: list[int] = []
    for below in range(index + 1, min(index + 60, len(lines))):
        candidate = candidates[below]
        text = lines[below].text
        if candidate is not None:
            if candidate.levels != (expected,) or candidate.mark.kind == "annex":
                break
            if text.endswith("。"):
                break
            found.append(below)
            expected += 1
        elif not found or len(text) > 20:
            break
    return found
