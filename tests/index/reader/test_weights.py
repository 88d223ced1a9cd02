import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index.embedding.smoothing import read_smoothing
from index.embedding.weights import find_weights, open_weights
from index.reader import NoReaderError, Reader
from index.reader.weights import FILE, Line, open_reader, rounded, smoothed

ENCODER = open_weights(find_weights())
SMOOTHING = read_smoothing(ENCODER.shape)


def test_the_file_is_the_one_of_its_card_and_small() -> None:
    card = json.loads(FILE.with_suffix(".json").read_text("utf-8"))
    data = FILE.read_bytes()
    assert card["sha256"] == sha256(data).hexdigest()
    assert card["bytes"] == len(data) <= 24_000_000
    assert card["licence"]
    assert set(card["data"]) >= {"cmrc2018", "drcd", "cail2019_rc"}


def test_matrices_come_back_as_they_were_but_for_rounding() -> None:
    weights = open_reader(SMOOTHING)
    assert weights.shape(ENCODER.shape).layers == 12
    for name in ("l0.q.w", "l11.fo.w", "l5.ao.w"):
        matrix = weights[name]
        again, scales = rounded(matrix, SMOOTHING.get(smoothed(name)))
        assert np.array_equal(again, weights.arrays[name])
        assert np.allclose(scales, weights.arrays[name.removesuffix("w") + "scales"])


def test_a_line_turns_a_logit() -> None:
    assert Line().applied(3) == 3
    assert Line(2, -1).applied(3) == 5


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _no_numbers(file: Path) -> None:
    file.write_bytes(b"PK")
    card = {"sha256": sha256(b"PK").hexdigest()}
    file.with_suffix(".json").write_text(json.dumps(card), "utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        _cut,
        _no_numbers,
        Path.unlink,
        lambda file: file.with_suffix(".json").unlink(),
        lambda file: file.with_suffix(".json").write_text("{}", "utf-8"),
        lambda file: file.with_suffix(".json").write_text("not json", "utf-8"),
    ],
)
def test_another_file_is_refused_with_the_cure(
    spoil: Callable[[Path], object], tmp_path: Path
) -> None:
    for each in (FILE, FILE.with_suffix(".json")):
        shutil.copy(each, tmp_path)
    spoil(tmp_path / FILE.name)
    with pytest.raises(NoReaderError, match=r"请重新安装 wence。$"):
        Reader.load(file=tmp_path / FILE.name)
