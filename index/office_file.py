"""Writing the office's supplements: the file whole, by replacing it, whoever edits it."""

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock

from index.errors import WenceError
from index.office import header_of, read_records
from index.reading.source import UnreadableFileError


class OfficeFileError(WenceError):
    """The office's file can't be read or written; nothing was changed."""


def append_supplement(path: Path, cells: Mapping[str, str]) -> int:
    """Add a row, all others as they are, in UTF-8 for spreadsheets; the new row's number.

    Raises:
        OfficeFileError: the file is no such table, or its folder can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock")):
            records = _records(path)
            records.append([cells.get(name, "") for name in records[0]])
            _write(path, records)
            return len(records)
    except OSError as error:
        raise OfficeFileError(f"写不了 {path}（{error.strerror}）；请检查权限。") from error


def _records(path: Path) -> list[list[str]]:
    try:
        records = read_records(path) if path.exists() else []
        return [header_of(records), *records[1:]]
    except UnreadableFileError as error:
        raise OfficeFileError(f"{path}：{error}。") from error


def _write(path: Path, records: list[list[str]]) -> None:
    table = io.StringIO(newline="")
    csv.writer(table).writerows(records)
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(table.getvalue())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
