"""A clause's explicit statements one by one: each with the bodies that it names itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.clause import Phrase, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One statement, or several side by side, with spans in the document's text."""

    start: int
    end: int
    units: tuple[Unit, ...]
    deadline: Phrase | None


_APART = 12  # characters between two statements, from which a part of its own stands there


def joined(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts in order; statements that stand side by side (责任单位：…⏎配合单位：…) are one."""
    last: Part | None = None
    for part in parts:
        if last and part.start - last.end < _APART:
            last = Part(
                last.start, part.end, last.units + part.units, last.deadline or part.deadline
            )
            continue
        if last:
            yield last
        last = part
    if last:
        yield last
