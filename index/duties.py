"""Every clause by body, role or deadline: complete, in reading order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from index.additions import Supplement
from index.clause import Clause, Document, Role
from index.due import Due, last_day_of, years_of
from index.duty import Duty
from index.found import Charged, Duties, Hit, Mentions
from index.generation import Generation
from index.mention import find_mentions
from index.roll import Charge
from index.scope import Scope
from index.stated import find_stated

_FITS: dict[Role | None, frozenset[Role]] = {
    None: frozenset({"lead", "responsible", "support", "unknown"}),
    "lead": frozenset({"lead"}),
    "support": frozenset({"support"}),
    "responsible": frozenset({"lead", "responsible", "unknown"}),
}


def find_duties(generation: Generation, duty: Duty, scope: Scope) -> Duties | None:
    """The clauses that are asked for; None where the question can't have meant that."""
    within = frozenset(map(int, scope.positions()))
    if duty.lacking or duty.stating:
        return find_stated(generation, duty, sorted(within))
    timely = _Timely(generation, duty.due)
    if not duty.unit:
        found = _by_time(generation, duty, timely, sorted(within))
        return found if found.charged or not timely.whole_year else None
    charges = [each for each in generation.roll.of(duty.unit) if each.position in within]
    if not charges:
        return _mentioned(generation, duty, scope)
    if duty.first:
        charges = [each for each in charges if _is_first(generation, each)]
    role = _role(duty.role, charges)
    fitting = [each for each in charges if each.role in _FITS[role]]
    charged = _joined(generation, fitting)
    kept = tuple(each for each in charged if timely.fits(each.hit))
    undated = tuple(each for each in charged if each not in kept and timely.is_undated(each.hit))
    others = _joined(generation, [each for each in charges if each.role not in _FITS[role]])
    return Duties(duty, kept, role, undated=undated, others=len(others))


def _is_first(generation: Generation, charge: Charge) -> bool:
    """Whether the clause, or the office, names no other body before."""
    if charge.supplement:
        return charge.supplement.units[0] == charge.name
    units = generation.passages[charge.position][1].owner.units
    return min(units, key=lambda unit: unit.start) == charge.unit


def _by_time(
    generation: Generation, duty: Duty, timely: "_Timely", positions: Iterable[int]
) -> Duties:
    hits = [Hit(*generation.passages[at]) for at in positions]
    dated = [hit for hit in hits if timely.deadlines(hit)]
    kept = tuple(Charged(hit) for hit in dated if timely.fits(hit))
    undated = tuple(Charged(hit) for hit in dated if timely.is_undated(hit))
    return Duties(duty, kept, undated=undated)


def _mentioned(generation: Generation, duty: Duty, scope: Scope) -> Duties | None:
    """A body that nothing is charged to: named in running text, or nowhere."""
    found = find_mentions(generation, duty.unit, scope, literal=True)
    if isinstance(found, Mentions) and not duty.firm:
        return None
    return Duties(duty, mentions=found) if duty.sure else None


def _role(asked: Role | None, charges: Sequence[Charge]) -> Role | None:
    """The role that is asked for; any where the body has none of that role."""
    return asked if any(each.role in _FITS[asked] for each in charges) else None


def _joined(generation: Generation, charges: Iterable[Charge]) -> tuple[Charged, ...]:
    """A clause once, with all that charges the body with it."""
    joined: dict[int, Charged] = {}
    for charge in sorted(charges, key=lambda each: each.position):
        hit = Hit(*generation.passages[charge.position])
        known = joined.get(charge.position, Charged(hit))
        joined[charge.position] = replace(known, charges=(*known.charges, charge))
    return tuple(joined.values())


class _Timely:
    """Whether a clause's deadlines lie in the time that is asked for."""

    def __init__(self, generation: Generation, due: Due | None) -> None:
        self._generation = generation
        self._due = due
        self._today = generation.register.today
        self._years: dict[str, int] = {}

    @property
    def whole_year(self) -> bool:
        return self._due is not None and self._due.whole_year

    def fits(self, hit: Hit) -> bool:
        if self._due is None:
            return True
        window = self._due.window(self._year(hit.document))
        return any(window.first <= day <= window.last for day in self._days(hit))

    def is_undated(self, hit: Hit) -> bool:
        """Whether a deadline is stated that is no day: 持续推进."""
        return self._due is not None and bool(self.deadlines(hit)) and not self._days(hit)

    def deadlines(self, hit: Hit) -> list[str]:
        own = hit.clause.owner.deadline
        added: tuple[Supplement, ...] = self._generation.additions.supplements_of(
            hit.document, hit.clause
        )
        return [*([own.text] if own else []), *(each.deadline for each in added if each.deadline)]

    def _days(self, hit: Hit) -> list[date]:
        year = self._year(hit.document)
        days = (last_day_of(each, year) for each in self.deadlines(hit))
        return [day for day in days if day]

    def _year(self, document: Document) -> int:
        if document.id not in self._years:
            self._years[document.id] = own_year(document, self._today.year)
        return self._years[document.id]


def own_year(document: Document, today: int) -> int:
    """The year that a document's months are of: this one if it can be, else its own."""
    spoken = Counter(year for clause in document.clauses for year in _years_of(clause))
    edition = document.edition
    if edition.year:
        last = edition.last_year or edition.year
        return today if edition.year <= today <= last else edition.year
    if not spoken or today in spoken:
        return today
    return spoken.most_common(1)[0][0]


def _years_of(clause: Clause) -> list[int]:
    return years_of(clause.owner.deadline.text) if clause.owner.deadline else []
