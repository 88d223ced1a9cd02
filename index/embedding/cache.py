"""Vectors that were computed before, on disk, by engine and content.

One SQLite file in WAL mode: any number of processes may read and write it at once, and a process
that dies loses at most what it had not yet written.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import numpy as np

from index.embedding.engine import Vector
from index.errors import WenceError

SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    engine TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (engine, text)
)
"""
SELECT = """
SELECT text, vector FROM vectors
WHERE engine = ? AND text IN (SELECT value FROM json_each(?))
"""
PATIENCE = 60.0  # seconds to wait for another process that writes


class VectorCache:
    """float32 vectors by engine key and the sha256 of the text; opened on first use."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, engine: str, texts: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of those texts that have one."""
        by_digest = {digest(text): text for text in texts}
        with self._transaction() as connection:
            rows = connection.execute(SELECT, (engine, json.dumps(list(by_digest)))).fetchall()
        return {by_digest[key]: np.frombuffer(blob, dtype="<f4") for key, blob in rows}

    def put(self, engine: str, vectors: Mapping[str, Vector]) -> None:
        """Keep them, in one transaction; what another process has put meanwhile stays."""
        rows = [(engine, digest(t), v.astype("<f4").tobytes()) for t, v in vectors.items()]
        with self._transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = _open(self._file)
                with self._connection as connection:
                    yield connection
        except (sqlite3.Error, OSError) as error:
            raise WenceError(
                f"向量缓存 {self._file} 不能读写（{error}）。"
                "请检查该目录的权限和剩余空间；文件若已损坏，删除它即可，向量会重新计算。"
            ) from error


def digest(text: str) -> str:
    """The sha256 of the text's UTF-8 in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=PATIENCE, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    # A lost last transaction costs a recomputation; a sync for each would cost more.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(SCHEMA)
    return connection
