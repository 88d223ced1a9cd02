import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from bot.settings import Settings
from tests.bot.cli.conftest import Run
from tests.bot.cli.wence import ROOT


def test_the_address_is_written_once_it_answers(plan_settings: Settings, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WENCE_DATA": str(plan_settings.data)}
    command = [sys.executable, "-m", "bot", "serve", "--port", str(free_port())]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().decode().strip()
        asked = httpx.post(f"{url}/api/ask", json={"question": "五、3"}, timeout=30)
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
    assert asked.json()["citations"][0]["clause"] == "五、3"
    assert rest == b""


def test_a_taken_port_and_no_index_say_what_to_do(
    plan_settings: Settings, tmp_path: Path, run: Run
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = run("serve", "--port", port, "--data", str(plan_settings.data))
    assert (ran.code, ran.out) == (1, "")
    assert port in ran.err
    ran = run("serve", "--port", str(free_port()), "--data", str(tmp_path / "none"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.rstrip().endswith("wence index。")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
