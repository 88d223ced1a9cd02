"""owner: named, indirect or not named; never a guess.

The document's own word comes first, then what the office adds to it, then the tables that allot it.
"""

from bot.answer import Answer, AnswerOwner
from bot.answering.basis import Basis
from bot.answering.beside import allotted, cite_owner, rows, supplements, supplied
from bot.answering.quoting import Span, block, source
from bot.question import Question
from index.clause import Owner, Role
from index.found import Hit
from index.repeated import repeating

_ROLES: tuple[Role, ...] = ("lead", "responsible", "support", "unknown")


def owner_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    blocks: list[str] = []
    if len(hits) > 1:
        own = sum(hit.clause.owner.status == "named" for hit in hits)
        blocks.append(basis.say("owner_several", count=len(hits), named=own))
    for hit in hits:
        blocks += _blocks(hit, question.role, basis)
    cited = [
        cite_owner(each, marked_owner(each.clause.owner), supplements(each, basis))
        for hit in hits
        for each in (hit, *rows(hit, basis))
    ]
    distinct = {(each.source, each.start): each for each in cited}
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="owner",
        citations=tuple(distinct.values()),
        owner=cited[0].owner if cited else AnswerOwner(status="not_named"),
    )


def telling(question: Question, hits: tuple[Hit, ...]) -> Hit:
    """The best hit; of several clauses that repeat what is quoted, the best that names an owner."""
    alike = repeating(question.query.text, [hit.clause for hit in hits])
    named = [hits[at] for at in alike if hits[at].clause.owner.status == "named"]
    return named[0] if named and 0 in alike else hits[0]


def _blocks(hit: Hit, role: Role | None, basis: Basis) -> list[str]:
    added = supplements(hit, basis)
    told = [
        spoken(hit.clause.owner, basis, role),
        *(supplied(each, basis) for each in added),
    ]
    blocks = ["\n".join(told), f"{block(hit.clause)}\n{source(basis, hit.document, hit.clause)}"]
    for row in rows(hit, basis):
        blocks += allotted(row, spoken(row.clause.owner, basis, role), basis)
    return blocks


def spoken(owner: Owner, basis: Basis, role: Role | None = None) -> str:
    """The owner in words; the `role` that is asked for first, or that nobody is named for it."""
    say = basis.say
    if owner.status == "not_named":
        lines = [say("owner_not_named")]
    elif owner.status == "indirect":
        lines = [say("owner_indirect", phrases="、".join(f"“{p.text}”" for p in owner.phrases))]
    else:
        lines = _roles(owner, basis, role)
    if owner.deadline:
        lines.append(say("owner_deadline", deadline=owner.deadline.text))
    return "\n".join(lines)


def _roles(owner: Owner, basis: Basis, asked: Role | None) -> list[str]:
    lines = []
    told = {unit.role for unit in owner.units}
    if asked == "support" and not told & {"support", "unknown"}:
        lines.append(basis.say("owner_no_support"))
    if asked == "lead" and told == {"support"}:
        lines.append(basis.say("owner_no_lead"))
    for role in sorted(_ROLES, key=lambda role: role != asked):
        units = [unit.name for unit in owner.units if unit.role == role]
        if units:
            lines.append(basis.say(f"owner_{role}", units="、".join(dict.fromkeys(units))))
    return lines


def marked_owner(owner: Owner) -> tuple[Span, ...]:
    values = (*owner.units, *owner.phrases, *((owner.deadline,) if owner.deadline else ()))
    return tuple(sorted({(value.start, value.end) for value in values}))
