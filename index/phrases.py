"""Phrases of the clauses, as further vectors that point at them: a question is about as long.

A clause says many things, and its one vector is their mean; what is asked is mostly one of them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.centre import Centre
from index.clause import Clause
from index.embedding.embedder import Embedder

MOST = 20_000  # phrases of a generation: 30 MB; a larger corpus has none, and is read by clauses
SHORTEST = 4  # characters of a phrase that says something by itself

_PHRASE = re.compile(r"[^，、；。：！？,;:!?\n]+")

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]


class Phrases:
    """The phrases of a generation, as the vectors of passages."""

    def __init__(self, positions: Sequence[int], matrix: npt.NDArray[np.float16]) -> None:
        """`matrix` is (phrases, dimension); phrase n is of the passage at `positions[n]`."""
        self._positions = np.asarray(positions, np.int64)
        self._matrix = matrix
        self._centred: Matrix | None = None

    @classmethod
    def of(cls, clauses: Sequence[Clause], embedder: Embedder) -> "Phrases":
        found = list(islice(_phrases(clauses), MOST + 1))
        if len(found) > MOST or not found:
            return cls((), np.empty((0, embedder.engine.dimension), np.float16))
        matrix = embedder.embed_passages([text for _, text in found])
        return cls([position for position, _ in found], matrix.astype(np.float16))

    @classmethod
    def load(cls, path: Path) -> "Phrases":
        with np.load(path) as arrays:
            return cls(arrays["positions"].tolist(), arrays["matrix"])

    def save(self, path: Path) -> None:
        np.savez(path, positions=self._positions, matrix=self._matrix)

    def similarities(self, query: Vector, centre: Centre, passages: int) -> Vector:
        """For each passage, the cosine of its nearest phrase; NaN where it has none.

        `query` is centred; the phrases are here.
        """
        if self._centred is None:
            self._centred = centre.passages(self._matrix.astype(np.float32))
        best = np.full(passages, -np.inf, np.float32)
        np.maximum.at(best, self._positions, self._centred @ query)
        return np.where(np.isinf(best), np.float32(np.nan), best)

    def __len__(self) -> int:
        return len(self._positions)


def _phrases(clauses: Sequence[Clause]) -> Iterator[tuple[int, str]]:
    """(position of the clause, phrase), each phrase of a clause once."""
    for position, clause in enumerate(clauses):
        parts = (part.strip() for part in _PHRASE.findall(clause.text))
        for part in dict.fromkeys(parts):
            if len(part) >= SHORTEST:
                yield position, part
