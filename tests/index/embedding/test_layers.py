import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.embedding.graph import Graph
from index.embedding.layers import Layers, round_columns
from index.embedding.session import Session
from index.embedding.weights import Shape

SHAPE = Shape(4, 1, 1, 8, 10, 8, 1, 1e-12)


@given(arrays(np.float32, (5, 3), elements=st.floats(-1e4, 1e4, width=32, allow_subnormal=False)))
def test_rounding_loses_half_a_step_at_most(matrix: np.ndarray) -> None:
    rounded, scales = round_columns(matrix)

    assert rounded.dtype == np.int8
    assert np.all(np.abs(rounded * scales - matrix) <= scales * 0.501 + 1e-30)


def test_a_linear_layer_is_near_its_weights_with_and_without_smoothing() -> None:
    chance = np.random.default_rng(1)
    tensors = {
        "l0.fi.w": chance.standard_normal((8, 4)).astype(np.float32),
        "l0.fi.b": chance.standard_normal(8).astype(np.float32),
    }
    uneven = np.array([1, 1, 1, 400], np.float32)
    x = chance.standard_normal((1, 6, 4)).astype(np.float32) * uneven
    expected = x @ tensors["l0.fi.w"].T + tensors["l0.fi.b"]

    def off(smoothing: dict[str, np.ndarray]) -> float:
        graph = Graph(x=(1, "n", 4))
        y = Layers(graph, tensors, SHAPE, smoothing).add_linear("l0.fi", "x")
        found = Session(graph.model({y: (1, "n", 8)})).run(x)[0]
        return float(np.abs(found - expected).mean())

    rounded = off({})
    assert 0 < rounded < 4
    assert off({"l0.fi": np.sqrt(uneven)}) < rounded * 0.7
