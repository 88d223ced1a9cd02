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

from bot.server import PathOnly, PortError, run, serve
from bot.settings import Settings
from index.generation import NoIndexError
from tests.bot.channels.web.plan import ROOT, make_app

START = """
import sys
from bot.server import run
from index.errors import WenceError
from tests.bot.channels.web import plan
if __name__ == "__main__":
    try:
        run(getattr(plan, sys.argv[1]), "127.0.0.1", 0, int(sys.argv[2]))
    except WenceError as error:
        raise SystemExit(f"error: {error}")
"""


@contextmanager
def started(factory: str, workers: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", START, factory, str(workers)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_says_its_address_once_it_answers_and_stops_in_peace(
    workers: int, stop: signal.Signals
) -> None:
    with started("make_app", workers) as process:
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
def test_an_application_that_cannot_be_made_ends_it_with_the_cure(workers: int) -> None:
    with started("make_nothing", workers) as process:
        rest, log = process.communicate(timeout=60)
    assert (process.returncode, rest) == (1, "")
    assert "还没有索引；请先运行：wence index。" in log
    assert "Traceback" not in log


def test_several_workers_are_not_started_without_an_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="wence index"):
        serve(Settings(data=tmp_path), "127.0.0.1", 0, workers=2)


def test_a_taken_port_is_told_with_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"端口 {port} 已被占用.*--port {port + 1}"):
            run(make_app, "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "cure"),
    [("192.0.2.1", 8000, "--host 127.0.0.1"), ("127.0.0.1", 99_999, "--port 8000")],
)
def test_an_address_that_cannot_be_had_is_told(host: str, port: int, cure: str) -> None:
    with pytest.raises(PortError, match=cure):
        run(make_app, host, port)


def test_the_access_log_leaves_the_query_out() -> None:
    args = ("127.0.0.1:9", "GET", "/wechat?signature=abc", "1.1", 200)
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, "%s %s %s %s %s", args, None)
    assert PathOnly().filter(record)
    assert record.getMessage() == "127.0.0.1:9 GET /wechat 1.1 200"
