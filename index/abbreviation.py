"""Short forms that people use of the documents' longer terms: 长护险 of 长期护理保险.

Only what neither the dictionary nor the documents have as a word is taken for one. Its characters
stand in order in the term, one at least in each of its words, the first of each word or the last of
the term.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from index.lexical import fold
from index.quotation import outside
from index.words import content_words, fillers, words

_HAN = re.compile("[\u4e00-\u9fff]{3,6}")
_BETWEEN = "[\u4e00-\u9fff]{0,4}?"  # of a term, from one character of the short form to the next
SHORTEST = 3  # characters of a short form
OFTEN = 2  # times that the documents must have the term
READ = 200  # texts that are looked through for it


class Abbreviations:
    """Reads short forms as the terms of one generation's passages."""

    def __init__(self, texts_with: Callable[[str], Iterable[str]]) -> None:
        """`texts_with` gives the texts that have all of several characters."""
        self._texts_with = texts_with

    def expanded(self, text: str) -> str:
        """`text` with each short form as its term; what stands in quotation marks stays."""
        return outside(self._expanded, text)

    def _expanded(self, part: str) -> str:
        for run in filter(_is_coined, content_words(part)):
            word, term = next(self._terms_in(run), ("", ""))
            part = part.replace(word, term) if word else part
        return part

    def _terms_in(self, run: str) -> Iterator[tuple[str, str]]:
        """(short form, term) in a run of characters, the longest first: 长护险 of 长护险归."""
        for length in range(len(run), SHORTEST - 1, -1):
            for start in range(len(run) - length + 1):
                word = run[start : start + length]
                if term := self._term(word):
                    yield word, term

    def _term(self, word: str) -> str:
        """The term that the documents have most often; "" for none, and where they have `word`."""
        texts = [fold(text) for text in islice(self._texts_with(word), READ)]
        if any(word in text for text in texts):
            return ""
        found = Counter(term for text in texts for term in _terms(word, text))
        term, count = next(iter(found.most_common(1)), ("", 0))
        return term if count >= OFTEN else ""


def _is_coined(word: str) -> bool:
    """Whether it is no word of the dictionary, nor made of any."""
    if not _HAN.fullmatch(word):
        return False
    pieces = [piece for piece, _ in words(word, guess=False)]
    return all(len(piece) == 1 for piece in pieces) and not fillers() & set(pieces)


def _terms(word: str, text: str) -> Iterator[str]:
    """Stretches of whole words of the text that the word may be short for."""
    pattern = re.compile(f"(?={_BETWEEN.join(word)})")
    stops = re.compile("[^\u4e00-\u9fff]")
    for found in pattern.finditer(text):
        stop = stops.search(text, found.start())
        stretch = text[found.start() : stop.start() if stop else len(text)]
        term = _whole(word, stretch)
        if term and _begins_word(text, found.start()):
            yield term


def _begins_word(text: str, at: int) -> bool:
    before = text[max(0, at - 8) : at]
    return any(start == len(before) for _, start in words(before + text[at : at + 8], guess=False))


def _whole(word: str, stretch: str) -> str:
    """The words at the head of the stretch that the characters of `word` are one of each."""
    left = word
    for piece, start in words(stretch, guess=False):
        if not _taken(left, piece):
            return ""
        left = left[1:]
        if not left:
            end = start + len(piece)
            return stretch[:end] if end > len(word) + 1 else ""
    return ""


def _taken(left: str, piece: str) -> bool:
    """Whether the piece gives the first of what is left: its own first, or its last at the end."""
    return left[:1] == piece[0] or (len(left) == 1 and left == piece[-1])
