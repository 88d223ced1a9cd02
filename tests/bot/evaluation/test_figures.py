import pytest

from bot.evaluation import NAMES, Shelf, figures, measure
from tests.bot.evaluation.made import answer, gold, outcome


def test_figures_by_type_then_of_all() -> None:
    refused = measure(gold(type="unanswerable", answerable=False), answer(answered=False), Shelf())
    facts, absent, everything = figures([outcome(True, took=10), outcome(False, took=30), refused])
    assert (facts.type, facts.count) == ("fact", 2)
    right = facts.figures["right"]
    assert (right.value, right.count) == (0.5, 2)
    assert (right.low, right.high) == pytest.approx((0.0945, 0.9055), abs=1e-4)
    assert (facts.figures["p50"].value, facts.figures["p95"].value) == (20.0, 29.0)
    assert facts.figures["wrongly_refused"].value == 0.0
    assert (absent.type, absent.figures["refused"].value) == ("unanswerable", 1.0)
    assert not {"first", "complete", "precise", "owner", "content"} & absent.figures.keys()
    assert (everything.type, everything.count) == ("all", 3)
    assert everything.figures["right"].value == pytest.approx(2 / 3)


def test_what_does_not_apply_is_left_out() -> None:
    (_, everything) = figures([outcome(True)])
    assert everything.figures.keys() == {*NAMES} - {"verbatim", "content", "refused", "owner"}
    assert everything.figures["invented_units"].low is None
