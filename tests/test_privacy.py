"""What an installation leaves behind, and whom it calls: nothing but its data folder, nobody."""

import json
import socket
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


def wence(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
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
            **environment,
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


@pytest.mark.parametrize("name", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING"])
def test_a_stray_variable_sends_no_question_anywhere(folder: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        endpoint = f"http://127.0.0.1:{listening.getsockname()[1]}"
        tracing = {name: "true", "LANGSMITH_ENDPOINT": endpoint, "LANGSMITH_API_KEY": "key"}
        assert wence(folder, "index").returncode == 0
        asked = wence(folder, "ask", "--json", "怎样培训宣传干部", **tracing)
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert json.loads(asked.stdout)["answered"]
    assert "CALLED" not in asked.stderr


def test_a_stray_variable_of_old_stops_no_question(folder: Path) -> None:
    assert wence(folder, "index").returncode == 0
    asked = wence(folder, "ask", "--json", "怎样培训宣传干部", LANGCHAIN_HANDLER="langchain")
    assert json.loads(asked.stdout)["answered"], asked.stderr
