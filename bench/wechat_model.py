"""`/wechat` with a slow chat model: python -m bench.wechat_model [--kill] [--workers 2] …

Starts a model that takes 12 s and the server, both in processes of their own. Every question is
first asked with a model that answers at once; what it was answered then is what it must be answered
under load. With `--kill` the server is killed (SIGKILL) in the middle and started again.
Prints as bench.wechat, and how often the model was asked: once for each message that it phrases,
and once more for each that a killed process had in hand.
"""

import argparse
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.wechat import QUESTIONS, Result, Sent, figures, mixed, run, spread
from tests.bot.channels.wechat.platform import Platform, Secret

ACCOUNT = "bench"
SECRET = Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Server:
    """The server as it is deployed, on a port of its own; it can be killed and started again."""

    data: Path
    records: Path
    model: int
    workers: int
    port: int

    def start(self) -> None:
        settings = {
            "WENCE_WECHAT_TOKEN": ACCOUNT,
            "WENCE_WECHAT_APP_ID": SECRET.app_id,
            "WENCE_WECHAT_AES_KEY": SECRET.encoding_key,
            "WENCE_DATABASE_URL": f"sqlite:///{self.records}/records.sqlite",
            "WENCE_LLM_URL": f"http://127.0.0.1:{self.model}/v1",
            "WENCE_LLM_MODEL": "m",
        }
        command = [sys.executable, "-m", "bot", "serve", "--data", str(self.data)]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--workers", str(self.workers)],
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if self.process.stdout is None or not self.process.stdout.readline():
            raise SystemExit("the server does not start; is there an index?")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(data: Path, workers: int) -> Iterator[Server]:
    model = free_port()
    command = [sys.executable, "-m", "tests.bot.chat_service", str(model), "0"]
    chat = subprocess.Popen(command)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(data, Path(folder), model, workers, free_port())
        server.start()
        try:
            yield server
        finally:
            server.kill()
            chat.terminate()
            chat.wait()


def paced(server: Server, seconds: float) -> int:
    """How often the model was asked so far; from now on it takes so many seconds."""
    url = f"http://127.0.0.1:{server.model}/pace/{seconds}"
    return int(httpx.post(url, trust_env=False).text)


async def killed_between(server: Server, started: float, after: float) -> None:
    await asyncio.sleep(after)
    server.kill()
    print(f"killed after {time.perf_counter() - started:.1f} s", file=sys.stderr)
    await asyncio.to_thread(server.start)
    print(f"answers again after {time.perf_counter() - started:.1f} s", file=sys.stderr)


async def load(
    server: Server, platform: Platform, given: argparse.Namespace, sent: list[Sent]
) -> list[Result]:
    started = time.perf_counter()
    loaded = asyncio.create_task(run(platform, given.at_once, sent, tell=False))
    if given.kill:
        await killed_between(server, started, given.kill_after)
    return await loaded


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="/wechat with a slow chat model")
    parser.add_argument("--data", type=Path, default=Path("var"), help="folder with the index")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="JSONL")
    for name, usual in (("messages", 1000), ("users", 200), ("at-once", 50), ("workers", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--seconds", type=float, default=12.0, help="that the model takes")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--kill-after", type=float, default=8.0, help="seconds")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    asked = [json.loads(line)["question"] for line in given.questions.read_text().splitlines()]
    with serving(given.data, given.workers) as server:
        platform = Platform(f"http://127.0.0.1:{server.port}/wechat", ACCOUNT, SECRET)
        first = [Sent(f"o-alone-{at}", question) for at, question in enumerate(asked)]
        alone = asyncio.run(run(platform, 1, first))
        before = paced(server, given.seconds)
        sent = list(mixed(asked, given.messages, given.users, 10))
        loaded = asyncio.run(load(server, platform, given, sent))
        calls = paced(server, 0) - before
    wrong = figures(alone, loaded)
    print(f"{given.messages} messages of {given.users} users, {given.at_once} at once, one in 10")
    print(f"twice; a model that takes {given.seconds} s; {given.workers} workers", end="")
    print("; killed and started again" if given.kill else "")
    print(f"loaded: {spread([result.seconds * 1000 for result in loaded])}")
    print(f"picked up: {sum(result.picked_up for result in loaded)}; the model was asked {calls}")
    print("   ".join(f"{name} {wrong[name]}" for name in ("lost", "double", "crossed")))
    sys.exit(1 if wrong.total() else 0)


if __name__ == "__main__":
    main()
