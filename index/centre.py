"""Vectors freed of what all texts share, so that what they say decides.

Vectors of one model lie in a narrow cone: any two texts have a high cosine. Taking the mean of
texts that have nothing to do with the documents from each vector spreads them out.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.embedding.embedder import Embedder

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Centre:
    """The means of foreign questions and of foreign passages; both (dimension,) float32."""

    query: Vectors
    passage: Vectors

    @classmethod
    def of(cls, embedder: Embedder) -> "Centre":
        lines = foreign_questions()
        queries = np.stack([embedder.query_vector(line) for line in lines])
        return cls(queries.mean(axis=0), embedder.embed_passages(lines).mean(axis=0))

    @classmethod
    def load(cls, path: Path) -> "Centre":
        query, passage = np.load(path)
        return cls(query, passage)

    def save(self, path: Path) -> None:
        np.save(path, np.stack([self.query, self.passage]))

    def queries(self, vectors: Vectors) -> Vectors:
        """Queries' vectors, (n, dimension) or (dimension,), centred and of length 1."""
        return _unit(vectors - self.query)

    def passages(self, vectors: Vectors) -> Vectors:
        """Passages' vectors, centred and of length 1."""
        return _unit(vectors - self.passage)


def foreign_questions() -> list[str]:
    """Questions that no official document answers."""
    lines = files("index").joinpath("foreign.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(length, 1e-12)).astype(np.float32)
    return unit
