"""Which candidate marks are items, and what stands below what: inferred from the whole sequence."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.clause import Mark
from index.numbering import RANK
from index.paragraph import Joiner
from index.reading.source import Line
from index.sightings import OUTER, Sighting, first_prose, sight

_GAP = 30  # articles or chapters that a file may leave out
_NEAR = 40  # sightings that are looked at ahead


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


def infer(lines: Sequence[Line], joiner: Joiner) -> tuple[list[Item], list[str]]:
    """Tell items from look-alikes and order them; also what is odd about the numbering."""
    sighted = sight(lines, joiner)
    ladder = _Ladder(sighted, first_prose(lines))
    for index in range(len(sighted)):
        ladder.take(index)
    return ladder.items, ladder.warnings


def _rank(mark: Mark, levels: tuple[int, ...], variant: str) -> float:
    if variant == "decimal":
        return RANK[mark.kind] + 0.1 * (len(levels) - 1)
    return RANK[mark.kind] + (0.5 if variant in {"half", "分编"} else 0)


class _Ladder:
    """The rungs that are open while the sightings are taken in their order."""

    def __init__(self, sightings: Sequence[Sighting], first_prose: int) -> None:
        self._sightings = sightings
        self._first_prose = first_prose
        self._next = _next_of_a_kind(sightings)
        self._open: list[int] = []
        self._last: dict[tuple[str, str], tuple[int, ...]] = {}
        self._inverted: set[tuple[tuple[str, str], tuple[str, str]]] = set()
        self.items: list[Item] = []
        self.warnings: list[str] = []

    def take(self, index: int) -> None:
        sighting = self._sightings[index]
        kind = sighting.candidate.mark.kind
        if kind == "annex":
            self._take_annex(sighting)
        elif kind == "row":
            self._push(sighting, self._depth_under(index, sighting))
        elif not self._doubtful(sighting):
            self._place(index, sighting)

    def _take_annex(self, sighting: Sighting) -> None:
        if not sighting.weak and (self.items or sighting.line > self._first_prose):
            self._open = []
            self._last = {}
            self._push(sighting)

    def _doubtful(self, sighting: Sighting) -> bool:
        candidate = sighting.candidate
        if sighting.weak and (candidate.refers or candidate.variant in {"bare", "decimal"}):
            return True
        is_amount = candidate.mark.kind == "arabic" and sighting.text[:1].isdigit()
        return is_amount and (sighting.weak or sighting.text.startswith(("0", "０")))

    def _place(self, index: int, sighting: Sighting) -> None:
        depth = self._successor_of(sighting)
        if depth is not None:
            if not sighting.weak or self._supported(index):
                self._push(sighting, depth)
        elif sighting.candidate.refers:
            return
        elif sighting.levels[-1] == 1:
            self._start(index, sighting)
        elif not sighting.weak or sighting.candidate.mark.kind == "article":
            self._resume(index, sighting)

    def _successor_of(self, sighting: Sighting) -> int | None:
        for depth in range(len(self._open) - 1, -1, -1):
            item = self.items[self._open[depth]]
            if self._key(item) == sighting.key and _follows(item.levels, sighting.levels):
                return depth
        return None

    def _start(self, index: int, sighting: Sighting) -> None:
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

    def _start_decimal(self, sighting: Sighting) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self.items[self._open[depth]].levels == sighting.levels[:-1]:
                self._push(sighting, depth + 1)
                return

    def _resume(self, index: int, sighting: Sighting) -> None:
        """A numbering that runs on below a new heading, or leaves a number out or repeats one."""
        last = self._last.get(sighting.key)
        same = self._depth_of(sighting.key)
        if last is not None and same is None and _follows(last, sighting.levels):
            self._push(sighting, self._depth_under(index, sighting))
            return
        if sighting.candidate.variant in {"bare", "decimal"}:
            return
        strong = sighting.candidate.mark.kind in OUTER
        number = None if same is None else self.items[self._open[same]].mark.number
        if number is None:
            number = last[0] if last is not None else 0
        skipped = sighting.levels[0] - number
        if not (self._supported(index) or (strong and skipped > 0)):
            return
        if number == 0 or (0 if same is not None else 1) <= skipped <= (_GAP if strong else 2):
            if number:
                self._warn(number, sighting)
            depth = same if same is not None else self._depth_under(index, sighting)
            self._push(sighting, depth)

    def _warn(self, number: int, sighting: Sighting) -> None:
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

    def _depth_under(self, index: int, sighting: Sighting) -> int:
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
        ahead = self._sightings[index + 1 : index + _NEAR]
        own = self._sightings[index].key
        if (key, own) in self._inverted:
            return True
        between = next((i for i, sighting in enumerate(ahead) if sighting.key == key), None)
        if between is None or not _follows(item.levels, ahead[between].levels):
            return False
        if not any(each.key == own and each.levels[-1] == 1 for each in ahead[between:]):
            return False
        self._inverted.add((key, own))
        return True

    def _outermost(self, depth: int) -> bool:
        return depth == 0 or (depth == 1 and self.items[self._open[0]].mark.kind == "annex")

    def _key(self, item: Item) -> tuple[str, str]:
        return item.mark.kind, "" if item.variant == "bare" else item.variant

    def _push(self, sighting: Sighting, depth: int = 0, *, restarts: bool = False) -> None:
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


def _next_of_a_kind(sightings: Sequence[Sighting]) -> list[int | None]:
    following: list[int | None] = [None] * len(sightings)
    seen: dict[tuple[str, str], int] = {}
    for index in range(len(sightings) - 1, -1, -1):
        following[index] = seen.get(sightings[index].key)
        seen[sightings[index].key] = index
    return following


def _follows(levels: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether `after` is the next number: 3 after 2, 1.3 after 1.2, 18 after 十七之一."""
    if len(after) == len(levels):
        return after[:-1] == levels[:-1] and after[-1] == levels[-1] + 1
    if len(after) > len(levels):
        return len(levels) == 1 and after == (*levels, 1)
    return after == (levels[0] + 1,)
