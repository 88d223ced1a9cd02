"""Short forms made of the first characters of neighbouring words: 集采 of 集中采购."""

from itertools import accumulate

from index.words import words

_LEAST, _MOST = 2, 4  # characters of a short form
_PAIRS = 4  # characters of a word that the dictionary has for two: 自由贸易


class Initials:
    """The short forms that a text's words allow."""

    def __init__(self, text: str) -> None:
        pieces = [piece for word, _ in words(text, guess=False) for piece in _pieces(word)]
        self._firsts = "".join(piece[0] for piece in pieces)
        self._lasts = "".join(piece[-1] for piece in pieces)
        self._lengths = [0, *accumulate(map(len, pieces))]

    def of(self, word: str) -> bool:
        """Whether the word is one: its last character may be the last word's last (自贸区)."""
        size = len(word)
        if not _LEAST <= size <= _MOST:
            return False
        starts = range(len(self._firsts) - size + 1)
        return any(self._fits(word, at) for at in starts)

    def _fits(self, word: str, at: int) -> bool:
        end = at + len(word)
        if self._lengths[end] - self._lengths[at] == len(word):
            return False  # words of one character are not shortened
        begins = self._firsts[at : end - 1] == word[:-1]
        return begins and word[-1] in (self._firsts[end - 1], self._lasts[end - 1])


def _pieces(word: str) -> tuple[str, ...]:
    return (word[:2], word[2:]) if len(word) == _PAIRS else (word,)
