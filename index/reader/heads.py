"""Last hidden states → where the answer stands, and whether there is one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.reader.pair import Pair
from index.reader.weights import ReaderWeights

WORDS = 80  # tokens of the longest answer

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Raw:
    """Before calibration. `first` and `last` count the clause's tokens of this window."""

    answered: float
    subject: float
    first: int
    last: int
    score: float


class Heads:
    def __init__(self, weights: ReaderWeights) -> None:
        self._span, self._span_bias = weights["span.w"], weights["span.b"]
        self._mix, self._mix_bias = weights["mix.w"], weights["mix.b"]
        self._verdict, self._verdict_bias = weights["verdict.w"], weights["verdict.b"]

    def read(self, states: Matrix, pair: Pair) -> Raw:
        """`states`: (tokens, hidden) float32, of the whole pair."""
        told = states[pair.passage : -1]
        scores = told @ self._span.T + self._span_bias
        weight = softmax(scores.mean(1))
        asked = states[1 : 1 + pair.question]
        mean = asked.mean(0) if len(asked) else np.zeros_like(states[0])
        seen = np.concatenate([states[0], mean, weight @ told])
        mixed = np.tanh(self._mix @ seen + self._mix_bias)
        answered, subject = (self._verdict @ mixed + self._verdict_bias).tolist()
        first, last, score = best_span(softmax(scores[:, 0]), softmax(scores[:, 1]))
        return Raw(answered, subject, first, last, score)


def best_span(starts: Matrix, ends: Matrix) -> tuple[int, int, float]:
    """The first and last token of the likeliest stretch, and its probability."""
    together = np.triu(np.outer(starts, ends)) - np.triu(np.outer(starts, ends), WORDS)
    first, last = divmod(int(together.argmax()), len(starts))
    return first, last, float(together[first, last])


def softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max())
    result: Matrix = raised / raised.sum()
    return result
