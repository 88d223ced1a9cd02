"""Which candidate marks are items, and what stands below what: inferred from the whole sequence."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.clause import Mark
from index.numbering import RANK, Candidate, read_mark, without_decimals
from index.paragraph import Joiner
from index.reading.source import Line

_ENDED = ("。", "；", ";", "！", "!", "？", "?", "：", ":", "）", ")", "”", "〕", "】", "》")
_BROKEN_OFF = ("，", "、", ",", "第", "和", "及", "至", "与", "（", "(")
_ALONE = frozenset({"annex", "box", "book", "part", "chapter", "division", "article"})


@dataclass(frozen=True, slots=True)
class Item:
    """An accepted mark: line `line` begins with it, its text with column `end`.

    `parent` is an index into the items; `restarts` where a numbering begins anew at the top, as
    in a plan behind the notice that sends it out.
    """

    line: int
    mark: Mark
    end: int
    levels: tuple[int, ...]
    variant: str
    parent: int | None
    restarts: bool = False

    @property
    def rank(self) -> float:
        return _rank(self.mark, self.levels, self.variant)


@dataclass(frozen=True, slots=True)
class _Sighting:
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


def infer(lines: Sequence[Line], joiner: Joiner) -> tuple[list[Item], list[str]]:
    """Tell items from look-alikes and order them; also what is odd about the numbering."""
    sightings = _sightings(lines, joiner)
    ladder = _Ladder(sightings, _first_prose(lines))
    for index in range(len(sightings)):
        ladder.take(index)
    return ladder.items, ladder.warnings


def _first_prose(lines: Sequence[Line]) -> int:
    """The first line that is no front matter; an annex mark above it names the whole file."""
    for index, line in enumerate(lines):
        if line.cells or len(line.text) > 30 or line.text.endswith(("。", "：", "；")):
            return index
    return 0


def _rank(mark: Mark, levels: tuple[int, ...], variant: str) -> float:
    inner = (
        0.1 * (len(levels) - 1)
        if variant == "decimal"
        else 0.5
        if variant in {"half", "分编"}
        else 0
    )
    return RANK[mark.kind] + inner


def _sightings(lines: Sequence[Line], joiner: Joiner) -> list[_Sighting]:
    found: list[_Sighting] = []
    candidates = [None if line.cells else read_mark(line.text) for line in lines]
    decimal = _has_decimal_ladder(lines, candidates)
    listed = _attachment_lists(lines, candidates)
    for index, candidate in enumerate(candidates):
        if candidate is None or index in listed:
            continue
        if candidate.variant == "decimal" and not decimal:
            candidate = without_decimals(lines[index].text)
        if candidate is None or (candidate.variant == "bare" and not decimal):
            continue
        text = lines[index].text[candidate.end :]
        if text or candidate.mark.kind in _ALONE:
            found.append(_Sighting(index, candidate, _weak(lines, candidates, joiner, index), text))
    return found


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
    if before.endswith(_BROKEN_OFF):
        return True
    after_heading = candidates[index - 1] is not None or (
        index > 1 and candidates[index - 2] is not None and "。" not in lines[index - 2].text
    )
    if before.endswith(_ENDED) or (after_heading and "。" not in before):
        return False
    return joiner.goes_on(index - 1)


def _attachment_lists(lines: Sequence[Line], candidates: Sequence[Candidate | None]) -> set[int]:
    """Lines that only name attachments (附件：1.… and what is counted on below), or refer to one."""
    listed: set[int] = set()
    for index, candidate in enumerate(candidates):
        if candidate is None or candidate.mark.kind != "annex" or index in listed:
            continue
        rest = lines[index].text[candidate.end :]
        if (
            rest.startswith(("：", ":"))
            or _is_prose(rest)
            or _in_annex_run(lines, candidates, index)
        ):
            listed.add(index)
            listed.update(_counted_on(lines, candidates, index))
        elif not any(line.text for line in lines[index + 1 :]):
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
            if (
                candidate.levels != (expected,)
                or text.endswith("。")
                or candidate.mark.kind == "annex"
            ):
                break
            found.append(below)
            expected += 1
        elif not found or len(text) > 20:
            break
    return found


class _Ladder:
    """The rungs that are open while the sightings are taken in their order."""

    def __init__(self, sightings: Sequence[_Sighting], first_prose: int) -> None:
        self._sightings = sightings
        self._first_prose = first_prose
        self._next = _next_of_a_kind(sightings)
        self._open: list[int] = []
        self._last: dict[tuple[str, str], tuple[int, ...]] = {}
        self.items: list[Item] = []
        self.warnings: list[str] = []

    def take(self, index: int) -> None:
        sighting = self._sightings[index]
        if sighting.candidate.mark.kind == "annex":
            self._take_annex(sighting)
        elif not self._doubtful(sighting):
            self._place(index, sighting)

    def _take_annex(self, sighting: _Sighting) -> None:
        if not sighting.weak and (self.items or sighting.line > self._first_prose):
            self._open = []
            self._last = {}
            self._push(sighting)

    def _doubtful(self, sighting: _Sighting) -> bool:
        candidate = sighting.candidate
        if sighting.weak and (candidate.refers or candidate.variant in {"bare", "decimal"}):
            return True
        is_amount = candidate.mark.kind == "arabic" and sighting.text[:1].isdigit()
        return is_amount and (sighting.weak or sighting.text.startswith(("0", "０")))

    def _place(self, index: int, sighting: _Sighting) -> None:
        depth = self._successor_of(sighting)
        if depth is not None:
            if not sighting.weak or self._supported(index):
                self._push(sighting, depth)
        elif sighting.candidate.refers:
            return
        elif sighting.levels[-1] == 1:
            self._start(index, sighting)
        elif not sighting.weak:
            self._resume(index, sighting)

    def _successor_of(self, sighting: _Sighting) -> int | None:
        for depth in range(len(self._open) - 1, -1, -1):
            item = self.items[self._open[depth]]
            if self._key(item) == sighting.key and _follows(item.levels, sighting.levels):
                return depth
        return None

    def _start(self, index: int, sighting: _Sighting) -> None:
        """A first mark: it opens a level, or begins one anew."""
        if len(sighting.levels) > 1 and sighting.candidate.variant == "decimal":
            self._start_decimal(sighting)
            return
        same = self._depth_of(sighting.key)
        if same is None:
            if not sighting.weak or self._supported(index):
                self._push(sighting, self._depth_under(index, sighting))
        elif not sighting.weak:
            self._push(sighting, same, restarts=self._outermost(same))

    def _start_decimal(self, sighting: _Sighting) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self.items[self._open[depth]].levels == sighting.levels[:-1]:
                self._push(sighting, depth + 1)
                return

    def _resume(self, index: int, sighting: _Sighting) -> None:
        """A numbering that runs on below a new heading, or leaves a number out or repeats one."""
        last = self._last.get(sighting.key)
        same = self._depth_of(sighting.key)
        if last is not None and same is None and _follows(last, sighting.levels):
            self._push(sighting, self._depth_under(index, sighting))
            return
        if sighting.candidate.variant in {"bare", "decimal"} or not self._supported(index):
            return
        if same is not None:
            number = self.items[self._open[same]].mark.number
            if 0 <= sighting.levels[0] - number <= 2:
                self._warn(number, sighting)
                self._push(sighting, same)
        elif last is None:
            self._push(sighting, self._depth_under(index, sighting))

    def _warn(self, number: int, sighting: _Sighting) -> None:
        what = "重复" if sighting.levels[0] == number else "不连续"
        self.warnings.append(f"编号{what}：“{sighting.candidate.mark.text}{sighting.text[:20]}”")

    def _supported(self, index: int) -> bool:
        """Whether the next mark of its kind counts on from it."""
        following = self._next[index]
        return following is not None and _follows(
            self._sightings[index].levels, self._sightings[following].levels
        )

    def _depth_of(self, key: tuple[str, str]) -> int | None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._key(self.items[self._open[depth]]) == key:
                return depth
        return None

    def _depth_under(self, index: int, sighting: _Sighting) -> int:
        """How many open levels a new level stands below."""
        candidate = sighting.candidate
        rank = _rank(candidate.mark, candidate.levels, candidate.variant)
        depth = len(self._open)
        while depth and not self._stands_above(self.items[self._open[depth - 1]], index, rank):
            depth -= 1
        return depth

    def _stands_above(self, item: Item, index: int, rank: float) -> bool:
        if item.rank < rank:
            return True
        sighting = self._sightings[index]
        if sighting.candidate.mark.kind == "article" and item.mark.kind == "chinese":
            return True
        return self._goes_on_around(item, index)

    def _goes_on_around(self, item: Item, index: int) -> bool:
        """Whether an inner-looking level holds this one: 1.（一）（二） 2.（一）（二）."""
        key = self._key(item)
        again = self._next[index]
        while again is not None and self._sightings[again].levels[-1] != 1:
            again = self._next[again]
        if again is None:
            return False
        between = [s for s in self._sightings[index + 1 : min(again, index + 40)] if s.key == key]
        return bool(between) and _follows(item.levels, between[0].levels)

    def _outermost(self, depth: int) -> bool:
        return depth == 0 or (depth == 1 and self.items[self._open[0]].mark.kind == "annex")

    def _key(self, item: Item) -> tuple[str, str]:
        return item.mark.kind, "" if item.variant == "bare" else item.variant

    def _push(self, sighting: _Sighting, depth: int = 0, *, restarts: bool = False) -> None:
        begins_anew = restarts or (depth == 0 and bool(self._open) and sighting.levels == (1,))
        if begins_anew:
            self._last = {}
        del self._open[depth:]
        candidate = sighting.candidate
        parent = self._open[-1] if self._open else None
        self._open.append(len(self.items))
        self._last[sighting.key] = sighting.levels
        self.items.append(
            Item(
                sighting.line,
                candidate.mark,
                candidate.end,
                candidate.levels,
                candidate.variant,
                parent,
                begins_anew,
            )
        )


def _next_of_a_kind(sightings: Sequence[_Sighting]) -> list[int | None]:
    following: list[int | None] = [None] * len(sightings)
    seen: dict[tuple[str, str], int] = {}
    for index in range(len(sightings) - 1, -1, -1):
        following[index] = seen.get(sightings[index].key)
        seen[sightings[index].key] = index
    return following


def _follows(levels: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether `after` is the next number: 3 after 2, 1.3 after 1.2, 之一 after 17, 18 after 之一."""
    if len(after) == len(levels):
        return after[:-1] == levels[:-1] and after[-1] == levels[-1] + 1
    if len(after) > len(levels):
        return len(levels) == 1 and after == (*levels, 1)
    return after == (levels[0] + 1,)
