"""The server as a process of its own, over real sockets and signals."""

import logging
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.server import PathOnly, PortError, serve
from bot.settings import Settings
from index.manifest import NoIndexError
from tests.plan import ROOT

START = """
import sys
from pathlib import Path
from bot.server import serve
from bot.settings import load_settings
from index.errors import WenceError
if __name__ == "__main__":
    try:
        serve(load_settings(), "127.0.0.1", 0, int(sys.argv[1]))
    except WenceError as error:
        raise SystemExit(f"error: {error}")
"""


@contextmanager
def started(workers: int, data: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(workers)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "WENCE_DATA": str(data), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("workers", "stop"), [(1, signal.SIGTERM), (1, signal.SIGINT), (2, signal.SIGTERM)]
)
def test_says_its_address_once_it_answers_and_stops_in_peace(
    indexed: Settings, workers: int, stop: signal.Signals
) -> None:
    with started(workers, indexed.data) as process:
        assert process.stdout
        address = process.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+\n", address)
        got = httpx.get(f"{address.strip()}/readyz?question=谁负责")
        process.send_signal(stop)
        rest, log = process.communicate(timeout=30)
    assert got.status_code == 200
    assert (process.returncode, rest) == (0, "")
    assert "GET /readyz HTTP" in log
    assert "question" not in log


@pytest.mark.parametrize("workers", [1, 2])
def test_an_application_that_cannot_be_made_ends_it_with_the_cure(
    indexed: Settings, tmp_path: Path, workers: int
) -> None:
    with started(workers, indexed.data, WENCE_PROMPTS=str(tmp_path / "none")) as process:
        rest, log = process.communicate(timeout=60)
    assert (process.returncode, rest) == (1, "")
    assert "请检查 WENCE_PROMPTS" in log
    assert "Traceback" not in log


def test_several_workers_are_not_started_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="wence index"):
        serve(Settings(data=tmp_path), "127.0.0.1", 0, workers=2)


def test_the_port_is_taken_before_an_index_is_loaded() -> None:
    """Whoever calls after a kill is not refused for longer than need be."""
    loaded = "import bot.cli.serve, bot.server, sys; print('index.generation' in sys.modules)"
    command = [sys.executable, "-c", loaded]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "False"


def test_a_taken_port_is_told_with_another(indexed: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"端口 {port} 已被占用.*--port {port + 1}"):
            serve(indexed, "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "cure"),
    [("192.0.2.1", 8000, "--host 127.0.0.1"), ("127.0.0.1", 99_999, "--port 8000")],
)
def test_an_address_that_cannot_be_had_is_told(
    indexed: Settings, host: str, port: int, cure: str
) -> None:
    with pytest.raises(PortError, match=cure):
        serve(indexed, host, port)


def test_the_access_log_leaves_the_query_out() -> None:
    args = ("127.0.0.1:9", "GET", "/wechat?signature=abc", "1.1", 200)
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, "%s %s %s %s %s", args, None)
    assert PathOnly().filter(record)
    assert record.getMessage() == "127.0.0.1:9 GET /wechat 1.1 200"
