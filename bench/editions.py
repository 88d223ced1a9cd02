"""What documents say of themselves, as a table to read by eye.

    python -m bench.editions [FOLDER]

FOLDER is by default data/policy/text below `WENCE_SHARED`.
"""

import os
import sys
from collections import Counter
from pathlib import Path

from index.clause import Day, Document, Edition, Stated
from index.corpus import find_files, read_document


def main() -> None:
    shared = Path(os.environ.get("WENCE_SHARED", "../shared"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "data/policy/text"
    counts: Counter[str] = Counter()
    files, _ = find_files([folder])
    for file in files:
        document = read_document(file, file.path)
        if not isinstance(document, Document):
            print(f"{file.source}: {document.reason}")
            continue
        counts["documents"] += 1
        print(f"{file.source}\n  title      {document.title}")
        for name, value in rows(document.edition):
            counts[name] += 1
            print(f"  {name:<10} {value}")
    print(dict(counts))


def rows(edition: Edition) -> list[tuple[str, str]]:
    """What is stated, a line a field; `-` where no span of the text states it."""
    values = [
        ("number", _stated(edition.number)),
        ("issuer", _stated(edition.issuer)),
        ("date", _day(edition.date)),
        ("year", f"{edition.year}–{edition.last_year}" if edition.year else ""),
        ("effective", _day(edition.effective)),
        ("expires", _day(edition.expires)),
        ("ended", _stated(edition.ended)),
    ]
    values += [("repeals", f"{each.title} {each.number}") for each in edition.repeals]
    return [(name, value) for name, value in values if value]


def _stated(stated: Stated | None) -> str:
    return f"{stated.text}{'' if stated.start is not None else ' -'}" if stated else ""


def _day(day: Day | None) -> str:
    return f"{day.iso}  “{_stated(day.stated)}”" if day else ""


if __name__ == "__main__":
    main()
