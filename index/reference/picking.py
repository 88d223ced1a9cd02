"""Which of the nodes of a level a step means."""

from dataclasses import replace

from index.reference.address import Step
from index.reference.nodes import Node, number_of, suffix_of


def pick(level: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
    """By number; where two attached texts are numbered alike, of both."""
    if step.other:
        named = pick(level, replace(step, other=False))
        return tuple(node for node in level if node not in named) if named else ()
    placed = _by_place(level, step)
    if placed is not None:
        return placed
    wanted = range(step.first, step.last + 1)
    by_number = tuple(
        node for node in level if number_of(node) in wanted and suffix_of(node) == step.suffix
    )
    if by_number or step.suffix or any(number_of(node) == 1 for node in level):
        return by_number
    return level[step.first - 1 : step.last]  # numbering that runs on


def _by_place(level: tuple[Node, ...], step: Step) -> tuple[Node, ...] | None:
    """So many from an end or in the middle; None where a number is meant."""
    if step.middle:
        # One more where the middle lies between two: 中间那条 of four are two.
        before = (len(level) - step.middle) // 2
        return level[before : len(level) - before] if before >= 0 else ()
    if step.first < 0:
        first, last = sorted((step.first, step.last))
        return level[first : (last + 1) or None] if -first <= len(level) else ()
    return level[: step.last] if step.front and step.last <= len(level) else None
