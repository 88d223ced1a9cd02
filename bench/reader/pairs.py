"""A question beside a passage, and what a reader should say of the two.

Negatives are of five kinds, from plain to sly: a look-alike of another document, another window of
the same article, a sibling passage of the same document, the passage itself without the sentence
that answers, and questions written to be unanswerable. Where words fall out of a passage, others
fall out of answerable ones too, so that a gap tells nothing.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WINDOW = (150, 330)  # characters of a window out of a long article
WIDE = (330, 450)  # and of one in four windows
SHORTEST = 40  # characters that a passage keeps when a sentence is taken out
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+$")
DRESS = (
    ("请问", ""),
    ("麻烦问下，", ""),
    ("我想了解一下，", ""),
    ("帮我查查", ""),
    ("文件里", ""),
    ("按这个文件，", ""),
    ("第{}条里，", ""),
    ("第{}部分里", ""),
    ("第{}部分第{}条，", ""),
    ("{}、{}里说的，", ""),
    ("", "，谢谢"),
    ("", "，原文怎么写的"),
    ("那", ""),
)
PHRASE = re.compile(r"[^，。；！？、\n]*[，。；！？、\n]+|[^，。；！？、\n]+$")


@dataclass(frozen=True, slots=True)
class Pair:
    """`span` are the characters of the passage that answer; None where it doesn't answer.

    `subject` says whether the passage is about what is asked; None where that isn't known.
    """

    question: str
    passage: str
    span: tuple[int, int] | None
    subject: bool | None
    kind: str

    @property
    def answered(self) -> bool:
        return self.span is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked about a passage; `answer` is None where the passage doesn't answer."""

    question: str
    answer: str | None
    asks_for: str = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its questions. `group` is the article or document that it stands in."""

    group: str
    text: str
    asked: tuple[Asked, ...]


def positive(asked: Asked, passage: Passage, chance: random.Random) -> Pair | None:
    """The passage, or a window of a long one, with the answer in it."""
    answer = asked.answer or ""
    places = [found.start() for found in re.finditer(re.escape(answer), passage.text)]
    if not places:
        return None
    start = chance.choice(places) if len(passage.text) > WINDOW[1] else places[0]
    span = start, start + len(answer)
    first, last = window(passage.text, span, chance)
    text, span = passage.text[first:last], (span[0] - first, span[1] - first)
    if chance.random() < 0.35:
        text, span = thinned(text, span, chance)
    return Pair(asked.question, text, span, True, "answered")


def without_answer(asked: Asked, passage: Passage, chance: random.Random) -> Pair | None:
    """The passage, or a window of it, without the sentence or phrase that holds the answer."""
    if asked.answer is None or asked.answer not in passage.text:
        return None
    start = passage.text.index(asked.answer)
    span = start, start + len(asked.answer)
    first, last = window(passage.text, span, chance)
    cut = SENTENCE if chance.random() < 0.6 else PHRASE
    text = passage.text[first:last]
    kept = [
        part.group()
        for part in cut.finditer(text)
        if part.end() <= span[0] - first or part.start() >= span[1] - first
    ]
    left = "".join(kept)
    if len(left) < SHORTEST or asked.answer in left:
        return None
    return Pair(asked.question, left, None, True, "cut")


def other_window(asked: Asked, passage: Passage, chance: random.Random) -> Pair | None:
    """Another window of a long article, one that doesn't have the answer's words."""
    if len(passage.text) < 2 * WINDOW[0]:
        return None
    for _ in range(4):
        size = chance.randint(*WINDOW)
        first = chance.randrange(max(1, len(passage.text) - WINDOW[0]))
        text = passage.text[first : first + size]
        if asked.answer is None or asked.answer not in text:
            return Pair(asked.question, text, None, None, "window")
    return None


def elsewhere(asked: Asked, other: Passage, subject: bool | None, chance: random.Random) -> Pair:
    """The question beside a passage that it wasn't asked about."""
    first, last = window(other.text, (0, 0), chance)
    return Pair(asked.question, other.text[first:last], None, subject, "elsewhere")


def dressed(question: str, chance: random.Random) -> str:
    """The question with a polite word or an address about it, alike on both sides."""
    if chance.random() > 0.25:
        return question
    before, after = (
        part.format(*(chance.choice("一二三四五六七八九十") for _ in range(2)))
        for part in chance.choice(DRESS)
    )
    return before + (question.rstrip("？?") if after else question) + after


