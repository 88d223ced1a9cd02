"""Start, latency over HTTP and memory of the server: python -m bench.serving FILE… [--data DIR].

FILEs are question files (JSONL). Questions that need no vector are told apart by their kind.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import psutil

from bot.answer import Answer
from bot.question import understand
from bot.settings import load_settings
from index.generation import Generation

ROUNDS = 3
PORT = 8321


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    questions = [
        json.loads(line)["question"] for path in paths for line in path.read_text().splitlines()
    ]
    for run in range(3):
        began = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(PORT)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            address = (server.stdout.readline() if server.stdout else "").strip()
            print(f"start {run + 1}: answering after {time.perf_counter() - began:.2f} s")
            if run == 2:
                measure(address, questions, server.pid)
        finally:
            server.terminate()
            server.wait()


def measure(address: str, questions: Sequence[str], pid: int) -> None:
    speller = Generation.open(load_settings().place).speller
    addressed: list[float] = []
    searched: list[float] = []
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        for _ in range(ROUNDS):
            for question in questions:
                began = time.perf_counter()
                response = client.post("/api/ask", json={"question": question})
                took = (time.perf_counter() - began) * 1000
                kind = Answer.model_validate_json(response.content).kind
                query = understand(question, speller).query
                plain = kind in {"clause", "section", "list", "help"} and (
                    query.reference or query.heading or query.mention
                )
                (addressed if plain else searched).append(took)
    _show("number, section, mention", addressed)
    _show("free text", searched)
    _show("all", addressed + searched)
    process = psutil.Process(pid)
    memory = sum(each.memory_info().rss for each in (process, *process.children(recursive=True)))
    print(f"resident memory {memory / 2**20:.0f} MiB")


def _show(name: str, times: Sequence[float]) -> None:
    cuts = statistics.quantiles(times, n=20)
    print(f"{name:26} n={len(times):4} p50 {cuts[9]:6.1f} ms  p95 {cuts[18]:6.1f} ms")


if __name__ == "__main__":
    main()
