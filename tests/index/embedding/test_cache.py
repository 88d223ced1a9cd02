import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding.cache import VectorCache
from index.errors import WenceError


def vector(seed: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.random.default_rng(seed).standard_normal(384).astype(np.float32)


def test_returns_what_was_put_to_the_bit(tmp_path: Path) -> None:
    put = {f"第{n}条": vector(n) for n in range(1200)}
    VectorCache(tmp_path / "deep" / "vectors.sqlite").put("one", put)

    got = VectorCache(tmp_path / "deep" / "vectors.sqlite").get("one", [*put, "never put"])

    assert got.keys() == put.keys()
    assert all(np.array_equal(got[text], put[text]) for text in put)


def test_keeps_engines_apart(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    cache.put("one", {"文明办": vector(1)})
    cache.put("two", {"文明办": vector(2)})

    assert np.array_equal(cache.get("one", ["文明办"])["文明办"], vector(1))
    assert np.array_equal(cache.get("two", ["文明办"])["文明办"], vector(2))
    assert cache.get("three", ["文明办"]) == {}


WRITER = """
import sys
from pathlib import Path
import numpy as np
from index.embedding.cache import VectorCache
cache = VectorCache(Path(sys.argv[1]))
for n in range(40):
    cache.put("one", {f"{sys.argv[2]} {n}": np.full(384, n, np.float32)})
    cache.put("one", {f"both {n}": np.full(384, n, np.float32)})
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), name])
        for name in ("first", "second", "third")
    ]

    assert [writer.wait() for writer in writers] == [0, 0, 0]
    texts = [f"{name} {n}" for name in ("first", "second", "third", "both") for n in range(40)]
    assert len(VectorCache(file).get("one", texts)) == 160


def test_a_broken_file_is_named_with_its_cure(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    file.write_bytes(b"no database at all, but long enough to be looked at" * 100)

    with pytest.raises(WenceError, match=r"vectors\.sqlite.*删除它即可"):
        VectorCache(file).get("one", ["文明办"])


def test_closed_it_opens_again(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    cache.put("one", {"文明办": vector(1)})
    cache.close()
    cache.close()

    assert len(cache.get("one", ["文明办"])) == 1
    assert sqlite3.connect(tmp_path / "vectors.sqlite").execute(
        "PRAGMA journal_mode"
    ).fetchone() == ("wal",)
