"""Tokens → what the encoder reads: the sums of word, position and type embeddings."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding.weights import Weights, unpack


class WordEmbeddings:
    """Looks a text's rows up in the packed file; the whole table would be 384 MB."""

    def __init__(self, weights: Weights) -> None:
        shape = weights.shape
        self._words = weights.packed("emb.word")  # (vocabulary, hidden / 32 · 18) bytes
        self._positions = weights["emb.pos"].reshape(shape.positions, shape.hidden)
        self._type = weights["emb.type"].reshape(shape.types, shape.hidden)[0]

    def look_up(self, tokens: Sequence[int]) -> NDArray[np.float32]:
        """Return (1, tokens, hidden) float32 for at most 512 tokens, <s> and </s> among them."""
        sums: NDArray[np.float32] = unpack(self._words[np.asarray(tokens)])
        sums += self._positions[: len(tokens)]
        sums += self._type
        return sums[np.newaxis]
