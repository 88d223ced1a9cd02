"""How long the reader takes for a clause, beside the bundled encoder: python -m bench.reader.speed.

Both run in turn over texts of the same number of tokens, one thread each; then a question over the
indexed corpus from end to end, with the reader and without it, and the memory that it adds.
"""

import os
import statistics
import time
from collections.abc import Callable
from functools import partial

import psutil

from bot.assistant import Assistant
from bot.settings import load_settings
from index.embedding import EmbeddingOptions
from index.embedding.bundled import BundledEncoder
from index.reader import Reader

QUESTION = "基层干部培训班一共办几期"
SENTENCE = "举办基层干部培训班,邀请专家学者授课,全年不少于两期,每期五十人,由区委办公室牵头落实。"
CLAUSE = (SENTENCE * 6)[:200]
ROUNDS = 60
QUESTIONS = (
    "怎么让年轻干部得到锻炼",
    "文明城区创建有什么要求",
    "今年网络安全方面做什么",
    "群众身边的文化活动怎么办",
    "新闻发布有哪些要求",
)


def main() -> None:
    process = psutil.Process(os.getpid())
    encoder = BundledEncoder(EmbeddingOptions(threads=1))
    before = process.memory_info().rss
    reader = Reader.load(threads=1)
    reader.read(QUESTION, [CLAUSE])
    print(f"reader: {(process.memory_info().rss - before) / 1e6:.0f} MB more")
    tokens = reader.token_count(QUESTION, CLAUSE)
    alike = CLAUSE + SENTENCE * 3
    while encoder.token_count(alike, is_query=False) > tokens:
        alike = alike[:-1]
    times: dict[str, list[float]] = {"encoder": [], "reader": []}
    for _ in range(ROUNDS):
        times["encoder"].append(timed(lambda: encoder.passages([alike])))
        times["reader"].append(timed(lambda: reader.read(QUESTION, [CLAUSE])))
    own, read = (statistics.median(times[one]) for one in ("encoder", "reader"))
    print(f"{tokens} tokens: encoder {own:.1f} ms, reader {read:.1f} ms, {read / own:.2f} times")
    assistant = Assistant(load_settings())
    assistant.warm_up()
    asked = [timed(partial(assistant.ask, each)) for each in QUESTIONS * 10]
    print(f"a free question: p50 {statistics.median(asked):.1f} ms, most {max(asked):.1f} ms")


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
