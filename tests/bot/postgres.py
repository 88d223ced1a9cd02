"""A PostgreSQL server of one's own: a fresh cluster, reached over a socket in its folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database; needs `initdb` and `pg_ctl` of an installed PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="wence-pg-"))
    # The server refuses to run as root.
    owner = "postgres" if os.geteuid() == 0 else None
    if owner:
        shutil.chown(folder, owner)
    try:
        _run(owner, "initdb", "-A", "trust", "-U", "wence", "-D", str(folder / "data"))
        listen = f"-c listen_addresses='' -k {folder}"
        _run(owner, "pg_ctl", "-w", "-D", str(folder / "data"), "-o", listen, "start")
        try:
            yield f"postgresql://wence@/postgres?host={folder}"
        finally:
            _run(owner, "pg_ctl", "-w", "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(owner: str | None, program: str, *arguments: str) -> None:
    subprocess.run(
        [_programs() / program, *arguments],
        check=True,
        user=owner,
        stdout=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
    )


def _programs() -> Path:
    """The folder of the server's programs, which Debian keeps off the path."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    found = shutil.which("pg_ctl") or next(reversed(known), None)
    if found is None:
        pytest.fail("PostgreSQL's server is missing: apt-get install postgresql")
    return Path(found).resolve().parent
