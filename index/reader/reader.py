"""The bundled encoder, taught to read a question and a clause together.

One pair a run and one thread a run: what is said of a clause depends on nothing but the question
and the clause.
"""

import math
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedding.bundle import Bundle, open_bundle
from index.embedding.engine import available_cores
from index.embedding.graph import Graph, Model
from index.embedding.layers import Layers
from index.embedding.session import Session
from index.embedding.smoothing import read_smoothing
from index.embedding.weights import Shape
from index.embedding.words import WordEmbeddings
from index.reader.heads import Heads, Raw
from index.reader.kept import KeptReadings
from index.reader.pair import Pair, Pairs
from index.reader.reading import Reading, Span
from index.reader.weights import FILE, ReaderWeights, open_reader


class Runs(Protocol):
    """What turns embeddings (1, tokens, hidden) into last hidden states of the same shape."""

    def run(self, inputs: NDArray[np.float32], /) -> Sequence[NDArray[np.float32]]: ...


KEPT = 4096  # readings


class Reader:
    """Thread-safe; keeps its last readings in memory."""

    def __init__(
        self, weights: ReaderWeights, encoder: Bundle, layers: Runs, threads: int | None = None
    ) -> None:
        """Put the parts together; `threads` clauses are read at once, None takes all cores."""
        self._pairs = Pairs(encoder.tokenizer)
        self._words = WordEmbeddings(encoder.weights)
        self._passage = weights["passage"]
        self._heads = Heads(weights)
        self._calibration = weights.calibration
        self._layers = layers
        self._threads = threads or available_cores()
        # One for all questions: many at once wait for a core, and don't get in each other's way.
        self._pool = ThreadPoolExecutor(self._threads, "reader")
        self._kept = KeptReadings(KEPT)

    @classmethod
    def load(cls, threads: int | None = None, file: Path = FILE) -> "Reader":
        """Load the file that comes with the package.

        Raises:
            NoReaderError: the file is missing, damaged, or another one.
            UnexpectedWeightsError: the bundled encoder's words aren't there.
            UnfitRuntimeError: onnxruntime can't run it.
        """
        encoder = open_bundle()
        shape = encoder.weights.shape
        weights = open_reader(read_smoothing(shape), file)
        return cls(weights, encoder, Session(make_model(weights, shape)), threads)

    def read(
        self, question: str, clauses: Sequence[str], seconds: float = math.inf
    ) -> list[Reading]:
        """Return a reading for each clause's text, in their order.

        No clause is begun after `seconds`, unless it was read before: then there are fewer readings
        than clauses, but always as many as there are threads, if there are clauses.
        """
        began = time.monotonic()
        readings: list[Reading] = []
        while len(readings) < len(clauses):
            some = clauses[len(readings) : len(readings) + self._threads]
            known = [self._kept.get((question, clause)) for clause in some]
            if readings and None in known and time.monotonic() - began >= seconds:
                break
            readings += self._read_at_once(question, some, known)
        return readings

    def token_count(self, question: str, clause: str) -> int:
        """How many tokens are read for a clause, in all its windows."""
        return sum(len(pair.tokens) for pair in self._pairs.of(question, clause))

    def _read_at_once(
        self, question: str, clauses: Sequence[str], known: Sequence[Reading | None]
    ) -> Iterator[Reading]:
        """What is known already waits for no thread."""
        begun = [
            None if reading else self._pool.submit(self._read_one, question, clause)
            for clause, reading in zip(clauses, known, strict=True)
        ]
        for clause, reading, future in zip(clauses, known, begun, strict=True):
            if reading:
                yield reading
            elif future:
                fresh = future.result()
                self._kept.put((question, clause), fresh)
                yield fresh

    def _read_one(self, question: str, clause: str) -> Reading:
        windows = list(self._pairs.of(question, clause))
        return self._reading(windows, [self._run(window) for window in windows])

    def _run(self, pair: Pair) -> Raw:
        inputs = self._words.look_up(pair.tokens)
        inputs[0, pair.passage : -1] += self._passage
        return self._heads.read(self._layers.run(inputs)[0][0], pair)

    def _reading(self, pairs: Sequence[Pair], raws: Sequence[Raw]) -> Reading:
        """The reading of the window that answers best."""
        calibration = self._calibration
        pair, raw = max(zip(pairs, raws, strict=True), key=lambda each: each[1].answered)
        answered = calibration.answered.applied(raw.answered)
        subject = calibration.subject.applied(max(one.subject for one in raws))
        return Reading(answered, subject, _words(pair, raw) if answered >= 0 else None)


def make_model(weights: ReaderWeights, encoder: Shape) -> Model:
    """Return the layers: embeddings (1, tokens, hidden) → last hidden states, the same shape."""
    hidden = encoder.hidden
    graph = Graph(embeddings=(1, "tokens", hidden))
    layers = Layers(graph, weights, weights.shape(encoder), weights.smoothing)
    states = layers.add_all("embeddings")
    return graph.model({states: (1, "tokens", hidden)})


def _words(pair: Pair, raw: Raw) -> Span | None:
    start, end = pair.places[raw.first].start, pair.places[raw.last].end
    return Span(start, end, raw.score) if start < end else None
