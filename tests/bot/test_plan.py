"""The product's measures over the plan, with floors: every answer through the whole chain."""

import pytest

from bot.assistant import Assistant
from bot.evaluation import Run, judge, read_floor, read_questions, run_file
from tests.plan import ROOT

QUESTIONS = ROOT / "tests/data/plan_questions.jsonl"
FLOORS = (
    *("right=0.92", "first=0.95", "complete=0.95", "refused=0.9", "wrongly_refused=0.05"),
    *("clause_lookup=1", "section_requirement=1", "section_requirement.complete=1", "owner=1"),
    *("multi_clause=0.9", "fact=0.9", "typo_noise=0.95", "paraphrase=0.8", "paraphrase.first=0.85"),
    *("owner.owner=1", "invented_units=0", "verbatim=1"),
)


@pytest.fixture(scope="module")
def run(plan: Assistant) -> Run:
    read = read_questions(QUESTIONS)
    assert read.unread == ()
    return run_file(QUESTIONS, read, plan)


@pytest.mark.parametrize("written", FLOORS)
def test_no_figure_falls_below_its_floor(written: str, run: Run) -> None:
    floor = read_floor(written, [each.type for each in run.figures])
    (judged,) = judge([floor], run.figures)
    assert judged.held, [(each.gold.question, each.why) for each in run.misses]
