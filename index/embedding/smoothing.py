"""How large the encoder's numbers usually are: what `layers` divides by before it rounds.

`smoothing.npy`, int8 (layers, 2 · hidden + inner): for each layer the inputs of qkv, fi and fo;
e stands for the divisor 2 ** (e / 4). Made by `python -m bench.embedding.smoothing`.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.engine import Vector
from index.embedding.weights import Shape, UnexpectedWeightsError

FILE = Path(__file__).with_name("smoothing.npy")
SMOOTHED = ("qkv", "fi", "fo")
STEPS = 4  # of the exponent, to a power of two
# As numbers, because a processor's own powers differ from another's in the last bit.
ROOTS = np.array([1, 1.1892071, 1.4142135, 1.6817929], np.float32)


def read_smoothing(shape: Shape, file: Path | None = None) -> dict[str, Vector]:
    """Return the divisors by name: `l*.qkv` and `l*.fi` (hidden), `l*.fo` (inner).

    Raises:
        UnexpectedWeightsError: the file can't be read, or is of another shape.
    """
    table = _read(file or FILE, shape)
    divisors = np.ldexp(ROOTS[table % STEPS], table // STEPS)
    ends = [shape.hidden, 2 * shape.hidden]
    return {
        f"l{layer}.{name}": part
        for layer, row in enumerate(divisors)
        for name, part in zip(SMOOTHED, np.split(row, ends), strict=True)
    }


def _read(file: Path, shape: Shape) -> NDArray[np.int8]:
    cure = "请重新安装 wence。"
    try:
        table: NDArray[np.int8] = np.load(file)
    except (OSError, ValueError) as error:
        raise UnexpectedWeightsError(f"读不到 {file}（{error}）。{cure}") from error
    expected = (shape.layers, 2 * shape.hidden + shape.inner)
    if table.dtype != np.int8 or table.shape != expected:
        raise UnexpectedWeightsError(f"{file} 应为 int8 {expected}，实为 {table.shape}。{cure}")
    return table
