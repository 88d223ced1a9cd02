"""Texts and questions out of the shared data, always the same ones."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETS = ("plan", "cmrc2018", "drcd", "rgb")


@dataclass(frozen=True)
class Retrieval:
    """Questions over passages; `right[n]` are the passages that answer question n."""

    passages: list[str]
    questions: list[str]
    right: list[set[int]]


def shared() -> Path:
    return Path(os.environ.get("WENCE_SHARED", "../shared"))


def sample(count: int) -> tuple[list[str], list[str]]:
    """Return (queries, passages), `count` in all: the plan whole, the other sets in equal steps."""
    queries, passages = _of("plan")
    rest = [_of(name) for name in SETS[1:]]
    share = (count - len(queries) - len(passages)) / sum(len(q) + len(p) for q, p in rest)
    for more_queries, more_passages in rest:
        queries += _evenly(more_queries, share)
        passages += _evenly(more_passages, share)
    return queries, passages


def cmrc(count: int) -> Retrieval:
    """Return the first `count` questions, each with one right passage."""
    passages = list(_rows("cmrc2018/passages"))
    questions = list(_rows("cmrc2018/questions"))[:count]
    return _retrieval(passages, questions, "gold_passage_ids", "gold_passage_ids")


def plan() -> Retrieval:
    """Return the plan's questions that have a clause of their own."""
    questions = [row for row in _rows("plan/questions") if row["gold"]]
    return _retrieval(list(_rows("plan/clauses")), questions, "gold", "also")


def _retrieval(
    passages: list[dict[str, Any]], questions: list[dict[str, Any]], *keys: str
) -> Retrieval:
    places = {row["id"]: place for place, row in enumerate(passages)}
    right = [
        {places[one] for key in keys for one in row[key] if one in places} for row in questions
    ]
    texts = [row["text"] for row in passages]
    return Retrieval(texts, [row["question"] for row in questions], right)


def _of(name: str) -> tuple[list[str], list[str]]:
    passages = "clauses" if name == "plan" else "passages"
    questions = [row["question"] for row in _rows(f"{name}/questions")]
    return questions, [row["text"] for row in _rows(f"{name}/{passages}")]


def _evenly(texts: list[str], share: float) -> list[str]:
    count = round(len(texts) * share)
    return [texts[place * len(texts) // count] for place in range(count)]


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (shared() / "data" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
