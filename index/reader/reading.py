"""What the reader says of one clause."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The words that answer, `text[start:end]`; `score` is their share of all that might, 0…1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """`answered`: probability that the clause states what is asked; `subject`: that it is about it.

    The logits are what they were computed from: where probabilities crowd at 1, these still tell
    clauses apart. `words` are the words that answer, None where `answered` is below one half.
    """

    answered_logit: float
    subject_logit: float
    words: Span | None = None

    @property
    def answered(self) -> float:
        return logistic(self.answered_logit)

    @property
    def subject(self) -> float:
        return logistic(self.subject_logit)


def logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-700.0, logit)))
