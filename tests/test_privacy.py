"""What an installation leaves behind, and whom it calls: nothing but its data folder, nobody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plan import FIRST, ROOT, write_corpus

# Every connection and name look-up of the process is written down, and refused.
WATCHED = """
import runpy, sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        sys.stderr.write(f"CALLED {event} {arguments}\\n")
        raise ConnectionRefusedError
sys.addaudithook(watch)
sys.argv[0] = "wence"
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""


def wence(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        cwd=folder,
        env={
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "corpus")
    return tmp_path


def test_indexing_and_asking_call_nobody_and_leave_nothing_at_home(folder: Path) -> None:
    indexed = wence(folder, "index")
    asked = wence(folder, "ask", "--json", "怎样培训宣传干部")
    assert (indexed.returncode, asked.returncode) == (0, 0)
    assert json.loads(asked.stdout)["citations"][0]["quote"] == FIRST
    assert "CALLED" not in indexed.stderr + asked.stderr
    assert list((folder / "home").rglob("*")) == []
    assert {path.name for path in folder.iterdir()} == {"corpus", "home", "var"}
