"""A question and a clause as the reader sees them: <s> question </s></s> clause </s>."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.embedding.tokenizer import Token, Tokenizer

LONGEST = 320  # tokens of a pair
QUESTION = 64  # tokens of a question; what follows is not read
OVERLAP = 64  # tokens that two windows of a long clause share


@dataclass(frozen=True, slots=True)
class Pair:
    """`tokens` of all of it, of which `tokens[1 : 1 + question]` are the question's.

    `places` are the clause's tokens, which begin at `tokens[passage]`.
    """

    tokens: tuple[int, ...]
    question: int
    passage: int
    places: tuple[Token, ...]


class Pairs:
    """Makes pairs with the bundled encoder's own tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._bos, self._eos = tokenizer.bos, tokenizer.eos

    def of(self, question: str, clause: str) -> Iterator[Pair]:
        """Yield one pair, or several for a clause that is longer than a window."""
        asked = self.tokens(question)[:QUESTION]
        told = self.tokens(clause)
        room = LONGEST - len(asked) - 4
        for window in windows(told, room):
            yield self.join(asked, window)

    def tokens(self, text: str) -> tuple[Token, ...]:
        return tuple(self._tokenizer.tokens(text))

    def join(self, asked: Sequence[Token], told: Sequence[Token]) -> Pair:
        question = (token.number for token in asked)
        passage = (token.number for token in told)
        tokens = (self._bos, *question, self._eos, self._eos, *passage, self._eos)
        return Pair(tokens, len(asked), len(asked) + 3, tuple(told))


def windows(tokens: Sequence[Token], room: int) -> Iterator[Sequence[Token]]:
    """Cut into stretches of at most `room` that overlap; the last is as long as the others."""
    last = max(len(tokens) - room, 0)
    starts = [*range(0, last, room - OVERLAP), last]
    for start in starts:
        yield tokens[start : start + room]
