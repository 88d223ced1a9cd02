import json
import struct
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer as FastTokenizer

from index.embedding.character_map import encode_character_map
from index.embedding.export import configurations, export_folder, tensors
from index.embedding.safetensors_file import Tensor, write_safetensors
from index.embedding.tokenizer import Tokenizer
from index.embedding.weights import Weights
from index.errors import WenceError


class CharacterMap:
    """Reads the map as sentencepiece does."""

    def __init__(self, charsmap: bytes) -> None:
        (size,) = struct.unpack_from("<I", charsmap)
        self._units = struct.unpack_from(f"<{size // 4}I", charsmap, 4)
        self._texts = charsmap[4 + size :]

    def __getitem__(self, character: str) -> str | None:
        place = self._units[0] >> 10
        for byte in character.encode():
            place ^= byte
            unit = self._units[place]
            if unit & 0x800000FF != byte:
                return None
            place ^= unit >> 10
            if unit & 1 << 8:
                start = self._units[place] & 0x7FFFFFFF
                return self._texts[start : self._texts.index(b"\0", start)].decode()
        return None


def test_the_character_map_holds_every_character(weights: Weights) -> None:
    characters = weights.vocabulary.characters
    found = CharacterMap(encode_character_map(characters))

    assert all(found[chr(code)] == text for code, text in characters.items())
    others = [code for code in range(1, 0x3100) if code not in characters]
    assert all(found[chr(code)] is None for code in others)


def test_the_exported_tokenizer_cuts_as_ours_does(weights: Weights) -> None:
    ours = Tokenizer(weights.vocabulary)
    content = configurations(weights)["tokenizer.json"]
    exported = FastTokenizer.from_str(json.dumps(content))

    for text in (
        "区文明办牵头，深化全国文明城区创建，健全  常态长效机制。",
        "臺灣繁體字；ＡＢＣ　１２３\t①②㈱ e\u0301\r\nend",
        "👩‍👩‍👧‍👦🇨🇳😀😀 𠮷𠀀龘",
        "unknown \U000f1234\U000f1235\U000f1236 in a row",
        "",
    ):
        passage = "passage: " + text
        assert exported.encode(passage).ids == [0, *ours.encode(passage), 2]


def test_a_safetensors_file_has_its_numbers_where_it_says(tmp_path: Path) -> None:
    parts = [np.arange(6, dtype=np.float32).reshape(2, 3), np.full((1, 3), 7, np.float32)]
    file = tmp_path / "model.safetensors"
    write_safetensors(
        file,
        {"a": Tensor((2,), lambda: [np.ones(2, np.float32)]), "b": Tensor((3, 3), lambda: parts)},
    )

    data = file.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    start, end = header["b"]["data_offsets"]
    found = np.frombuffer(data[8 + length :][start:end], "<f4").reshape(header["b"]["shape"])

    assert length % 8 == 0
    assert len(data) == 8 + length + end
    assert np.array_equal(found, np.concatenate(parts))


def test_every_weight_is_exported_under_berts_name(weights: Weights) -> None:
    exported = tensors(weights)

    assert exported["embeddings.word_embeddings.weight"].shape == (250037, 384)
    assert exported["encoder.layer.11.intermediate.dense.weight"].shape == (1536, 384)
    for tensor in exported.values():
        sizes = [part.size for part in tensor.parts()]
        assert sum(sizes) == np.prod(tensor.shape)
    assert len(exported) == 5 + 12 * 16 + 2


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(WenceError, match="不是空文件夹"):
        export_folder(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cant_be_made_is_an_error_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WenceError, match="检查权限"):
        export_folder(tmp_path / "file" / "folder")
