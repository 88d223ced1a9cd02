"""Public sets of passages as files of a corpus, and the shares measured over them."""

import argparse
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.owners import read
from bot.assistant import Assistant
from bot.evaluation.interval import wilson
from bot.settings import Settings
from index.build import build

Row = dict[str, Any]


def options(description: str | None, name: str, **numbers: int) -> argparse.Namespace:
    """`shared`, `work` (vectors are kept there), `part`, `misses`, and more `numbers`."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    shared = Path(os.environ.get("WENCE_SHARED", "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / f"wence-{name}")
    parser.add_argument("--part", type=int, default=0, metavar="N", help="only N questions of each")
    parser.add_argument("--misses", type=int, default=10)
    for option, default in numbers.items():
        parser.add_argument(f"--{option}", type=int, default=default)
    return parser.parse_args()


def passages_of(folder: Path) -> dict[str, Row]:
    return {passage["id"]: passage for passage in read(folder / "passages.jsonl")}


def part(questions: Sequence[Row], count: int) -> Sequence[Row]:
    """So many questions, spread evenly over the file; all of them for 0."""
    step = max(len(questions) // count, 1) if count else 1
    return questions[::step][: count or None]


def indexed(passages: Iterable[Row], work: Path) -> Assistant:
    """An assistant over these passages alone, a file each, named by its id."""
    corpus = work / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for old in corpus.iterdir():
        old.unlink()
    for passage in passages:
        title = " ".join((passage["title"] or passage["id"]).split())
        name = corpus / f"{passage['id']}.txt"
        name.write_text(f"{title}\n\n{passage['text']}\n", "utf-8")
    settings = Settings(data=work / "data", corpus=corpus)
    build([corpus], settings.place, settings.embedding, lambda *_: None)
    return Assistant(settings)


def share(name: str, values: Sequence[bool]) -> None:
    """Print a share with its 95 % interval."""
    if not values:
        print(f"  {name:44}   –")
        return
    low, high = wilson(sum(values), len(values))
    counts = f"{sum(values)}/{len(values)}"
    print(f"  {name:44}{counts:>11}{sum(values) / len(values):>8.1%}  ({low:.1%}–{high:.1%})")
