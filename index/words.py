"""Words of a text, and which of them carry its subject."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from index.lexical import fold

_GAP = re.compile(r"[\s，。；：、！？（）《》“”,;:!?()]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a pair, which no encoder takes
_WORDLIKE = re.compile(r"[^\W_]")


def words(text: str, *, guess: bool = True) -> Iterator[tuple[str, int]]:
    """(word, offset) of a segmentation of `text`, which covers it whole.

    With `guess`, words that the dictionary lacks are guessed; else they come as characters.
    """
    import rjieba

    at = 0
    for word in rjieba.cut(_SURROGATE.sub("?", text), guess):
        yield word, at
        at += len(word)


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry the subject, folded, each once, in order."""
    return tuple(dict.fromkeys(word for run in _runs(text) for word in run))


def subject(text: str) -> str:
    """`text` without the words that say nothing of its subject; gaps become one blank."""
    return " ".join("".join(run) for run in _runs(text))


def _runs(text: str) -> list[list[str]]:
    """Stretches between fillers and punctuation; single characters side by side are one word.

    The dictionary alone cuts here: guesses at unknown words would swallow the fillers beside them.
    """
    runs: list[list[str]] = [[]]
    single = False
    for word, _ in words(fold(text), guess=False):
        if word in fillers() or not _WORDLIKE.search(word):
            runs.append([])
            single = False
        elif single and len(word) == 1:
            runs[-1][-1] += word
        else:
            runs[-1].append(word)
            single = len(word) == 1
    return [run for run in runs if run]


@cache
def fillers() -> frozenset[str]:
    lines = files("index").joinpath("fillers.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def mentions(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Spans of `term` in `text` as a word: no hit where a word begins inside it and ends beyond.

    融媒体中心组织 has 中心 + 组织, so no 中心组; 冬奥会 is one word that holds 冬奥, so it counts.
    """
    folded, wanted = fold(text), fold(term)
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not _cut_through(folded, at, end):
            yield at, end
        at = folded.find(wanted, at + 1)


def _cut_through(text: str, at: int, end: int) -> bool:
    """Whether a word crosses one edge of the span and the span's other edge lies outside it.

    Words never cross punctuation, so only the stretch around the span is segmented.
    """
    first = max((gap.end() for gap in _GAP.finditer(text, 0, at)), default=0)
    after = _GAP.search(text, end)
    # Guesses would be cut through: 非|遗活态|传承 has no 非遗.
    stretch = text[first : after.start() if after else len(text)]
    for word, start in words(stretch, guess=False):
        left, right = first + start, first + start + len(word)
        if (left < at < right < end) or (at < left < end < right):
            return True
    return False
