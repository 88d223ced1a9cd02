"""Outcomes → figures by type of question, each with its interval."""

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.evaluation.gold import ALL
from bot.evaluation.interval import Statistic, bootstrap, statistic_of, wilson
from bot.evaluation.measure import Outcome

Name = Literal[
    "right",
    "found",
    "first",
    "complete",
    "precise",
    "verbatim",
    "content",
    "refused",
    "wrongly_refused",
    "owner",
    "invented_units",
    "p50",
    "p95",
]
FEWER = frozenset({"wrongly_refused", "invented_units", "p50", "p95"})  # better when less


class Figure(BaseModel):
    """A share (of 1), a count or milliseconds, with its 95 % interval, over so many cases."""

    model_config = ConfigDict(frozen=True)

    value: float
    low: float | None
    high: float | None
    count: int


class Figures(BaseModel):
    """The figures of the questions of one type; those that don't apply are left out."""

    model_config = ConfigDict(frozen=True)

    type: str
    count: int
    figures: dict[Name, Figure]


def figures(outcomes: Sequence[Outcome]) -> tuple[Figures, ...]:
    """By type in the order of the file, then of all."""
    types = dict.fromkeys(outcome.gold.type for outcome in outcomes)
    groups = [(each, [o for o in outcomes if o.gold.type == each]) for each in types]
    return tuple(_figures(name, group) for name, group in [*groups, (ALL, list(outcomes))])


def _figures(name: str, group: Sequence[Outcome]) -> Figures:
    found = {each: make(group) for each, make in _MAKERS.items()}
    return Figures(
        type=name,
        count=len(group),
        figures={each: figure for each, figure in found.items() if figure is not None},
    )


Maker = Callable[[Sequence[Outcome]], Figure | None]


def _share(of: Callable[[Outcome], bool | None]) -> Maker:
    def make(group: Sequence[Outcome]) -> Figure | None:
        values = [value for value in map(of, group) if value is not None]
        return _proportion(sum(values), len(values))

    return make


def _proportion(hits: int, count: int) -> Figure | None:
    if not count:
        return None
    low, high = wilson(hits, count)
    return Figure(value=hits / count, low=low, high=high, count=count)


def _resampled(of: Callable[[Outcome], float | None], statistic: Statistic) -> Maker:
    def make(group: Sequence[Outcome]) -> Figure | None:
        values = [value for value in map(of, group) if value is not None]
        if not values:
            return None
        low, high = bootstrap(values, statistic)
        value = statistic_of(values, statistic)
        return Figure(value=value, low=low, high=high, count=len(values))

    return make


def _verbatim(group: Sequence[Outcome]) -> Figure | None:
    return _proportion(sum(each.verbatim for each in group), sum(each.quotes for each in group))


def _invented(group: Sequence[Outcome]) -> Figure:
    total = sum(each.invented_units for each in group)
    return Figure(value=total, low=None, high=None, count=len(group))


_MAKERS: dict[Name, Maker] = {
    "right": _share(lambda each: each.right),
    "found": _share(lambda each: each.found),
    "first": _share(lambda each: each.first),
    "complete": _share(lambda each: each.complete),
    "precise": _resampled(lambda each: each.precise, "mean"),
    "verbatim": _verbatim,
    "content": _share(lambda each: each.content),
    "refused": _share(lambda each: each.refused),
    "wrongly_refused": _share(lambda each: each.wrongly_refused),
    "owner": _share(lambda each: each.owner),
    "invented_units": _invented,
    "p50": _resampled(lambda each: each.answer.took_ms, "median"),
    "p95": _resampled(lambda each: each.answer.took_ms, "p95"),
}
NAMES = tuple(_MAKERS)
