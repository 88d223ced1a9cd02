"""The product's measures over the plan, with floors: every answer through the whole chain."""

from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.evaluation import Outcome, evaluate, figures, read_questions

FLOORS = {
    "clause_lookup": 1.0,
    "section_requirement": 1.0,
    "owner": 1.0,
    "multi_clause": 0.9,
    "fact": 0.9,
    "unanswerable": 0.9,
    "all": 0.95,
}


@pytest.fixture(scope="module")
def outcomes(plan: Assistant) -> list[Outcome]:
    path = Path(__file__).with_name("plan_questions.jsonl")
    return evaluate(read_questions(path), plan.ask)


def test_no_type_falls_below_its_floor(outcomes: list[Outcome]) -> None:
    right = {each.type: each.right for each in figures(outcomes)}
    missed = [outcome.gold.question for outcome in outcomes if not outcome.right]
    assert right.keys() == FLOORS.keys()
    assert [name for name, floor in FLOORS.items() if right[name] < floor] == [], missed


def test_no_unit_is_invented(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        owner = outcome.answer.owner
        assert owner is None or owner.units == ()


def test_every_quote_is_verbatim(outcomes: list[Outcome], plan: Assistant) -> None:
    (document,) = plan.documents
    for outcome in outcomes:
        for citation in outcome.answer.citations:
            assert document.text[citation.start : citation.end] == citation.quote
