"""The encoder's layers as a graph: post-layer-norm BERT, its matrices in eight bits.

Shapes: n tokens of one text, `hidden` numbers each, as (1, n, hidden). A matrix is (outputs,
inputs) among the weights and (inputs, outputs) in the graph.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedding.engine import Vector
from index.embedding.graph import MICROSOFT, Graph
from index.embedding.weights import Shape

LARGEST = np.float32(127)  # in a signed byte, the same on both sides of zero

Matrix = NDArray[np.float32]


class Tensors(Protocol):
    """Weights by name, float32: what `Weights` reads, or others of the same names."""

    def __getitem__(self, name: str, /) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Layers:
    """Adds the layers of one set of weights to a graph.

    `smoothing` has, for some of `l*.qkv`, `l*.ao`, `l*.fi` and `l*.fo`, what each of the inputs
    is divided by before it is rounded to eight bits.
    """

    graph: Graph
    tensors: Tensors
    shape: Shape
    smoothing: Mapping[str, Vector]

    def add_all(self, inputs: str) -> str:
        """Add every layer on the sums of word, position and type embeddings.

        Returns the name of the last hidden states.
        """
        states = self.add_norm("emb.ln", inputs)
        for number in range(self.shape.layers):
            states = self._add_layer(f"l{number}", states)
        return states

    def add_linear(self, name: str, inputs: str, parts: tuple[str, ...] = ()) -> str:
        """Add inputs · matrixᵀ + bias, for several `parts` side by side in one matrix.

        Both factors are rounded to eight bits: the matrix with a scale for each output, the
        inputs with one scale for the whole text. One large number would cost all others their
        precision; dividing each input by its usual size, and multiplying the matrix by it, evens
        that out (SmoothQuant, https://arxiv.org/abs/2211.10438).
        """
        layer, _, _ = name.partition(".")
        sources = [f"{layer}.{part}" for part in parts] or [name]
        matrix = np.concatenate([self.tensors[f"{source}.w"] for source in sources])
        bias = np.concatenate([self.tensors[f"{source}.b"] for source in sources])
        smooth = self.smoothing.get(name)
        if smooth is not None:
            matrix = matrix * smooth
            divisor = self.graph.weight(f"{name}.smooth", np.reciprocal(smooth))
            inputs = self.graph.apply("Mul", inputs, divisor)
        rounded, scales = round_columns(np.ascontiguousarray(matrix.T))
        return self.graph.apply(
            "DynamicQuantizeMatMul",
            inputs,
            self.graph.weight(f"{name}.w", rounded),
            self.graph.weight(f"{name}.scales", scales),
            "",  # zero points: none
            self.graph.weight(f"{name}.b", bias),
            domain=MICROSOFT,
        )

    def add_norm(self, name: str, inputs: str) -> str:
        weight = self.graph.weight(f"{name}.w", self.tensors[f"{name}.w"])
        bias = self.graph.weight(f"{name}.b", self.tensors[f"{name}.b"])
        epsilon = self.shape.epsilon
        return self.graph.apply(
            "LayerNormalization", inputs, weight, bias, axis=-1, epsilon=epsilon
        )

    def _add_layer(self, layer: str, states: str) -> str:
        mixed = self.add_linear(f"{layer}.qkv", states, parts=("q", "k", "v"))
        heads = self.graph.apply_many("Split", mixed, outputs=3, axis=-1)
        context = self.graph.apply(
            "MultiHeadAttention", *heads, domain=MICROSOFT, num_heads=self.shape.heads
        )
        attended = self.add_linear(f"{layer}.ao", context)
        states = self.add_norm(f"{layer}.aln", self.graph.apply("Add", states, attended))
        inner = self.add_linear(f"{layer}.fi", states)
        outer = self.add_linear(f"{layer}.fo", self.graph.apply("Gelu", inner, domain=MICROSOFT))
        return self.add_norm(f"{layer}.oln", self.graph.apply("Add", states, outer))


def round_columns(matrix: Matrix) -> tuple[NDArray[np.int8], Vector]:
    """Return int8 (inputs, outputs) and the scale of each output's column."""
    scales = np.abs(matrix).max(axis=0) / LARGEST
    scales[scales == 0] = 1
    return np.rint(matrix / scales).astype(np.int8), scales
