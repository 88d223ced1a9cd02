import numpy as np
import pytest

from index.embedding.graph import MICROSOFT, Graph
from index.embedding.session import Session, UnfitRuntimeError


def test_runs_what_was_put_together() -> None:
    graph = Graph(x=("rows", 3))
    matrix = np.arange(6, dtype=np.float32).reshape(3, 2)
    product = graph.apply("MatMul", "x", graph.weight("m", matrix))
    left, right = graph.apply_many("Split", product, outputs=2, axis=-1)
    total = graph.apply("Add", left, right)
    session = Session(graph.model({total: ("rows", 1), left: ("rows", 1)}))

    rows = np.array([[1, 2, 3], [0, -1, 0.5]], np.float32)
    found_total, found_left = session.run(rows)

    assert np.array_equal(found_total, (rows @ matrix).sum(axis=1, keepdims=True))
    assert np.array_equal(found_left, (rows @ matrix)[:, :1])


def test_attributes_of_every_kind_arrive() -> None:
    graph = Graph(x=(1, 2, 400))
    one, zero = np.ones(400, np.float32), np.zeros(400, np.float32)
    scale, shift = graph.weight("scale", one), graph.weight("shift", zero)
    normed = graph.apply("LayerNormalization", "x", scale, shift, axis=-1, epsilon=0.5)
    mean = graph.apply("ReduceMean", normed, axes=[1, 2], keepdims=0)
    gelu = graph.apply("Gelu", mean, domain=MICROSOFT)
    session = Session(graph.model({normed: (1, 2, 400), gelu: (1,)}))

    x = np.random.default_rng(0).standard_normal((1, 2, 400)).astype(np.float32)
    found, _ = session.run(x)

    centred = x - x.mean(axis=-1, keepdims=True)
    expected = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 0.5)
    assert np.allclose(found, expected, atol=1e-5)


def test_a_graph_that_cant_run_is_an_error_with_a_cure() -> None:
    graph = Graph(x=("n",))

    with pytest.raises(UnfitRuntimeError, match="pip install onnxruntime"):
        Session(graph.model({graph.apply("NoSuchOperator", "x"): ("n",)}))


def test_a_models_digest_covers_its_constants() -> None:
    def digest(number: float) -> str:
        graph = Graph(x=(1,))
        constant = graph.weight("c", np.array([number], np.float32))
        return graph.model({graph.apply("Add", "x", constant): (1,)}).digest

    assert digest(1) == digest(1)
    assert digest(1) != digest(2)
