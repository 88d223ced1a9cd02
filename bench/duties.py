"""Questions for all tasks of a body or of a time.

    python -m bench.duties [--shared FOLDER] [--work FOLDER]

The gold is computed from the data's own columns and labels by plain splitting, not by the code
that is measured. *right*: the kind of answer is the one expected, and exactly the clauses meant
are cited. `today` of the machine counts where a question says 今年; the figures were taken in 2026.
"""

import argparse
import csv
import json
import os
import re
import tempfile
from calendar import monthrange
from collections import Counter
from pathlib import Path
from typing import Any

from bench.owners import expected_as_read, read
from bench.tasks import assistant_of
from bot.answer import Answer
from bot.assistant import Assistant
from bot.evaluation import normalise

Row = dict[str, Any]
_ROOT = Path(__file__).parents[1]
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")


def tasks_of(shared: Path) -> list[Row]:
    text = (shared / "data/zj_tasks/tasks.csv").read_text("utf-8").lstrip("\ufeff")
    return list(csv.DictReader(text.splitlines()))


def expected_rows(question: Row, tasks: list[Row]) -> set[str]:
    return {task["序号"] for task in tasks if _has_unit(question, task) and _is_due(question, task)}


def _has_unit(question: Row, task: Row) -> bool:
    if "units" not in question:
        return True
    named = {unit for column in question["column"].split("|") for unit in task[column].split("、")}
    return bool(named & set(question["units"]))


def _is_due(question: Row, task: Row) -> bool:
    if "until" not in question:
        return True
    month = _MONTH.search(task["完成时限"])
    if month is None:
        return False
    year, number = int(month[1]), int(month[2])
    last = f"{year}-{number:02}-{monthrange(year, number)[1]:02}"
    return bool(question["after"] <= last <= question["until"])


def expected_passages(question: Row, passages: list[Row], read_by_eye: Row) -> list[str]:
    return [
        normalise(passage["text"])
        for passage in passages
        if passage["title"] == question["corpus"]
        and question["name"] in expected_as_read(passage, read_by_eye)
    ]


def wrong(question: Row, answer: Answer, expected: set[str] | list[str] | None) -> str:
    kind = question.get("answer_kind", "list")
    if answer.kind != kind:
        return f"kind {answer.kind}"
    if expected is None:
        return ""
    cited = [citation.clause for citation in answer.citations]
    if isinstance(expected, set):
        return (
            ""
            if set(cited) == expected
            else f"more {set(cited) - expected} less {expected - set(cited)}"
        )
    quotes = [normalise(citation.quote) for citation in answer.citations]
    lost = [text for text in expected if not any(q in text or text in q for q in quotes)]
    return f"less {[each[:30] for each in lost]} of {len(expected)}" if lost else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("WENCE_SHARED", "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "wence-duties")
    options = parser.parse_args()
    folder = options.shared / "data"
    tasks = tasks_of(options.shared)
    passages = list(read(folder / "policy_owner/passages.jsonl"))
    eye = json.loads((_ROOT / "bench/owners_read.json").read_text("utf-8"))
    assistants: dict[str, Assistant] = {}
    counts: dict[str, Counter[bool]] = {}
    for question in read(_ROOT / "bench/data/duties.jsonl"):
        corpus = question["corpus"]
        if corpus not in assistants:
            known = {"tasks": folder / "zj_tasks/tasks.csv", "plan": _ROOT / "corpus"}
            source = known.get(corpus, folder / f"policy/text/{corpus}.txt")
            assistants[corpus] = assistant_of([source], options.work / str(len(assistants)))
        answer = assistants[corpus].ask(question["question"])
        expected: set[str] | list[str] | None = (
            set(question["gold"]) if "gold" in question else None
        )
        if corpus == "tasks" and "answer_kind" not in question:
            expected = expected_rows(question, tasks)
        elif "name" in question:
            expected = expected_passages(question, passages, eye)
        missed = wrong(question, answer, expected)
        counts.setdefault(question["kind"], Counter())[not missed] += 1
        if missed:
            print(f"{question['id']} {question['question']}: {missed} | {answer.answer[:70]!r}")
    for kind, count in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        print(f"{kind:24}{count[True]:>4}/{count.total()}")


if __name__ == "__main__":
    main()
