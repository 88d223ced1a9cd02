"""Figures by question type over the indexed corpus: python -m bench.questions FILE… [--misses]."""

import sys
from pathlib import Path

from bot.assistant import Assistant
from bot.evaluation import Figures, Run, read_questions, run_file
from bot.settings import load_settings

COLUMNS = ("right", "first", "complete", "refused", "wrongly_refused")


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    assistant = Assistant(load_settings())
    for path in paths:
        run = run_file(path, read_questions(path), assistant)
        print(path.name)
        print(f"{'type':22}{'n':>4}" + "".join(f"{name:>17}" for name in COLUMNS))
        for each in run.figures:
            print(row(each))
        if "--misses" in sys.argv:
            print(*misses(run), sep="\n")


def row(figures: Figures) -> str:
    shares = {name: figure.value for name, figure in figures.figures.items()}
    cells = (f"{shares[name]:.3f}" if name in shares else "–" for name in COLUMNS)
    return f"{figures.type:22}{figures.count:>4}" + "".join(f"{cell:>17}" for cell in cells)


def misses(run: Run) -> list[str]:
    return [
        f"{miss.gold.id} {miss.gold.question}\n   {miss.answer.kind} "
        f"{[citation.clause for citation in miss.answer.citations]}: {'；'.join(miss.why)}"
        for miss in run.misses
    ]


if __name__ == "__main__":
    main()
