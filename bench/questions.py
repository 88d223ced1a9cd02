"""Figures by question type over the indexed corpus: python -m bench.questions FILE… [--misses]."""

import sys
from pathlib import Path

from bot.assistant import Assistant
from bot.evaluation import evaluate, figures, read_questions
from bot.settings import load_settings


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    assistant = Assistant(load_settings())
    for path in paths:
        outcomes = evaluate(read_questions(path), assistant.ask)
        print(f"{path.name}\n{'type':22}{'n':>4}{'right':>8}{'first':>8}{'complete':>10}")
        for each in figures(outcomes):
            row = "".join(
                f"{'–' if v is None else format(v, '.3f'):>{w}}"
                for v, w in ((each.right, 8), (each.first, 8), (each.complete, 10))
            )
            print(f"{each.type:22}{each.count:>4}{row}")
        if "--misses" in sys.argv:
            for outcome in outcomes:
                if not outcome.right:
                    cited = [citation.clause for citation in outcome.answer.citations]
                    answer = outcome.answer
                    gold = list(outcome.gold.gold)
                    print(f"{outcome.gold.id} {outcome.gold.question}")
                    print(f"   {answer.kind} {cited} 应为 {gold}: {answer.answer[:60]!r}")


if __name__ == "__main__":
    main()
