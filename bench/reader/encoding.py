"""Pairs → arrays: the tokens of question and passage, and where the answer stands among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bench.reader.pairs import Pair
from index.embedding.tokenizer import Token, Tokenizer
from index.embedding.weights import Weights
from index.embedding.words import WordEmbeddings

LONGEST = 320  # tokens of a pair
QUESTION = 64  # tokens of a question


@dataclass(frozen=True, slots=True)
class Encoded:
    """`tokens` of a whole pair; the passage's are `tokens[passage:-1]`; `span` are tokens too."""

    tokens: NDArray[np.int32]
    question: int
    passage: int
    span: tuple[int, int] | None
    answered: bool
    subject: bool | None
    kind: str


@dataclass(frozen=True, slots=True)
class Batch:
    embeddings: NDArray[np.float32]
    passage: NDArray[np.bool_]
    question: NDArray[np.bool_]
    real: NDArray[np.bool_]
    spans: NDArray[np.int64]
    answered: NDArray[np.float32]
    subject: NDArray[np.float32]


class Encoding:
    def __init__(self, weights: Weights) -> None:
        self._tokenizer = Tokenizer(weights.vocabulary)
        self._words = WordEmbeddings(weights)
        self._ends = weights.vocabulary.bos, weights.vocabulary.eos
        self._tokens = lru_cache(20_000)(self._tokenizer.tokens)

    def encode(self, pair: Pair) -> Encoded:
        bos, eos = self._ends
        asked = self._tokens(pair.question)[:QUESTION]
        first = len(asked) + 3
        told = self._tokens(pair.passage)[: LONGEST - first - 1]
        numbers = [bos, *numbers_of(asked), eos, eos, *numbers_of(told), eos]
        span = _span(told, pair.span)
        if span is not None:
            span = span[0] + first, span[1] + first
        lost = pair.span is not None and span is None
        return Encoded(
            np.array(numbers, np.int32),
            len(asked),
            first,
            span,
            pair.answered and not lost,
            None if lost else pair.subject,
            pair.kind,
        )

    def batch(self, pairs: Sequence[Encoded]) -> Batch:
        count, longest = len(pairs), max(len(pair.tokens) for pair in pairs)
        hidden = self._words.look_up([0]).shape[-1]
        embeddings = np.zeros((count, longest, hidden), np.float32)
        passage, question, real = (np.zeros((count, longest), np.bool_) for _ in range(3))
        for row, pair in enumerate(pairs):
            length = len(pair.tokens)
            embeddings[row, :length] = self._words.look_up(pair.tokens.tolist())[0]
            passage[row, pair.passage : length - 1] = True
            question[row, 1 : 1 + pair.question] = True
            real[row, :length] = True
        spans = np.array([pair.span or (-100, -100) for pair in pairs], np.int64)
        answered = np.array([pair.answered for pair in pairs], np.float32)
        subject = np.array(
            [np.nan if pair.subject is None else pair.subject for pair in pairs], np.float32
        )
        return Batch(embeddings, passage, question, real, spans, answered, subject)


def numbers_of(tokens: Sequence[Token]) -> Iterator[int]:
    return (token.number for token in tokens)


def _span(tokens: Sequence[Token], span: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the first and the last token that hold a character of the span."""
    if span is None:
        return None
    inside = [
        number
        for number, token in enumerate(tokens)
        if token.start < span[1] and token.end > span[0]
    ]
    return (inside[0], inside[-1]) if inside and tokens[inside[-1]].end >= span[1] else None
