"""A graph for onnxruntime, put together operator by operator."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from index.embedding import onnx_format
from index.embedding.onnx_format import Array, Attribute, Shape

ONNX, MICROSOFT = "", "com.microsoft"  # the standard's operators, and onnxruntime's own
OPERATORS = {ONNX: 17, MICROSOFT: 1}  # as in onnxruntime 1.20
IR = 8


@dataclass(frozen=True, slots=True)
class Model:
    """An ONNX file and the constants that belong to it, which are not copied into it."""

    file: bytes
    weights: Mapping[str, Array]

    @property
    def digest(self) -> str:
        """The sha256 of all of it."""
        whole = sha256(self.file)
        for array in self.weights.values():
            whole.update(array.data)
        return whole.hexdigest()


class Graph:
    """Operators in their order, and the constants that they use."""

    def __init__(self, **inputs: Shape) -> None:
        self._parts = [onnx_format.graph_input(name, shape) for name, shape in inputs.items()]
        self._weights: dict[str, Array] = {}

    def weight(self, name: str, array: Array) -> str:
        """Add a constant; return its name."""
        self._weights[name] = array
        self._parts.append(onnx_format.weight(name, array))
        return name

    def apply(
        self, operator: str, *inputs: str, domain: str = ONNX, **attributes: Attribute
    ) -> str:
        """Add an operator with one output; return the output's name."""
        return self.apply_many(operator, *inputs, outputs=1, domain=domain, **attributes)[0]

    def apply_many(
        self, operator: str, *inputs: str, outputs: int, domain: str = ONNX, **attributes: Attribute
    ) -> list[str]:
        """Add an operator; return the names of its outputs."""
        names = [f"{operator}.{len(self._parts)}.{number}" for number in range(outputs)]
        self._parts.append(onnx_format.node(operator, inputs, names, domain, attributes))
        return names

    def model(self, outputs: Mapping[str, Shape]) -> Model:
        """Return the model. Its outputs are named as `apply` returned them."""
        ends = [onnx_format.graph_output(name, shape) for name, shape in outputs.items()]
        return Model(onnx_format.model([*self._parts, *ends], OPERATORS, IR), self._weights)