def window(text: str, span: tuple[int, int], chance: random.Random) -> tuple[int, int]:
    """Where to cut a long text so that `span` stays in it; short ones stay whole."""
    if len(text) <= WINDOW[1]:
        return 0, len(text)
    wide = chance.random() < 0.25
    size = min(len(text), max(chance.randint(*(WIDE if wide else WINDOW)), span[1] - span[0]))
    lowest = max(0, span[1] - size)
    highest = min(span[0], len(text) - size)
    first = chance.randint(min(lowest, highest), max(lowest, highest))
    if not span[1]:
        first = chance.randint(0, len(text) - size)
    return first, first + size


def thinned(text: str, span: tuple[int, int], chance: random.Random) -> tuple[str, tuple[int, int]]:
    """Leave one sentence or phrase out that holds nothing of the answer."""
    cut = SENTENCE if chance.random() < 0.6 else PHRASE
    parts = [
        part for part in cut.finditer(text) if part.end() <= span[0] or part.start() >= span[1]
    ]
    if not parts:
        return text, span
    gone = chance.choice(parts)
    if len(text) - len(gone.group()) < SHORTEST:
        return text, span
    moved = len(gone.group()) if gone.end() <= span[0] else 0
    return text[: gone.start()] + text[gone.end() :], (span[0] - moved, span[1] - moved)


def bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


class LookAlikes:
    """Finds, among some random passages, the one that shares most with a question."""

    def __init__(self, passages: Sequence[Passage], drawn: int = 40) -> None:
        self._passages = passages
        self._bigrams = [bigrams(passage.text) for passage in passages]
        self._drawn = drawn

    def find(self, question: str, group: str, chance: random.Random) -> Passage:
        words = bigrams(question)
        drawn = [
            number
            for number in chance.choices(range(len(self._passages)), k=self._drawn)
            if self._passages[number].group != group
        ]
        return self._passages[max(drawn, key=lambda one: len(words & self._bigrams[one]))]


def public_pairs(passages: Sequence[Passage], chance: random.Random) -> Iterator[Pair]:
    """One pair for each answerable question and one without an answer; and the written ones."""
    look_alikes = LookAlikes(passages)
    makers = (without_answer, other_window, without_answer)
    for passage in passages:
        for asked in passage.asked:
            if asked.answer is None:
                yield elsewhere(asked, passage, None, chance)
                continue
            pair = positive(asked, passage, chance)
            if pair is None:
                continue
            yield pair
            draw = chance.randrange(4)
            other = makers[draw](asked, passage, chance) if draw < 3 else None
            if other is None:
                found = look_alikes.find(asked.question, passage.group, chance)
                other = elsewhere(asked, found, False, chance)
            yield other


def official_pairs(passages: Sequence[Passage], chance: random.Random) -> Iterator[Pair]:
    """Every question beside its passage; a part of the answerable ones also beside other texts.

    Dates and amounts are asked for in near-misses more often than where they stand: those that
    stand are shown twice, the second time in a thinned passage.
    """
    look_alikes = LookAlikes(passages, drawn=200)
    siblings: dict[str, list[Passage]] = {}
    for passage in passages:
        siblings.setdefault(passage.group, []).append(passage)
    for passage in passages:
        others = [one for one in siblings[passage.group] if one is not passage]
        for asked in passage.asked:
            if asked.answer is None:
                yield near_miss(asked, passage, chance)
                continue
            pair = positive(asked, passage, chance)
            if pair is None:
                continue
            yield pair
            if asked.asks_for in {"date", "amount"} and chance.random() < 0.5:
                yield positive(asked, passage, chance) or pair
            negative = _beside_another(asked, passage, others, look_alikes, chance)
            if negative is not None:
                yield negative


def near_miss(asked: Asked, passage: Passage, chance: random.Random) -> Pair:
    """A question that its own passage doesn't answer."""
    text = passage.text
    if chance.random() < 0.3:
        text, _ = thinned(text, (0, 0), chance)
    return Pair(asked.question, text, None, True, "near_miss")


def _beside_another(
    asked: Asked,
    passage: Passage,
    siblings: Sequence[Passage],
    look_alikes: LookAlikes,
    chance: random.Random,
) -> Pair | None:
    """An answerable question beside a text that doesn't answer it, for three in four."""
    draw = chance.random()
    if draw < 0.25:
        return without_answer(asked, passage, chance)
    if draw < 0.43:
        return elsewhere(asked, chance.choice(siblings), None, chance) if siblings else None
    if draw < 0.75:
        found = look_alikes.find(asked.question, passage.group, chance)
        return elsewhere(asked, found, False, chance)
    return None
