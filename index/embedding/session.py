"""A graph, loaded into onnxruntime: one thread a run, any number of runs at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding.graph import Model
from index.embedding.onnx_format import Array
from index.errors import WenceError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, OrtValue


class UnfitRuntimeError(WenceError):
    """This onnxruntime, on this processor, doesn't do what it should."""


class Session:
    """Runs a model of one input; `run` may be called from several threads."""

    def __init__(self, model: Model) -> None:
        """Load the model.

        Raises:
            UnfitRuntimeError: there is no onnxruntime, or it can't run the model.
        """
        try:
            # Kept: the session reads the arrays where they are, and doesn't own them.
            self._arrays = dict(model.weights)
            self._weights = _shared(self._arrays)
            self._session = _open(model.file, self._weights)
        except Exception as error:  # onnxruntime's own have no common class
            raise UnfitRuntimeError(
                f"onnxruntime 不能载入内置模型（{error}）。请重新安装：pip install onnxruntime"
            ) from error
        self._input = self._session.get_inputs()[0].name

    def run(self, inputs: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return the model's outputs, in their order."""
        outputs: list[NDArray[np.float32]] = self._session.run(None, {self._input: inputs})
        return outputs


def _open(file: bytes, weights: "Mapping[str, OrtValue]") -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Its own fusions put Add and LayerNormalization together into an operator that is six times
    # slower than the two; the graph is written as it should run.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3  # errors only: the rest would go to stderr
    # As if the file had them outside: inside, they would be copied twice on the way.
    options.add_external_initializers(list(weights), list(weights.values()))
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def _shared(weights: Mapping[str, Array]) -> "dict[str, OrtValue]":
    from onnxruntime import OrtValue

    return {name: OrtValue.ortvalue_from_numpy(array) for name, array in weights.items()}
