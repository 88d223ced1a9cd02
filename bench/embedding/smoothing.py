"""Make index/embedding/smoothing.npy from the weights alone: python -m bench.embedding.smoothing.

--check compares with the committed file instead of writing it. No text is read: the encoder runs
over pieces drawn from its own vocabulary by their probability, half of them from all of it, half
Chinese, because how large a channel gets depends little on what is said. All sums are float64, so
that the last bits, which differ between processors, don't reach what is rounded from them.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.embedding.smoothing import FILE, SMOOTHED, STEPS
from index.embedding.weights import Shape, Vocabulary, Weights, find_weights, open_weights
from index.embedding.words import WordEmbeddings

Numbers = NDArray[np.float64]

ALPHA = 0.75  # how much of the difficulty moves from the inputs into the matrix
DRAWS, LENGTHS = 100, (10, 20, 60, 120, 240)  # sequences of each kind, and their lengths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    table = smoothing(open_weights(find_weights()))
    if not check:
        np.save(FILE, table)
    same = np.array_equal(np.load(FILE), table)
    print(f"{FILE.name}: {table.shape}, {'as committed' if same else 'differs'}")
    raise SystemExit(0 if same else 1)


def smoothing(weights: Weights) -> NDArray[np.int8]:
    """Return int8 (layers, 2 · hidden + inner): the exponents, in quarters."""
    largest = _largest(Encoder(weights), list(draw(weights.vocabulary)))
    rows = [
        np.concatenate([_exponents(weights, f"l{n}", name, largest[n][name]) for name in SMOOTHED])
        for n in range(weights.shape.layers)
    ]
    return np.stack(rows)


def _exponents(weights: Weights, layer: str, name: str, inputs: Numbers) -> NDArray[np.int8]:
    parts = "qkv" if name == "qkv" else (name,)
    matrix = np.concatenate([weights[f"{layer}.{part}.w"] for part in parts]).astype(np.float64)
    logarithm = ALPHA * np.log2(inputs) - (1 - ALPHA) * np.log2(np.abs(matrix).max(axis=0))
    exponents: Numbers = np.rint((logarithm - logarithm.mean()) * STEPS)
    return exponents.astype(np.int8)


def draw(vocabulary: Vocabulary) -> Iterator[list[int]]:
    """Yield sequences of tokens, <s> and </s> included; the same ones every time."""
    chance = np.random.RandomState(0)  # whose numbers no version of numpy may change
    special = {vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unknown}
    pieces = _texts(vocabulary)
    anything = [n for n in range(len(pieces)) if n not in special and pieces[n] != "<mask>"]
    chinese = [n for n in anything if any("\u4e00" <= c <= "\u9fff" for c in pieces[n])]
    for choice in (anything, chinese):
        odds = np.cumsum(np.exp(vocabulary.scores[choice].astype(np.float64)))
        for number in range(DRAWS):
            chances = chance.random_sample(LENGTHS[number % len(LENGTHS)]) * odds[-1]
            drawn = np.searchsorted(odds, chances, side="right").tolist()
            yield [vocabulary.bos, *(choice[place] for place in drawn), vocabulary.eos]


def _texts(vocabulary: Vocabulary) -> list[str]:
    data, offsets = vocabulary.pieces.tobytes(), vocabulary.offsets.tolist()
    return [data[a:b].decode() for a, b in pairwise(offsets)]


def _largest(encoder: "Encoder", sequences: Sequence[list[int]]) -> list[dict[str, Numbers]]:
    """Return, for each layer and matrix, the largest size of each input."""
    largest: list[dict[str, Numbers]] = [{} for _ in range(encoder.shape.layers)]
    for tokens in sequences:
        for layer, name, inputs in encoder.inputs(tokens):
            sizes = np.abs(inputs).max(axis=0)
            largest[layer][name] = np.maximum(largest[layer].get(name, sizes), sizes)
    return largest


class Encoder:
    """The weights in float64, unrounded."""

    def __init__(self, weights: Weights) -> None:
        self.shape: Shape = weights.shape
        self._words = WordEmbeddings(weights)
        self._tensors = {name: weights[name].astype(np.float64) for name in _names(weights.shape)}

    def inputs(self, tokens: list[int]) -> Iterator[tuple[int, str, Numbers]]:
        """Run the tokens; yield layer, matrix and what it is multiplied with, (n, inputs)."""
        states = self._norm("emb.ln", self._words.look_up(tokens)[0].astype(np.float64))
        for layer in range(self.shape.layers):
            own = f"l{layer}"
            yield layer, "qkv", states
            context = self._attend(own, states)
            states = self._norm(f"{own}.aln", states + self._linear(f"{own}.ao", context))
            yield layer, "fi", states
            inner = _gelu(self._linear(f"{own}.fi", states))
            yield layer, "fo", inner
            states = self._norm(f"{own}.oln", states + self._linear(f"{own}.fo", inner))

    def _attend(self, own: str, states: Numbers) -> Numbers:
        size = self.shape.hidden // self.shape.heads
        q, k, v = (
            self._linear(f"{own}.{one}", states).reshape(len(states), self.shape.heads, size)
            for one in "qkv"
        )
        scores = np.einsum("qhd,khd->hqk", q, k, optimize=True) / np.sqrt(size)
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        context: Numbers = np.einsum("hqk,khd->qhd", weights, v, optimize=True)
        return context.reshape(states.shape)

    def _linear(self, name: str, inputs: Numbers) -> Numbers:
        result: Numbers = inputs @ self._tensors[f"{name}.w"].T + self._tensors[f"{name}.b"]
        return result

    def _norm(self, name: str, states: Numbers) -> Numbers:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + self.shape.epsilon)
        result: Numbers = centred / spread * self._tensors[f"{name}.w"] + self._tensors[f"{name}.b"]
        return result


def _names(shape: Shape) -> list[str]:
    parts = ("q", "k", "v", "ao", "fi", "fo", "aln", "oln")
    layers = [f"l{n}.{part}" for n in range(shape.layers) for part in parts]
    return [f"{name}.{kind}" for name in ("emb.ln", *layers) for kind in ("w", "b")]


def _gelu(x: Numbers) -> Numbers:
    """x · Φ(x), Φ within 1e-7 (Abramowitz and Stegun 7.1.26)."""
    t = 1 / (1 + 0.3275911 * np.abs(x) / np.sqrt(2))
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t) * t
    tail = (series + 0.254829592 * t) * np.exp(-(x**2) / 2) / 2
    result: Numbers = x * np.where(x < 0, tail, 1 - tail)
    return result


if __name__ == "__main__":
    main()
