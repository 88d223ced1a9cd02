from pathlib import Path

import numpy as np
import pytest

from index.embedding.smoothing import FILE, read_smoothing
from index.embedding.weights import Shape, UnexpectedWeightsError, Weights

SHAPE = Shape(4, 2, 2, 8, 10, 8, 1, 1e-12)


def test_the_committed_file_fits_the_weights(weights: Weights) -> None:
    divisors = read_smoothing(weights.shape)

    assert len(divisors) == 36
    assert divisors["l11.fo"].shape == (1536,)
    assert divisors["l0.qkv"].shape == divisors["l5.fi"].shape == (384,)


def test_quarters_of_an_exponent(tmp_path: Path) -> None:
    table = np.zeros((2, 16), np.int8)
    table[1, :8] = [0, 1, 2, 3, 4, -4, -1, 8]
    np.save(tmp_path / "s.npy", table)

    divisors = read_smoothing(SHAPE, tmp_path / "s.npy")

    assert divisors["l1.qkv"].dtype == np.float32
    assert np.allclose(divisors["l1.qkv"], [1, 2**0.25, 2**0.5, 2**0.75])
    assert np.allclose(divisors["l1.fi"], [2, 0.5, 2**-0.25, 4])
    assert np.all(divisors["l1.fo"] == 1)


@pytest.mark.parametrize("table", [np.zeros((2, 15), np.int8), np.zeros((2, 16), np.float32)])
def test_another_table_is_refused(tmp_path: Path, table: np.ndarray) -> None:
    np.save(tmp_path / "s.npy", table)

    with pytest.raises(UnexpectedWeightsError, match=r"int8 \(2, 16\).*重新安装"):
        read_smoothing(SHAPE, tmp_path / "s.npy")


def test_a_file_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.npy").write_bytes(FILE.read_bytes()[:1000])

    with pytest.raises(UnexpectedWeightsError, match="重新安装"):
        read_smoothing(SHAPE, tmp_path / "s.npy")
