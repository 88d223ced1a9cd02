"""Responsibility from a clause's own text: who leads, answers and supports, and by when.

Nothing is guessed: a body is named only where the text charges it, and it leads only where the
text says so, or where the document's rule makes the first one named the lead.
"""

from dataclasses import replace

from index.clause import Clause, Document, Owner, Phrase, Unit
from index.owners.compact import Compact, compact
from index.owners.deadline import find_deadline
from index.owners.lines import Stated, find_statements
from index.owners.parts import Part, joined
from index.owners.principle import find_principles
from index.owners.prose import find_charges
from index.owners.rule import FirstNamed, find_rule
from index.owners.target import find_targets

__all__ = ["Part", "find_owner", "find_owners", "find_parts", "find_targets"]


def find_owners(document: Document) -> Document:
    """The same document with every clause's owner filled in."""
    rule = find_rule(document)
    clauses = tuple(
        replace(clause, owner=find_owner(clause.text, clause.start, rule))
        for clause in document.clauses
    )
    return replace(document, clauses=clauses)


def find_owner(text: str, start: int, rule: FirstNamed) -> Owner:
    """The owner of the clause `text`, which starts at `start` in the document."""
    return _placed(_read(compact(text), start, rule), start)


def find_parts(document: Document, clause: Clause) -> tuple[Part, ...]:
    """What the clause states in brackets or under labels, statement by statement."""
    plain, rule = compact(clause.text), find_rule(document)
    parts = []
    for stated in find_statements(plain):
        units = _distinct(_units(plain, stated, clause.start, rule))
        if units:
            owner = _placed(Owner("named", units, (), stated.statement.deadline), clause.start)
            start, end = plain.span(stated.start, stated.end)
            span = (clause.start + start, clause.start + end)
            parts.append(Part(*span, owner.units, owner.deadline))
    return tuple(joined(parts))


def _read(plain: Compact, start: int, rule: FirstNamed) -> Owner:
    stated = find_statements(plain)
    deadline = next((s.statement.deadline for s in stated if s.statement.deadline), None)
    deadline = deadline or find_deadline(plain)
    phrases = [phrase for s in stated for phrase in s.statement.phrases]
    units = [unit for s in stated for unit in _units(plain, s, start, rule)]
    if not units:
        charges = find_charges(plain)
        units = charges.units
        phrases += charges.phrases
        if not units:
            phrases += find_principles(plain)
    if units:
        return Owner("named", _distinct(units), _apart(phrases), deadline)
    return Owner("indirect" if phrases else "not_named", (), _apart(phrases), deadline)


def _units(plain: Compact, stated: Stated, start: int, rule: FirstNamed) -> list[Unit]:
    """The statement's units, the first of them leading where the rule says so."""
    units = list(stated.statement.units)
    if not units or any(unit.role != "responsible" for unit in units):
        return units
    begin, end = plain.span(stated.start, stated.end)
    if stated.statement.first_leads or rule.governs(start + begin, start + end):
        units[0] = replace(units[0], role="lead")
    return units


def _distinct(units: list[Unit]) -> tuple[Unit, ...]:
    """Each unit once for a role, where it is first named."""
    first: dict[tuple[str, str], Unit] = {}
    for unit in units:
        first.setdefault((unit.name, unit.role), unit)
    return tuple(first.values())


def _apart(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """The phrases in their order, without one that overlaps the one before."""
    apart: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not apart or phrase.start >= apart[-1].end:
            apart.append(phrase)
    return tuple(apart)


def _placed(owner: Owner, start: int) -> Owner:
    """The owner with spans in the document's text instead of the clause's."""
    if not start:
        return owner
    return replace(
        owner,
        units=tuple(replace(u, start=u.start + start, end=u.end + start) for u in owner.units),
        phrases=tuple(_moved(phrase, start) for phrase in owner.phrases),
        deadline=owner.deadline and _moved(owner.deadline, start),
    )


def _moved(phrase: Phrase, by: int) -> Phrase:
    return replace(phrase, start=phrase.start + by, end=phrase.end + by)
