"""What stands beside a clause: the office's supplements, and the rows of tables that allot it."""

from bot.answer import AnswerOwner, Citation, OwnerUnit
from bot.answering.basis import Basis
from bot.answering.quoting import Span, cite, named, owner_of
from index.additions import Supplement
from index.found import Hit


def supplements(hit: Hit, basis: Basis) -> tuple[Supplement, ...]:
    return basis.generation.additions.supplements_of(hit.document, hit.clause)


def rows(hit: Hit, basis: Basis) -> tuple[Hit, ...]:
    """The rows of tables in force that say who does what this clause says."""
    generation = basis.generation
    allotments = generation.additions.allotments_of(hit.document, hit.clause)
    found = (Hit(*generation.passage(each.by, each.row)) for each in allotments)
    standing = generation.register.standing
    return tuple(row for row in found if standing(row.document).answers)


def supplied(supplement: Supplement, basis: Basis) -> str:
    """A supplement in words: that it is one, what it says, who says so and when."""
    say = basis.say
    facts = []
    if supplement.units:
        units = "、".join(supplement.units)
        facts.append(say(f"owner_{supplement.role}", units=units))
    if supplement.deadline:
        facts.append(say("owner_deadline", deadline=supplement.deadline))
    date = say("supplement_date", date=supplement.date) if supplement.date else ""
    return say("supplement", facts="；".join(facts), source=supplement.source, date=date)


def allotted(row: Hit, facts: str, basis: Basis) -> str:
    """Which document says what in which row."""
    document, label = named(basis, row.document), row.clause.label
    return basis.say("allotted", document=document, label=label, facts=facts)


def cite_owner(hit: Hit, marked: tuple[Span, ...], added: tuple[Supplement, ...]) -> Citation:
    """The clause with its owner; what is added is marked as a supplement, the status is its own."""
    own = owner_of(hit.clause.owner)
    units = [
        OwnerUnit(name=unit, role=each.role, supplement=True)
        for each in added
        for unit in each.units
    ]
    owner = AnswerOwner(
        status=own.status,
        units=(*own.units, *dict.fromkeys(units)),
        deadline=own.deadline,
    )
    return cite(hit, marked).model_copy(update={"owner": owner, "supplement": bool(added)})
