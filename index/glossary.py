"""The office's everyday terms and what the documents call them: corpus/office/glossary.csv.

Its columns are 说法,原文用语. A term of the office is read as the documents' own wherever it
stands in a question outside quotation marks.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from index.corpus import OFFICE, Failure
from index.lexical import fold
from index.office import read_records
from index.quotation import outside
from index.reading.source import UnreadableFileError

GLOSSARY = "glossary.csv"
SAID, PRINTED = HEADER = ("说法", "原文用语")
TERMS = TypeAdapter(dict[str, str])


class Glossary:
    """Terms as they are said, folded, with the documents' own."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = dict(terms)
        # What is already the documents' term is matched too, so as to stay: 书店 in 实体书店.
        known = {**{fold(printed): printed for printed in terms.values()}, **self._terms}
        longest_first = sorted(known, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    @classmethod
    def load(cls, path: Path) -> "Glossary":
        return cls(TERMS.validate_json(path.read_bytes()))

    def applied(self, text: str) -> str:
        """`text` in the documents' terms; what stands in quotation marks is left as it is."""
        return outside(self._applied, text) if self._terms else text

    def _applied(self, part: str) -> str:
        pieces: list[str] = []
        end = 0
        for found in self._pattern.finditer(fold(part)):
            said = part[found.start() : found.end()]
            pieces += [part[end : found.start()], self._terms.get(found[0], said)]
            end = found.end()
        return "".join((*pieces, part[end:]))


def read_glossary(folders: Iterable[Path]) -> tuple[dict[str, str], list[Failure]]:
    """The terms of the office folders; a row that is of no use is named, the others count.

    Several terms of the documents for one that is said are taken together.
    """
    terms: dict[str, list[str]] = {}
    failures: list[Failure] = []
    for path in (folder / GLOSSARY for folder in folders):
        try:
            records = read_records(path) if path.exists() else []
        except UnreadableFileError as error:
            failures.append(Failure(f"{OFFICE}/{GLOSSARY}", f"{error}。"))
            continue
        header = [name.strip() for name in records[0]] if records else list(HEADER)
        if not set(HEADER) <= set(header):
            reason = f"第一行应是 {','.join(HEADER)}；请改正后再运行 wence index。"
            failures.append(Failure(f"{OFFICE}/{GLOSSARY}", reason))
            continue
        for number, record in enumerate(records[1:], 2):
            row = dict(zip(header, map(str.strip, record), strict=False))
            said, printed = fold(row.get(SAID, "")), row.get(PRINTED, "")
            if said and printed:
                terms.setdefault(said, []).append(printed)
            elif said or printed:
                lacking = PRINTED if said else SAID
                reason = f"第{number}行：“{lacking}”是空的；请填上。"
                failures.append(Failure(f"{OFFICE}/{GLOSSARY}", reason))
    return {said: " ".join(dict.fromkeys(each)) for said, each in terms.items()}, failures
