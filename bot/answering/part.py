"""The owner of a part: where a clause gives each of its parts bodies of their own."""

from dataclasses import replace

from index.clause import Clause
from index.found import Hit
from index.lexical import fold
from index.owners import find_parts
from index.quotation import quoted


def narrowed(hit: Hit, text: str) -> Hit:
    """The hit with the bodies alone that its clause names for the part that `text` quotes.

    They are those stated next after it. The clause is left as it is where nothing is quoted, or
    where all of it has the same bodies.
    """
    clause = hit.clause
    ends = [end for each in quoted(text) if (end := _end_of(each, clause)) is not None]
    if not ends:
        return hit
    parts = find_parts(hit.document, clause)
    after = [part for part in parts if part.start >= max(ends)]
    if len(parts) < 2 or not after:
        return hit
    owner = replace(clause.owner, units=after[0].units, deadline=after[0].deadline)
    return replace(hit, clause=replace(clause, owner=owner))


def _end_of(said: str, clause: Clause) -> int | None:
    """Where a quotation ends in the document; None where the clause does not hold it."""
    wanted = fold(said).strip("。；;，,：: ")
    at = fold(clause.text).find(wanted) if wanted else -1
    return clause.start + at + len(wanted) if at >= 0 else None
