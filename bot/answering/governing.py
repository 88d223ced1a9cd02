"""What the opening of a list (有下列行为之一的，处……罚款：) says of all its items."""

from dataclasses import replace

from index.found import Hit


def governing(hit: Hit) -> Hit | None:
    """The clause that the hit is an item of, if it opens a list."""
    above = hit.clause.marks[:-1]
    opening = [
        clause
        for clause in hit.document.clauses
        if above and clause.marks == above and clause.end <= hit.clause.start
    ]
    if not opening or opening[-1].text.rstrip()[-1:] not in {"：", ":"}:
        return None
    return replace(hit, clause=opening[-1], reading=None)
