"""A safetensors file, written tensor by tensor so that no two need be in memory at once.

Eight bytes with the length of the header, the header as JSON with every tensor's place, then the
numbers, little endian: https://github.com/huggingface/safetensors#format.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Tensor:
    """A float32 tensor that is computed when it is written, in parts one after the other."""

    shape: tuple[int, ...]
    parts: Callable[[], Iterable[NDArray[np.float32]]]


def write_safetensors(file: Path, tensors: Mapping[str, Tensor]) -> None:
    with file.open("wb") as opened:
        opened.write(_header(tensors))
        for tensor in tensors.values():
            for part in tensor.parts():
                opened.write(part.astype("<f4").tobytes())


def _header(tensors: Mapping[str, Tensor]) -> bytes:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, tensor in tensors.items():
        end = at + 4 * prod(tensor.shape)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, end]}
        at = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text
