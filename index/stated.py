"""The clauses that state who is responsible or by when, and those that do not."""

from collections.abc import Iterable

from index.clause import Clause, Document
from index.duty import Duty, Fact
from index.found import Charged, Duties, Hit
from index.generation import Generation


def find_stated(generation: Generation, duty: Duty, positions: Iterable[int]) -> Duties:
    """The numbered clauses whose own text states what is asked for, or lacks it.

    What a clause lacks may stand beside it, in a table that allots it or in the office's
    supplements: then it is counted apart, and listed only where none lacks it altogether.
    """
    hits = [Hit(*generation.passages[at]) for at in positions]
    tasks = [hit for hit in hits if _is_numbered(hit.clause)]
    fact = duty.lacking or duty.stating
    stating = [hit for hit in tasks if _states(hit.clause, fact)]
    if duty.stating:
        return Duties(duty, tuple(map(Charged, stating)))
    silent = [hit for hit in tasks if hit not in stating]
    beside = [hit for hit in silent if _stands_beside(generation, hit.document, hit.clause, fact)]
    lacking = [hit for hit in silent if hit not in beside]
    return Duties(duty, tuple(map(Charged, lacking or beside)), beside=tuple(map(Charged, beside)))


def _is_numbered(clause: Clause) -> bool:
    return bool(clause.marks) and clause.marks[-1].kind not in {"preface", "unnumbered", "annex"}


def _states(clause: Clause, fact: Fact) -> bool:
    if fact == "owner":
        return clause.owner.status == "named"
    return clause.owner.deadline is not None


def _stands_beside(generation: Generation, document: Document, clause: Clause, fact: Fact) -> bool:
    """Whether a supplement, or a table's row that allots the clause, states it."""
    supplements = generation.additions.supplements_of(document, clause)
    rows = [
        generation.passage(each.by, each.row)[1]
        for each in generation.additions.allotments_of(document, clause)
    ]
    added = any(each.units if fact == "owner" else each.deadline for each in supplements)
    return added or any(_states(row, fact) for row in rows)
