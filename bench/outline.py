"""How well documents are outlined: `python -m bench.outline [SHARED]`.

SHARED is the folder of the data (default: WENCE_SHARED, else ../shared). Times are CPU seconds of
this process. The labelled boundaries were set by reading the documents.
"""

import csv
import gzip
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.accounting import restored, strays
from index.clause import Document
from index.outline import outline
from index.reading.source import Line, Source
from index.reading.text import read_text

_BOUNDARIES = Path(__file__).parent / "outline" / "boundaries.tsv"
_KINDS = {
    "一、": "chinese",
    "（一）": "chinese_bracketed",
    "1.": "arabic",
    "（1）": "arabic_bracketed",
    "①": "circled",
    "第X条": "article",
    "第X章": "chapter",
}


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("WENCE_SHARED", "../shared"))
    plan(shared / "data" / "plan")
    documents = dict(read_policy(shared / "data" / "policy" / "text"))
    accounting(shared / "data" / "policy" / "text", documents)
    counts(shared / "data" / "policy" / "manifest.csv", documents)
    boundaries(documents)
    laws(shared / "data" / "laws" / "clauses.jsonl.gz")


def plan(folder: Path) -> None:
    document = outline(read_text(folder / "plan.txt"), "plan.txt", "plan")
    lines = (folder / "clauses.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [(gold["id"], gold["text"], gold["line"]) for gold in map(json.loads, lines)]
    found = [(c.label, with_cuts(document, c.start, c.end), c.line) for c in document.clauses]
    right = sum(1 for pair in zip(expected, found, strict=False) if pair[0] == pair[1])
    print(f"plan: {right} of {len(expected)} clauses exact, {len(found)} found")
    print(f"plan: title {document.title!r}, {len(document.removed)} cuts")


def with_cuts(document: Document, start: int, end: int) -> str:
    """A stretch as the file has it, with what was cut out of it."""
    pieces: list[str] = []
    for cut in document.removed:
        if start < cut.at < end:
            pieces += [document.text[start : cut.at], cut.text]
            start = cut.at
    return "".join([*pieces, document.text[start:end]])


def read_policy(folder: Path) -> Iterator[tuple[str, Document]]:
    for path in sorted(folder.iterdir()):
        yield path.name, outline(read_text(path), path.name, path.name)


def accounting(folder: Path, documents: dict[str, Document]) -> None:
    lost = stray = 0
    cut: Counter[str] = Counter()
    for name, document in documents.items():
        source = read_text(folder / name)
        whole = "".join("".join(line.text for line in source.lines).split())
        lost += restored(document) != whole
        stray += len(strays(document))
        for each in document.removed:
            cut[each.reason] += len("".join(each.text.split()))
    clauses = sum(len(document.clauses) for document in documents.values())
    print(f"documents: {len(documents)} read, 0 crashes, {clauses} clauses")
    print(f"documents: {lost} with a character lost, {stray} stretches in no clause or in two")
    print("characters cut: " + ", ".join(f"{reason} {n}" for reason, n in cut.most_common()))


def counts(manifest: Path, documents: dict[str, Document]) -> None:
    """Items found beside the lines that look like items, as the manifest counts them."""
    looked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    with manifest.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            of = items(documents[Path(row["file"]).name])
            for printed, number in re.findall(r"(\S+?)×(\d+)", row["numbering"]):
                if printed in _KINDS:
                    looked[printed] += int(number)
                    found[printed] += of[_KINDS[printed]]
    pairs = ", ".join(f"{printed} {found[printed]}/{looked[printed]}" for printed in _KINDS)
    print(f"items found / lines that look like one: {pairs}")


def items(document: Document) -> Counter[str]:
    kinds = Counter(section.marks[-1].kind for section in document.sections if section.marks)
    for clause in document.clauses:
        above = document.sections[clause.section] if clause.section is not None else None
        if above is None or above.marks != clause.marks:
            kinds[clause.marks[-1].kind] += 1
    return Counter(kinds)


def boundaries(documents: dict[str, Document]) -> None:
    expected: dict[str, set[tuple[int, str]]] = defaultdict(set)
    with _BOUNDARIES.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            expected[row["source"]].add((int(row["line"]), row["label"]))
    total = wrong = missed = mislabelled = 0
    for name, gold in expected.items():
        lines = {line for line, _ in gold}
        clauses = documents[name].clauses
        found = {(c.line, c.label) for c in clauses if min(lines) <= c.line <= max(lines)}
        at = {line for line, _ in found}
        total += len(gold)
        wrong += len(at - lines)
        missed += len(lines - at)
        mislabelled += sum(1 for line, label in gold - found if line in at)
        for line, label in sorted(found ^ gold):
            print(f"  {'missed' if (line, label) in gold else 'wrong'}: {name} {line} {label}")
    share = (wrong + missed + mislabelled) / total
    print(
        f"boundaries: {total} labelled, {wrong} wrong, {missed} missed, "
        f"{mislabelled} with a wrong label: {share:.2%}"
    )


def laws(path: Path) -> None:
    files: dict[str, list[dict[str, object]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            files[str(article["file"])].append(article)
    total = right = clauses = 0
    seconds = 0.0
    for name, articles in files.items():
        source = rebuilt(articles)
        begun = time.process_time()
        document = outline(source, name, name)
        seconds += time.process_time() - begun
        clauses += len(document.clauses)
        texts: dict[str, set[str]] = defaultdict(set)
        for clause in document.clauses:
            texts[clause.label].add(clause.text.split("\n")[0])
        total += len(articles)
        right += sum(
            1
            for a in articles
            if str(a["text"]).strip().split("\n")[0].strip() in texts[str(a["number"])]
        )
    print(f"laws: {len(files)} documents, {right} of {total} articles right: {right / total:.3%}")
    print(f"laws: {clauses} clauses at {clauses / seconds:,.0f} a second")


def rebuilt(articles: list[dict[str, object]]) -> Source:
    """A law as a file has it: title, headings where they change, articles."""
    lines = [str(articles[0]["doc"])]
    above: list[str] = []
    for article in articles:
        path = article["path"]
        headings = [str(heading) for heading in path] if isinstance(path, list) else []
        lines += [
            h for depth, h in enumerate(headings) if headings[: depth + 1] != above[: depth + 1]
        ]
        above = headings
        lines += f"{article['number']}　{article['text']}".split("\n")
    return Source(tuple(Line(text, number) for number, text in enumerate(lines, 1)))


if __name__ == "__main__":
    main()
