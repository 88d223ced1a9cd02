"""Share of right turns of conversations, by kind: python -m bench.dialogues [FILE] [--misses]."""

import json
import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.answer import Answer
from bot.assistant import Assistant
from bot.evaluation import normalise
from bot.settings import Settings
from index.build import build
from tests.editions import write_editions

ROOT = Path(__file__).parents[1]
TURNS = ROOT / "bench/data/dialogues.jsonl"


@dataclass(frozen=True)
class Result:
    turn: dict[str, Any]
    answer: Answer
    wrong: str


def corpora(folder: Path) -> dict[str, Path]:
    """The plan, the tests' papers, documents in several editions."""
    papers = folder / "papers"
    shutil.copytree(ROOT / "tests/bot/papers", papers)
    return {
        "plan": ROOT / "corpus",
        "papers": papers,
        "editions": write_editions(folder / "editions"),
    }


def wrong(turn: dict[str, Any], answer: Answer) -> str:
    """What is wrong with an answer; "" where nothing is."""
    gold, cited = set(turn.get("gold", ())), [each.clause for each in answer.citations]
    titles = {each.document for each in answer.citations}
    text = normalise(answer.answer)
    checks = {
        "answered": turn.get("answered") in (None, answer.answered),
        "kind": answer.kind in turn.get("kinds", (answer.kind,)),
        "missing": gold <= set(cited),
        "precise": not gold or 2 * sum(each in gold for each in cited) >= len(cited),
        "document": "document" not in turn or titles == {turn["document"]},
        "text": all(normalise(each) in text for each in turn.get("must_contain", ())),
    }
    return " ".join(name for name, good in checks.items() if not good)


def results(turns: list[dict[str, Any]]) -> list[Result]:
    """Every turn answered in its conversation."""
    found = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for corpus, path in corpora(folder).items():
            settings = Settings(data=folder / f"{corpus}-data", corpus=path)
            build([path], settings.place, settings.embedding, lambda *_: None)
            assistant = Assistant(settings)
            for turn in turns:
                if turn["corpus"] == corpus:
                    answer = assistant.ask(turn["question"], f"bench:{turn['session']}")
                    found.append(Result(turn, answer, wrong(turn, answer)))
            assistant.close()
    return found


def main() -> None:
    files = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    lines = (files[0] if files else TURNS).read_text("utf-8").splitlines()
    found = results([json.loads(line) for line in lines])
    kinds: dict[str, list[bool]] = defaultdict(list)
    for each in found:
        kinds[each.turn["kind"]].append(not each.wrong)
    kinds["all but new"] = [not each.wrong for each in found if each.turn["kind"] != "new"]
    kinds["all"] = [not each.wrong for each in found]
    print(f"{'kind':14}{'n':>4}{'right':>8}")
    for kind, right in kinds.items():
        print(f"{kind:14}{len(right):>4}{sum(right) / len(right):>8.3f}")
    if "--misses" in sys.argv:
        for each in filter(lambda each: each.wrong, found):
            cited = [citation.clause for citation in each.answer.citations]
            print(f"{each.turn['id']} {each.turn['question']} [{each.wrong}]")
            print(
                f"   {each.answer.kind} {cited} 应为 {each.turn.get('gold')}: "
                f"{each.answer.answer[:60]!r}"
            )


if __name__ == "__main__":
    main()
