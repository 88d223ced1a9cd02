"""Floors: what a figure may not fall below, or, where less is better, not rise above."""

import math
from collections.abc import Collection, Sequence

from pydantic import BaseModel, ConfigDict

from bot.evaluation.figures import FEWER, NAMES, Figure, Figures, Name
from bot.evaluation.gold import ALL


class FloorError(ValueError):
    """No floor is written like this; the message says why, in Chinese."""


class Floor(BaseModel):
    """A bound on one figure of one type of question."""

    model_config = ConfigDict(frozen=True)

    name: str
    type: str
    figure: Name
    value: float

    @property
    def is_ceiling(self) -> bool:
        return self.figure in FEWER


class Judged(BaseModel):
    """A floor, and the figure that was measured; a figure that could not be is not held."""

    model_config = ConfigDict(frozen=True)

    floor: Floor
    measured: float | None
    held: bool


def read_floor(written: str, types: Collection[str]) -> Floor:
    """Read FIGURE=VALUE, TYPE=VALUE (its `right`) or TYPE.FIGURE=VALUE; 95% is .95.

    Raises:
        FloorError: the figure, the type or the number isn't known.
    """
    name, equals, value = written.partition("=")
    name = name.strip()
    if not equals or not name:
        raise FloorError(f"“{written}”不是 NAME=VALUE")
    type_, figure = _named(name, types)
    return Floor(name=name, type=type_, figure=figure, value=_number(value, written))


def _named(name: str, types: Collection[str]) -> tuple[str, Name]:
    known = (*types, ALL)
    if name in known:
        return name, "right"
    type_, dot, figure = name.rpartition(".")
    figure = figure.replace("-", "_").replace(" ", "_")
    if figure not in NAMES:
        raise FloorError(f"没有“{name}”这个指标；可以用 {'、'.join(NAMES)}")
    if dot and type_ not in known:
        raise FloorError(f"题目里没有“{type_}”这种题型；现有 {'、'.join(types)}")
    return type_ or ALL, figure


def _number(value: str, written: str) -> float:
    value = value.strip()
    try:
        number = float(value.removesuffix("%"))
    except ValueError:
        raise FloorError(f"“{written}”等号后面应是数字") from None
    if not math.isfinite(number):
        raise FloorError(f"“{written}”等号后面应是数字")
    return number / 100 if value.endswith("%") else number


def judge(floors: Sequence[Floor], figures: Sequence[Figures]) -> tuple[Judged, ...]:
    by_type = {each.type: each.figures for each in figures}
    return tuple(_judge(floor, by_type[floor.type].get(floor.figure)) for floor in floors)


def _judge(floor: Floor, figure: Figure | None) -> Judged:
    if figure is None:
        return Judged(floor=floor, measured=None, held=False)
    value = figure.value
    held = value <= floor.value if floor.is_ceiling else value >= floor.value
    return Judged(floor=floor, measured=value, held=held)
