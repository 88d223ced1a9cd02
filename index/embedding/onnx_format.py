"""The little of ONNX's file format that a graph needs, so that the package onnx need not be there.

ONNX is protobuf: a message is a row of fields, each a number with a wire type and a value. The
field numbers are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
"""

import struct
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32] | NDArray[np.int8] | NDArray[np.int64]
Attribute = int | float | Sequence[int]
Shape = Sequence[str | int]  # a dimension is a size or a name

VARINT, BYTES, FIXED32 = 0, 2, 5  # wire types
ELEMENT_TYPES = {"float32": 1, "int8": 3, "int64": 7}
FLOAT, INT, INTS = 1, 2, 7  # kinds of attribute
EXTERNAL = 1  # where a constant's numbers are


def model(graph: Sequence[bytes], operators: Mapping[str, int], ir: int) -> bytes:
    """ModelProto. `operators` are the operator sets used, and their versions."""
    sets = (_text(1, domain) + _integer(2, version) for domain, version in operators.items())
    parts = [_text(2, "graph"), *graph]
    whole = [_integer(1, ir), _field(7, b"".join(parts)), *(_field(8, one) for one in sets)]
    return b"".join(whole)


def node(
    operator: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    domain: str,
    attributes: Mapping[str, Attribute],
) -> bytes:
    """Return a node of a graph. An input that is left out is ""."""
    parts = [
        *(_text(1, name) for name in inputs),
        *(_text(2, name) for name in outputs),
        _text(4, operator),
        *(_field(5, _attribute(name, value)) for name, value in attributes.items()),
        _text(7, domain),
    ]
    return _field(1, b"".join(parts))


def weight(name: str, array: Array) -> bytes:
    """Return a constant of a graph, whose numbers are handed over beside the file."""
    dimensions = b"".join(_integer(1, size) for size in array.shape)
    element = _integer(2, ELEMENT_TYPES[array.dtype.name])
    place = _text(1, "location") + _text(2, "memory")
    parts = [dimensions, element, _text(8, name), _field(13, place), _integer(14, EXTERNAL)]
    return _field(5, b"".join(parts))


def graph_input(name: str, shape: Shape) -> bytes:
    """Return a float32 input of a graph."""
    return _field(11, _value(name, shape))


def graph_output(name: str, shape: Shape) -> bytes:
    """Return a float32 output of a graph."""
    return _field(12, _value(name, shape))


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + _key(2, FIXED32) + struct.pack("<f", value) + _integer(20, FLOAT)
    if isinstance(value, int):
        return _text(1, name) + _integer(3, value) + _integer(20, INT)
    return _text(1, name) + b"".join(_integer(8, one) for one in value) + _integer(20, INTS)


def _value(name: str, shape: Shape) -> bytes:
    sizes = (_integer(1, size) if isinstance(size, int) else _text(2, size) for size in shape)
    dimensions = b"".join(_field(1, size) for size in sizes)
    tensor_type = _integer(1, ELEMENT_TYPES["float32"]) + _field(2, dimensions)
    return _text(1, name) + _field(2, _field(1, tensor_type))


def _text(number: int, text: str) -> bytes:
    return _field(number, text.encode())


def _integer(number: int, value: int) -> bytes:
    return _key(number, VARINT) + _varint(value)


def _field(number: int, value: bytes) -> bytes:
    return _key(number, BYTES) + _varint(len(value)) + value


def _key(number: int, wire_type: int) -> bytes:
    return _varint(number << 3 | wire_type)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; a negative number as its 64-bit complement."""
    value %= 1 << 64
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
