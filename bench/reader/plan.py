"""The reader in its place, over the plan: python -m bench.reader.plan [--misses] [--work FOLDER].

Of bench/reader/plan.jsonl (written before any tuning, by two hands): paraphrases that share no
pair of characters with their clause, riddles among them in slang as well, near-misses, and
look-alikes that are answered; with and without the reader, with and without the wordings that come
with the corpus.
"""

import argparse
import json
import shutil
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from bot.answer import Answer
from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from index.reader import Reader

QUESTIONS = Path(__file__).with_name("plan.jsonl")
Ask = Callable[[str], Answer]
Row = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--work", type=Path, default=Path("var/bench/reader"))
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    for wordings in (True, False):
        settings = index(arguments.corpus, arguments.work, wordings=wordings)
        for assistant in (Assistant(settings), WithoutReader(settings)):
            using = not isinstance(assistant, WithoutReader)
            name = f"{'with' if using else 'no'} reader, {'with' if wordings else 'no'} wordings"
            told(name, rows, assistant.ask, misses=arguments.misses and using and not wordings)


class WithoutReader(Assistant):
    """The assistant as it answers where the reader's file is missing."""

    def reader(self) -> Reader | None:
        return None


def index(corpus: Path, work: Path, *, wordings: bool) -> Settings:
    """Index the corpus, or the documents alone without what the office adds."""
    folder = work / ("with" if wordings else "without")
    shutil.rmtree(folder / "corpus", ignore_errors=True)
    ignore = None if wordings else shutil.ignore_patterns("office")
    shutil.copytree(corpus, folder / "corpus", ignore=ignore)
    settings = Settings(data=folder / "data", corpus=folder / "corpus")
    build([settings.corpus], settings.place, settings.embedding, lambda *_: None)
    return settings


def told(name: str, rows: Sequence[Row], ask: Ask, *, misses: bool) -> None:
    print(name)
    for kind, group in groupby(sorted(rows, key=lambda row: row["set"]), lambda row: row["set"]):
        outcomes = [(row, ask(row["question"])) for row in group]
        first = [cited(answer) == row["clause"] for row, answer in outcomes]
        refused = [not answer.answered for _, answer in outcomes]
        marked = [
            row["answer"] in said(answer) or said(answer) in row["answer"]
            for row, answer in outcomes
            if answer.answered and cited(answer) == row["clause"] and row["answer"]
        ]
        print(f"  {kind:12} first {share(first)}, refused {share(refused)}, marked {share(marked)}")
        for (row, answer), right, no in zip(outcomes, first, refused, strict=True):
            if misses and not (no if kind == "near_miss" else right and not no):
                clause = cited(answer)
                print(f"    {row['question']} → {answer.kind} {clause}, meant {row['clause']}")


def cited(answer: Answer) -> str:
    return answer.citations[0].clause if answer.citations else ""


def said(answer: Answer) -> str:
    """The marked words of the first citation."""
    citation = answer.citations[0]
    text = citation.quote
    return "".join(text[a - citation.start : b - citation.start] for a, b in citation.marked)


def share(values: list[bool]) -> str:
    return f"{sum(values) / len(values):.3f} of {len(values)}" if values else "none"


if __name__ == "__main__":
    main()
