"""Two documents, clause by clause: what was added, dropped, changed, moved, kept."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.clause import Clause, Document
from index.lexical import fold
from index.words import words

Kind = Literal["added", "dropped", "changed", "moved", "same"]

ALIKE = 0.5  # of the bigrams of two clauses that they share, for one to be the other changed
HEADED = 0.2  # the same where both have one headline
_SPACE = re.compile(r"\s+")
_COMMON = 50  # clauses; a bigram in more of them tells nothing
_LONGEST = 6000  # characters of both clauses that are compared word by word
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the older clause that became words of the newer; one side may be empty.

    Spans are offsets into the clauses' texts.
    """

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Change:
    """A clause on either side, or the same clause on both.

    `changed` may have moved as well; `moved` has the same words under another label.
    """

    kind: Kind
    old: Clause | None
    new: Clause | None
    edits: tuple[Edit, ...] = ()

    @property
    def renumbered(self) -> bool:
        return bool(self.old and self.new and self.old.label != self.new.label)


@dataclass(frozen=True, slots=True)
class Difference:
    """Every clause of both documents exactly once, in the newer one's order.

    What was dropped comes behind the clause that it stood after.
    """

    older: Document
    newer: Document
    changes: tuple[Change, ...]

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        return tuple(each for each in self.changes if each.kind in kinds)

    @property
    def counts(self) -> dict[Kind, int]:
        found = Counter(each.kind for each in self.changes)
        kinds: tuple[Kind, ...] = ("added", "dropped", "changed", "moved", "same")
        return {kind: found[kind] for kind in kinds}


def compare(older: Document, newer: Document) -> Difference:
    """Pair the clauses of two documents: equal ones first, then the most alike."""
    pairs = _equal(older.clauses, newer.clauses)
    pairs |= _alike(older.clauses, newer.clauses, pairs)
    return Difference(older, newer, tuple(_in_order(older.clauses, newer.clauses, pairs)))


def _in_order(
    old: Sequence[Clause], new: Sequence[Clause], pairs: dict[int, int]
) -> Iterable[Change]:
    """`pairs` are new → old indices."""
    paired = set(pairs.values())
    dropped_after: dict[int | None, list[int]] = defaultdict(list)
    anchor: int | None = None
    for at in range(len(old)):
        if at in paired:
            anchor = at
        else:
            dropped_after[anchor].append(at)
    yield from (Change("dropped", old[at], None) for at in dropped_after[None])
    for at, clause in enumerate(new):
        before = pairs.get(at)
        if before is None:
            yield Change("added", None, clause)
            continue
        yield _change(old[before], clause)
        yield from (Change("dropped", old[gone], None) for gone in dropped_after[before])


def _change(old: Clause, new: Clause) -> Change:
    if _flat(old.text) == _flat(new.text):
        return Change("same" if old.label == new.label else "moved", old, new)
    return Change("changed", old, new, tuple(edits(old.text, new.text)))


def _flat(text: str) -> str:
    return _SPACE.sub("", fold(text))


def _equal(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, int]:
    """Clauses with the same words: those with the same label first, else in their order."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, clause in enumerate(old):
        by_text[_flat(clause.text)].append(at)
    texts = [_flat(clause.text) for clause in new]
    pairs: dict[int, int] = {}
    for at, clause in enumerate(new):
        same = [each for each in by_text[texts[at]] if old[each].label == clause.label]
        if same:
            pairs[at] = same[0]
            by_text[texts[at]].remove(same[0])
    for at in range(len(new)):
        if at not in pairs and by_text[texts[at]]:
            pairs[at] = by_text[texts[at]].pop(0)
    return pairs


def _alike(old: Sequence[Clause], new: Sequence[Clause], pairs: dict[int, int]) -> dict[int, int]:
    """The most alike of what is left, best first."""
    paired = set(pairs.values())
    left = [at for at in range(len(old)) if at not in paired]
    fresh = [at for at in range(len(new)) if at not in pairs]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, before in sorted(_scored(old, new, left, fresh), reverse=True):
        if at not in found and before not in taken:
            found[at] = before
            taken.add(before)
    return found


def _scored(
    old: Sequence[Clause], new: Sequence[Clause], left: Sequence[int], fresh: Sequence[int]
) -> list[tuple[float, int, int]]:
    """(likeness, new, old) of the pairs that are alike enough; ties go to the label, then order."""
    grams = {at: _bigrams(old[at].text) for at in left}
    holding: dict[str, list[int]] = defaultdict(list)
    for at in left:
        for gram in grams[at]:
            holding[gram].append(at)
    scored = []
    for at in fresh:
        own = _bigrams(new[at].text)
        shared: Counter[int] = Counter()
        for gram in own:
            if len(holding[gram]) <= max(_COMMON, len(left) // 4):
                shared.update(holding[gram])
        for before in {*shared, *_headed(old, new[at], left)}:
            share = 2 * shared[before] / max(len(own) + len(grams[before]), 1)
            headed = bool(new[at].headline) and new[at].headline == old[before].headline
            if share >= (HEADED if headed else ALIKE):
                same = old[before].label == new[at].label
                scored.append((share + 0.3 * headed + 0.05 * same, at, before))
    return scored


def _headed(old: Sequence[Clause], clause: Clause, left: Sequence[int]) -> list[int]:
    if not clause.headline:
        return []
    return [at for at in left if old[at].headline == clause.headline]


def _bigrams(text: str) -> set[str]:
    flat = _flat(text)
    return {flat[at : at + 2] for at in range(len(flat) - 1)} or {flat}


# Word by word


def edits(old: str, new: str) -> list[Edit]:
    """What became what, word by word, in order; long texts sentence by sentence first."""
    if len(old) + len(new) > _LONGEST:
        return [
            edit
            for outer in _edits(_sentences(old), _sentences(new))
            for edit in _within(old, new, outer)
        ]
    return _edits(_tokens(old), _tokens(new))


def _within(old: str, new: str, outer: Edit) -> list[Edit]:
    """An edit of sentences as edits of words, where it is short enough."""
    (a, b), (c, d) = outer.old, outer.new
    if a == b or c == d or b - a + d - c > _LONGEST:
        return [outer]
    return [
        Edit((each.old[0] + a, each.old[1] + a), (each.new[0] + c, each.new[1] + c))
        for each in _edits(_tokens(old[a:b]), _tokens(new[c:d]))
    ]


def _tokens(text: str) -> list[str]:
    return [text[at : at + len(word)] for word, at in words(text)]


def _sentences(text: str) -> list[str]:
    return [found[0] for found in _SENTENCE.finditer(text) if found[0]]


def _edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    starts_old, starts_new = _starts(old), _starts(new)
    matcher = SequenceMatcher(None, [fold(t) for t in old], [fold(t) for t in new], autojunk=False)
    return [
        Edit((starts_old[a], starts_old[b]), (starts_new[c], starts_new[d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
