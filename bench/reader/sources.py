"""Where the questions come from: public reading comprehension, and official documents.

A share of each is kept out of training: cmrc2018's and cail2019_rc's paragraphs, and whole
documents of the official ones, chosen by the hash of their names.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.reader.pairs import Asked, Passage

Row = dict[str, Any]

WRITTEN = Path(__file__).parent / "written"
KEPT_OUT_OF = 5  # one document in five is kept out, one paragraph in five too


@dataclass(frozen=True, slots=True)
class Source:
    train: tuple[Passage, ...]
    kept_out: tuple[Passage, ...]


def kept_out(name: str) -> bool:
    return int(sha256(name.encode()).hexdigest(), 16) % KEPT_OUT_OF == 0


def read_public(shared: Path, name: str) -> Source:
    """Read cmrc2018, drcd (made simplified) or cail2019_rc."""
    simplified: Callable[[str], str] = _simplifier() if name == "drcd" else str
    asked: dict[str, list[Asked]] = defaultdict(list)
    for row in _lines(shared / name / "questions.jsonl"):
        if row["kind"] == "yesno":
            continue
        answer = simplified(row["answers"][0]) if row["answerable"] else None
        asked[row["asked_about"]].append(Asked(simplified(row["question"]), answer))
    passages = [
        Passage(row["id"], simplified(row["text"]), tuple(asked[row["id"]]))
        for row in _lines(shared / name / "passages.jsonl")
        if asked[row["id"]]
    ]
    return _split(passages)


def read_official(shared: Path, *, written: bool = True) -> Source:
    """Read the questions on official documents: those of the folder, and our own."""
    files = [shared / "reader" / "passages.jsonl"]
    if written:
        files += sorted(WRITTEN.glob("*.jsonl"))
    cleaned = _cleaned()
    passages = []
    for file in files:
        for row in _lines(file):
            answers = cleaned.get(row["id"])
            asked = tuple(
                Asked(each["question"], each["answer"], each["asks_for"])
                for number, each in enumerate(row["questions"])
                if answers is None or answers[number]
            )
            passages.append(Passage(row["doc"], row["text"], asked))
    return _split(passages)


def _cleaned() -> dict[str, list[bool]]:
    """Which questions a second reader labelled alike; empty where nobody has."""
    file = Path(__file__).parent / "agreed.jsonl"
    return {row["id"]: row["agreed"] for row in _lines(file)} if file.exists() else {}


def _split(passages: Iterable[Passage]) -> Source:
    parts: dict[bool, list[Passage]] = {False: [], True: []}
    for passage in passages:
        parts[kept_out(passage.group)].append(passage)
    return Source(tuple(parts[False]), tuple(parts[True]))


def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _lines(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
