import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.interval import bootstrap, mcnemar, statistic_of, wilson


@pytest.mark.parametrize(
    ("hits", "count", "expected"),
    [  # as published for Wilson's interval without continuity correction
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
        (10, 10, (0.7225, 1.0)),
    ],
)
def test_wilson(hits: int, count: int, expected: tuple[float, float]) -> None:
    assert wilson(hits, count) == pytest.approx(expected, abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(hits_of: tuple[int, int]) -> None:
    low, high = wilson(*hits_of)
    assert 0 <= low <= hits_of[0] / hits_of[1] <= high <= 1


@pytest.mark.parametrize(
    ("fixed", "broken", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (6, 0, 0.03125), (0, 6, 0.03125), (9, 1, 0.021484375)],
)
def test_mcnemar_is_the_exact_sign_test(fixed: int, broken: int, p: float) -> None:
    assert mcnemar(fixed, broken) == pytest.approx(p)


def test_mcnemar_of_many() -> None:
    assert mcnemar(3000, 0) < 1e-300
    assert mcnemar(1500, 1500) == 1.0


def test_bootstrap_is_near_the_normal_interval_of_a_mean() -> None:
    values = [0.0, 1.0] * 200
    low, high = bootstrap(values)
    assert (low, high) == pytest.approx((0.451, 0.549), abs=0.01)
    assert bootstrap(values) == (low, high)


def test_bootstrap_of_equal_values_and_of_percentiles() -> None:
    assert bootstrap([3.0]) == (3.0, 3.0)
    values = [float(each) for each in range(101)]
    assert (statistic_of(values, "median"), statistic_of(values, "p95")) == (50.0, 95.0)
    low, high = bootstrap(values, "p95")
    assert 85 <= low < 95 < high <= 100
