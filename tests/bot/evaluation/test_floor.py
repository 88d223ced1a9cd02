import pytest

from bot.evaluation import FloorError, figures, judge, read_floor
from tests.bot.evaluation.made import outcome

TYPES = ("fact", "换.说法")


@pytest.mark.parametrize(
    ("written", "type_", "figure", "value"),
    [
        ("right=.9", "all", "right", 0.9),
        ("all.first=95%", "all", "first", 0.95),
        ("fact=1", "fact", "right", 1.0),
        ("fact.wrongly-refused=0.03", "fact", "wrongly_refused", 0.03),
        (" 换.说法.first = 0.5", "换.说法", "first", 0.5),
        ("换.说法=0.5", "换.说法", "right", 0.5),
        ("p50=120", "all", "p50", 120.0),
    ],
)
def test_a_floor_as_it_is_written(written: str, type_: str, figure: str, value: float) -> None:
    floor = read_floor(written, TYPES)
    assert (floor.type, str(floor.figure)) == (type_, figure)
    assert floor.value == pytest.approx(value)


@pytest.mark.parametrize(
    "written", ["right", "=1", "right=", "right=x", "right=nan", "wrong=1", "owner.first=1", ""]
)
def test_what_is_no_floor(written: str) -> None:
    with pytest.raises(FloorError):
        read_floor(written, TYPES)


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("right=0.5", True),
        ("right=0.51", False),
        ("wrongly_refused=0", True),
        ("p50=19", False),
        ("p50=20", True),
        ("refused=0", False),
    ],
)
def test_less_is_better_of_some_and_what_is_not_measured_is_not_held(
    written: str, held: bool
) -> None:
    measured = figures([outcome(True, took=10), outcome(False, took=30)])
    (judged,) = judge([read_floor(written, ("fact",))], measured)
    assert judged.held is held
