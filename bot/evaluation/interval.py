"""How sure a figure is, and whether two runs differ."""

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Interval = tuple[float, float]
Statistic = Literal["mean", "median", "p95"]

CONFIDENCE = 0.95
_RESAMPLES = 2000
_SEED = 20_200_101  # the same figures give the same interval
_STATISTICS: dict[Statistic, Callable[[Array], Array]] = {
    "mean": lambda rows: rows.mean(axis=-1),
    "median": lambda rows: np.percentile(rows, 50, axis=-1),
    "p95": lambda rows: np.percentile(rows, 95, axis=-1),
}


def wilson(hits: int, count: int) -> Interval:
    """Wilson's score interval of a proportion; `count` at least 1."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share = hits / count
    middle = share + z * z / (2 * count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    low = (middle - half) / scale if hits else 0.0
    return low, (middle + half) / scale if hits < count else 1.0


def statistic_of(values: Sequence[float], statistic: Statistic) -> float:
    return float(_STATISTICS[statistic](np.asarray(values, np.float64)))


def bootstrap(values: Sequence[float], statistic: Statistic = "mean") -> Interval:
    """The percentile interval of a statistic over resampled values; at least one value.

    Of the differences of paired values it is the paired bootstrap.
    """
    pool = np.asarray(values, np.float64)
    random = np.random.default_rng(_SEED)
    found = np.concatenate(
        [
            _STATISTICS[statistic](random.choice(pool, (_RESAMPLES // 20, len(pool))))
            for _ in range(20)
        ]
    )
    low, high = np.percentile(found, [50 * (1 - CONFIDENCE), 50 * (1 + CONFIDENCE)])
    return float(low), float(high)


def mcnemar(fixed: int, broken: int) -> float:
    """Exact two-sided p of so many changes one way and the other, were both as likely."""
    changed = fixed + broken
    fewer = sum(math.comb(changed, each) for each in range(min(fixed, broken) + 1))
    return min(1.0, float(2 * fewer / 2**changed))
