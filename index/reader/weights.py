"""The reader's file: the encoder's layers after training, in eight bits, and the two heads.

`reader.npz` (numpy, nothing pickled) and, beside it, its card `reader.json`.

==================  =================  ======================================================
name                shape              what
==================  =================  ======================================================
l*.{q,k,v,ao,…}.w   int8 (out, in)     matrices as the bundled encoder names them, rounded
l*.{…}.scales       float32 (out,)     what a rounded row is multiplied by
l*.{…}.b, *.{w,b}   float32            biases and layer norms
passage             float32 (hidden,)  added to every token of the clause
span.{w,b}          float32 (2, …)     a token's score as the first and as the last that answers
mix.{w,b}           float16 (…)        first state, question, words that answer → hidden
verdict.{w,b}       float32 (2, …)     hidden → logits: answered, subject
==================  =================  ======================================================

Matrices are multiplied by the bundled encoder's smoothing before they are rounded.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.engine import Vector
from index.embedding.layers import round_columns
from index.embedding.weights import Shape
from index.errors import WenceError

FILE = Path(__file__).with_name("reader.npz")

Matrix = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]


class NoReaderError(WenceError):
    """The reader's file is missing or isn't the one that its card describes."""


@dataclass(frozen=True, slots=True)
class Line:
    """slope · logit + offset, whose logistic is a probability (Platt)."""

    slope: float = 1.0
    offset: float = 0.0

    def applied(self, logit: float) -> float:
        return self.slope * logit + self.offset


@dataclass(frozen=True, slots=True)
class Calibration:
    """The lines for both logits, fitted on documents that were kept out of training."""

    answered: Line = Line()
    subject: Line = Line()


@dataclass(frozen=True)
class ReaderWeights:
    """The opened file; a matrix is unpacked to float32 when it is asked for."""

    arrays: Arrays
    smoothing: Mapping[str, Vector]
    calibration: Calibration

    def __getitem__(self, name: str) -> Matrix:
        """Return a tensor as float32; a matrix is (outputs, inputs)."""
        array = self.arrays[name]
        if array.dtype != np.int8:
            return array.astype(np.float32)
        unpacked: Matrix = array * self.arrays[name.removesuffix("w") + "scales"][:, None]
        smooth = self.smoothing.get(smoothed(name))
        return unpacked if smooth is None else unpacked / smooth

    @cached_property
    def layers(self) -> int:
        return sum(name.endswith(".fo.w") for name in self.arrays)

    def shape(self, encoder: Shape) -> Shape:
        """The encoder's shape, with as many layers as there are here."""
        return replace(encoder, layers=self.layers)


def smoothed(name: str) -> str:
    """The name under which a matrix's smoothing is kept: l0.q.w, l0.k.w and l0.v.w share one."""
    layer, part, _ = name.split(".")
    return f"{layer}.qkv" if part in {"q", "k", "v"} else f"{layer}.{part}"


def rounded(matrix: Matrix, smooth: Vector | None) -> tuple[NDArray[np.int8], Vector]:
    """Return a matrix (outputs, inputs) as it is kept, and its rows' scales."""
    columns, scales = round_columns((matrix if smooth is None else matrix * smooth).T)
    return np.ascontiguousarray(columns.T), scales


def open_reader(smoothing: Mapping[str, Vector], file: Path = FILE) -> ReaderWeights:
    """Read the file and compare it with its card.

    Raises:
        NoReaderError: it is missing, damaged, or another one.
    """
    cure = "请重新安装 wence。"
    try:
        card = json.loads(file.with_suffix(".json").read_text("utf-8"))
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != card["sha256"]:
            raise NoReaderError(f"阅读模型 {file} 与其说明不符（sha256 不同）。{cure}")
        with np.load(BytesIO(data), allow_pickle=False) as opened:
            arrays = {name: opened[name] for name in opened.files}
        lines = card["calibration"]
        calibration = Calibration(Line(*lines["answered"]), Line(*lines["subject"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoReaderError(f"读不到阅读模型 {file}（{error}）。{cure}") from error
    return ReaderWeights(arrays, smoothing, calibration)
