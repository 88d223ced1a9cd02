"""Texts → vectors: one engine behind LangChain's interface, with what it did before on disk."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from index.embedding.cache import VectorCache
from index.embedding.engine import Engine, Vector, Vectors

Progress = Callable[[int], None]
LOOK_UP = 2048  # texts asked of the cache at once
KEPT = 1024  # queries whose vectors stay in memory


class Encoder(Protocol):
    """What an engine has to offer; the vectors are of length 1.

    A text's vector must not depend on the texts beside it. `batch` is how many passages to hand
    over at once: few enough that progress moves, enough that every core has work.
    """

    @property
    def engine(self) -> Engine: ...

    @property
    def batch(self) -> int: ...

    def query(self, text: str) -> Vector:
        """Return (dimension,) float32."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return (texts, dimension) float32."""


class Embedder(Embeddings):
    """An encoder, a cache for its passages, and what the operator should know about the choice.

    `notice` is for the log and for `wence doctor`, said once; None where all is as expected.
    """

    def __init__(self, encoder: Encoder, cache: Path | None, notice: str | None = None) -> None:
        self._encoder = encoder
        self._cache = VectorCache(cache) if cache else None
        self._query = lru_cache(KEPT)(self._encoded)
        self.notice = notice

    @property
    def engine(self) -> Engine:
        return self._encoder.engine

    def embed_query(self, text: str) -> list[float]:
        numbers: list[float] = self.query_vector(text).tolist()
        return numbers

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.embed_passages(texts).tolist()
        return rows

    def query_vector(self, text: str) -> Vector:
        """Return `embed_query` as (dimension,) float32, which is not to be changed."""
        return self._query(readable(text))

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return (texts, dimension) float32; equal texts are computed once.

        `progress` is called with the number of texts done so far, from this thread. What is done
        is in the cache before it is called, so that a run that was cut off goes on from there.
        """
        vectors = np.empty((len(texts), self.engine.dimension), dtype=np.float32)
        for first in range(0, len(texts), LOOK_UP):
            some = [readable(text) for text in texts[first : first + LOOK_UP]]

            def tell(done: int, first: int = first) -> None:
                if progress is not None:
                    progress(first + done)

            vectors[first : first + len(some)] = self._embed(some, tell)
        return vectors

    def _encoded(self, text: str) -> Vector:
        vector = self._encoder.query(text)
        vector.flags.writeable = False  # it is handed out again
        return vector

    def close(self) -> None:
        """Let go of the cache's file."""
        if self._cache is not None:
            self._cache.close()

    def _embed(self, texts: list[str], tell: Progress) -> Vectors:
        key = self.engine.key
        known = self._cache.get(key, texts) if self._cache else {}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        done = len(texts) - len(missing)
        tell(done)
        for first in range(0, len(missing), self._encoder.batch):
            some = missing[first : first + self._encoder.batch]
            fresh = dict(zip(some, self._encoder.passages(some), strict=True))
            if self._cache is not None:
                self._cache.put(key, fresh)
            known.update(fresh)
            done += len(some)
            tell(done)
        return np.stack([known[text] for text in texts])


def readable(text: str) -> str:
    """Mend what no engine can read: half a surrogate pair, and the NUL that ends a C string."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
