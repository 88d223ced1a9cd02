"""An address: the steps that lead from the whole document down to a place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Noun = Literal[
    "annex",
    "box",
    "book",
    "part",
    "chapter",
    "division",
    "section",
    "article",
    "paragraph",
    "item",
    "passage",
    "row",
    "any",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One level of an address: `first` to `last`, counted from 1, or from the end when negative.

    `suffix` is the number behind 之 in 第十七条之一, else 0; `printed` tells that the mark was
    written as documents print it, （六）, and not only its number. `middle` is how many in the
    middle are meant, whatever their numbers; `front` tells that they are counted from the front,
    whatever their numbers; `other` means all but these.
    """

    noun: Noun
    first: int
    last: int
    said: str
    suffix: int = 0
    printed: bool = False
    middle: int = 0
    other: bool = False
    front: bool = False

    @property
    def by_place(self) -> bool:
        """Whether the numbers that are printed don't tell what is meant."""
        return self.from_an_end or self.other

    @property
    def from_an_end(self) -> bool:
        """Whether it is counted from an end or the middle: 最后一条, 前三条."""
        return self.first < 0 or self.middle > 0 or self.front


Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Steps from the outermost down; `preface` is the text before the first mark.

    `also` are the further addresses of the same breath: 第三条和第五条. `until` is where a stretch
    ends that begins at `steps`: 第二章第三条到第三章第一条.
    """

    steps: Steps = ()
    preface: bool = False
    also: tuple[Steps, ...] = ()
    until: Steps = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A reference and the span of the text that it was read from."""

    reference: Reference
    start: int
    end: int


def joined(branches: Sequence[Steps]) -> Reference:
    """One reference of several addresses."""
    first, *more = branches
    return Reference(first, also=tuple(more))


def widened(step: Step, last: int, said: str) -> Step:
    """The step as a range up to `last`: 第二条到第四条."""
    low, high = sorted((step.first, last))
    return replace(step, first=low, last=high, said=step.said + said)
