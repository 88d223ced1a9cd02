"""The owner of a part: where a clause gives each of its parts bodies of their own."""

import re
from dataclasses import replace
from itertools import pairwise

from index.clause import Clause, Unit
from index.lexical import fold
from index.quotation import quoted

_PART = re.compile(r"[。；;\n]")
_APART = 12  # characters between two statements at least: a part of its own stands there


def narrowed(clause: Clause, text: str) -> Clause:
    """The clause with the bodies alone that are named for the part that `text` quotes.

    They are those named next after it. The clause is left as it is where nothing is quoted, or
    where all of it has the same bodies.
    """
    groups = _groups(clause)
    ends = [end for each in quoted(text) if (end := _end_of(each, clause)) is not None]
    if len(groups) < 2 or not ends:
        return clause
    after = [group for group in groups if group[0].start >= max(ends)]
    if not after:
        return clause
    first = after[0]
    deadline = clause.owner.deadline
    until = after[1][0].start if len(after) > 1 else clause.end
    meant = deadline and max(ends) <= deadline.start < until
    owner = replace(clause.owner, units=first, deadline=deadline if meant else None)
    return replace(clause, owner=owner)


def _end_of(said: str, clause: Clause) -> int | None:
    """Where a quotation ends in the document; None where the clause does not hold it."""
    wanted = fold(said).strip("。；;，,：: ")
    at = fold(clause.text).find(wanted) if wanted else -1
    return clause.start + at + len(wanted) if at >= 0 else None


def _groups(clause: Clause) -> list[tuple[Unit, ...]]:
    """The units in order, parted where a sentence of its own stands between two."""
    units = sorted(clause.owner.units, key=lambda unit: unit.start)
    groups = [list(units[:1])] if units else []
    for before, unit in pairwise(units):
        between = clause.text[before.end - clause.start : max(unit.start - clause.start, 0)]
        if len(between) >= _APART and _PART.search(between):
            groups.append([])
        groups[-1].append(unit)
    return [tuple(group) for group in groups]
