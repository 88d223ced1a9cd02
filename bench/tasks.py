"""Owner questions end to end: a table of tasks, and tasks out of official documents.

    python -m bench.tasks [--shared FOLDER] [--work FOLDER] [--misses N] [--only table|documents]

Builds an index of each data set below `--work` (kept: another run uses it) and asks every question
through the assistant. *right*: the first clause cited is the one meant, and what the answer says
of it (lead, supporting bodies, deadline; the bodies, or that none is stated) is what the data say.
`documents` asks twice: as the question stands, and with the document's title before it; a headline
that several documents have leads to one of them in the first run, which counts as wrong there.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.owners import expected_as_read, expected_of_task, read
from bot.answer import Answer
from bot.assistant import Assistant
from bot.evaluation import normalise
from bot.settings import Settings
from index.build import build

Row = dict[str, Any]
Right = Callable[[Row, Row, Answer], str]  # question, passage, answer → what is wrong, "" for right


def assistant_of(sources: list[Path], data: Path) -> Assistant:
    settings = Settings(data=data)
    build(sources, settings.place, settings.embedding, lambda *_: None)
    return Assistant(settings)


def found(passage: Row, answer: Answer, text: str) -> bool:
    if not answer.citations:
        return False
    quote = normalise(answer.citations[0].quote)
    return normalise(text) in quote or quote in normalise(passage["text"])


def wrong_task(question: Row, passage: Row, answer: Answer) -> str:
    if not found(passage, answer, passage["bare_task"]):
        return "clause"
    owner = answer.owner
    if owner is None or not answer.answered:
        return f"kind {answer.kind}"
    units = {unit.name: str(unit.role) for unit in owner.units}
    if "deadline" in question["kind"]:
        stated = owner.deadline == passage["time"] and passage["time"] in answer.answer
        return "" if stated else f"deadline {owner.deadline}"
    return "" if units == expected_of_task(passage) else f"units {units}"


def wrong_owner(read_by_eye: Row) -> Right:
    def wrong(question: Row, passage: Row, answer: Answer) -> str:
        del question
        if not found(passage, answer, passage["headline"]):
            return "clause"
        if answer.kind != "owner" or answer.owner is None:
            return f"kind {answer.kind}"
        expected = expected_as_read(passage, read_by_eye)
        units = {unit.name: str(unit.role) for unit in answer.owner.units}
        return "" if units == expected else f"units {units}, expected {expected}"

    return wrong


def show(
    title: str, asked: Iterator[tuple[Row, Row, str]], ask: Assistant, wrong: Right
) -> list[str]:
    """Print the shares by kind; what went wrong, a line each."""
    counts: dict[str, list[int]] = {}
    misses: list[str] = []
    for question, passage, text in asked:
        answer = ask.ask(text)
        missed = wrong(question, passage, answer)
        for kind in (question["kind"], "all"):
            right, total = counts.setdefault(kind, [0, 0])
            counts[kind] = [right + (not missed), total + 1]
        if missed:
            cited = [citation.clause for citation in answer.citations[:3]]
            misses.append(f"  {question['id']} {missed} {cited} {text[:60]}")
    print(f"\n{title}")
    for kind, (right, total) in sorted(counts.items(), key=lambda each: each[0] == "all"):
        print(f"  {kind:50}{right:>5}/{total}{right / total:>8.1%}")
    return misses


def questions(folder: Path, titled: bool) -> Iterator[tuple[Row, Row, str]]:
    passages = {passage["id"]: passage for passage in read(folder / "passages.jsonl")}
    for question in read(folder / "questions.jsonl"):
        passage = passages[question["gold_passage_ids"][0]]
        title = f"《{passage['title']}》里" if titled else ""
        yield question, passage, title + question["question"]


def measure_table(shared: Path, work: Path) -> Iterator[list[str]]:
    folder = shared / "zj_tasks"
    assistant = assistant_of([folder / "tasks.csv"], work / "tasks")
    yield show("tasks.csv", questions(folder, titled=False), assistant, wrong_task)


def measure_documents(shared: Path, work: Path) -> Iterator[list[str]]:
    folder = shared / "policy_owner"
    titles = {passage["title"] for passage in read(folder / "passages.jsonl")}
    texts = [path for path in sorted((shared / "policy/text").iterdir()) if path.stem in titles]
    print(f"\n{len(texts)} documents of {len(titles)} titles")
    assistant = assistant_of(texts, work / "documents")
    wrong = wrong_owner(json.loads(Path(__file__).with_name("owners_read.json").read_text("utf-8")))
    for titled in (False, True):
        name = "policy_owner" + (", the document named" if titled else "")
        yield show(name, questions(folder, titled), assistant, wrong)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(os.environ.get("WENCE_SHARED", "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "wence-tasks")
    parser.add_argument("--misses", type=int, default=20)
    parser.add_argument("--only", choices=("table", "documents"))
    options = parser.parse_args()
    measures = {"table": measure_table, "documents": measure_documents}
    for name, measure in measures.items():
        if options.only in (None, name):
            for misses in measure(options.shared / "data", options.work):
                print(*misses[: options.misses], sep="\n")


if __name__ == "__main__":
    main()
