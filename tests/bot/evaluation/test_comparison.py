from bot.evaluation import Comparison, Outcome, compare
from tests.bot.evaluation.made import outcome


def compared(before: list[Outcome], after: list[Outcome]) -> Comparison:
    return compare(before, after, file="以前.json", created="2026-01-01T00:00:00+00:00")


def test_what_is_fixed_and_broken() -> None:
    before = [outcome(right, question=f"问{at}") for at, right in enumerate([True, True, False])]
    after = [outcome(right, question=f"问{at}") for at, right in enumerate([True, False, True])]
    found = compared(before, after)
    assert (found.count, found.new, found.gone, found.relabelled) == (3, 0, 0, 0)
    assert [each.question for each in found.fixed] == ["问2"]
    assert [each.question for each in found.broken] == ["问1"]
    right = next(shift for shift in found.shifts if shift.name == "right")
    assert (right.before, right.after, right.fixed, right.broken, right.p) == (
        *(2 / 3, 2 / 3),
        *(1, 1, 1.0),
    )


def test_a_question_keeps_its_words_whatever_its_id() -> None:
    found = compared(
        [outcome(True, id="2", question="甲")], [outcome(False, id="9", question="甲")]
    )
    assert (found.count, [each.id for each in found.broken]) == (1, ["9"])


def test_what_cannot_be_compared() -> None:
    before = [outcome(True, question="甲"), outcome(True, question="乙")]
    after = [outcome(True, question="乙", gold=["二、1"]), outcome(True, question="丙")]
    found = compared(before, after)
    assert (found.count, found.new, found.gone, found.relabelled) == (0, 1, 1, 1)
    assert (found.shifts, found.fixed, found.broken) == ((), (), ())


def test_the_same_words_in_other_conversations_and_again_are_others() -> None:
    turns = [("甲", True), ("乙", False), ("甲", False)]
    before = [outcome(right, session=session, question="谁负责") for session, right in turns]
    found = compared(before, before[::-1][:2])
    assert (found.count, found.gone) == (2, 1)


def test_times_by_the_paired_bootstrap() -> None:
    before = [outcome(True, question=f"问{at}", took=100 + at) for at in range(30)]
    after = [outcome(True, question=f"问{at}", took=50 + at) for at in range(30)]
    times = next(shift for shift in compared(before, after).shifts if shift.name == "p50")
    assert (times.before, times.after, times.low, times.high) == (114.5, 64.5, -50.0, -50.0)
    assert times.p is None


def test_fewer_wrong_refusals_are_fixed_ones() -> None:
    refused = outcome(True).model_copy(update={"wrongly_refused": True})
    found = compared([refused], [outcome(True)])
    shift = next(each for each in found.shifts if each.name == "wrongly_refused")
    assert (shift.before, shift.after, shift.fixed, shift.broken) == (1.0, 0.0, 1, 0)
