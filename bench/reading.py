"""How much of each original's known text the readers find, and what they leave in besides.

python bench/reading.py [FOLDER] [--only PART] [--show]

FOLDER holds policy/originals and policy/text (default: WENCE_SHARED, else ../shared, then data).
`found` is the share of the text's characters, spaces aside, that stand in the reader's lines in the
same order; `prose` the same for the text's lines with punctuation, which leaves out what a crawler
took along from the page; `extra` what the lines have besides.
"""

import argparse
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from index.errors import WenceError
from index.reading import read
from index.reading.source import Source


@dataclass(frozen=True)
class Figures:
    name: str
    suffix: str
    found: float
    prose: float
    extra: float
    seconds: float
    pages: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]


def main() -> None:
    arguments = _arguments()
    figures = []
    crashes = 0
    for original, text in pairs(arguments.folder, arguments.only):
        try:
            figure = measure(original, text)
        except WenceError as error:
            crashes += 1
            print(f"unreadable  {original.name}: {error}")
            continue
        figures.append(figure)
        print(_row(figure))
        if arguments.show:
            print(*(f"    - {piece}" for piece in figure.missing), sep="\n")
            print(*(f"    + {piece}" for piece in figure.surplus), sep="\n")
    _summary(figures, crashes)


def _arguments() -> argparse.Namespace:
    shared = Path(os.environ.get("WENCE_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "data" / "policy")
    parser.add_argument("--only", default="", help="files with this in their name")
    parser.add_argument("--show", action="store_true", help="what is missing and what is extra")
    return parser.parse_args()


def pairs(folder: Path, only: str) -> Iterator[tuple[Path, str]]:
    """Each original with its text."""
    for original in sorted((folder / "originals").iterdir()):
        text = folder / "text" / f"{original.stem}.txt"
        if only in original.name and text.exists():
            yield original, text.read_text(encoding="utf-8")


def measure(original: Path, text: str) -> Figures:
    start = time.perf_counter()
    source = read(original)
    seconds = time.perf_counter() - start
    return compare(original, text, source, seconds)


def compare(original: Path, text: str, source: Source, seconds: float) -> Figures:
    wanted = squeeze(text)
    got = squeeze("\n".join(line.text for line in source.lines))
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    blocks = matcher.get_matching_blocks()
    missing, surplus, matched = [], [], bytearray(len(wanted))
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal" and b > a:
            missing.append(wanted[a:b])
        if tag != "equal" and d > c:
            surplus.append(got[c:d])
    for block in blocks:
        matched[block.a : block.a + block.size] = b"\1" * block.size
    prose, prose_found = _prose(text, matched)
    found = sum(matched)
    return Figures(
        name=original.stem,
        suffix=original.suffix[1:],
        found=found / max(len(wanted), 1),
        prose=prose_found / max(prose, 1),
        extra=(len(got) - found) / max(len(got), 1),
        seconds=seconds,
        pages=max((line.page or 0 for line in source.lines), default=0),
        missing=tuple(sorted(missing, key=len, reverse=True)[:12]),
        surplus=tuple(sorted(surplus, key=len, reverse=True)[:12]),
    )


def _prose(text: str, matched: bytearray) -> tuple[int, int]:
    at = total = found = 0
    for line in text.splitlines():
        length = len(squeeze(line))
        if re.search("[，。；：]", line):
            total += length
            found += sum(matched[at : at + length])
        at += length
    return total, found


def squeeze(text: str) -> str:
    return re.sub(r"\s|\u200b|\ufeff", "", text)


def _row(figure: Figures) -> str:
    rates = f"{figure.found:7.2%} {figure.prose:7.2%} {figure.extra:7.2%}"
    return f"{rates} {figure.seconds * 1000:7.0f} ms  {figure.suffix:4} {figure.name[:40]}"


def _summary(figures: list[Figures], crashes: int) -> None:
    for suffix in sorted({figure.suffix for figure in figures}):
        own = [figure for figure in figures if figure.suffix == suffix]
        pages, seconds = sum(f.pages for f in own), sum(f.seconds for f in own)
        print(
            f"{suffix}: {len(own)} files, found {_mean([f.found for f in own]):.2%}, "
            f"prose {_mean([f.prose for f in own]):.2%}, "
            f"extra {_mean([f.extra for f in own]):.2%}, "
            f"{len(own) / max(seconds, 1e-9):.1f} files/s"
            + (f", {pages / max(seconds, 1e-9):.1f} pages/s" if pages else "")
        )
    print(f"unreadable: {crashes}")


def _mean(values: list[float]) -> float:
    return sum(values) / max(len(values), 1)


if __name__ == "__main__":
    main()
