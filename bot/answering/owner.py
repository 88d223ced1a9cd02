"""owner: named, indirect or not named; never a guess.

The document's own word comes first, then what the office adds to it, then the tables that allot it.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.beside import allotted, cite_owner, rows, supplements, supplied
from bot.answering.quoting import Span, named, quoted, sentences, title
from bot.answering.statement import shared_with
from bot.question import Question
from index.clause import Owner, Role
from index.found import Hit
from index.repeated import repeating

ROLES: tuple[Role, ...] = ("lead", "responsible", "support", "unknown")


def owner_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    """Who answers for each of `hits`, of which there is one at least."""
    if len(hits) == 1 and question.query.reference is None:
        hits = (narrowed(question, hits[0]),)
    blocks = _of_several(hits, basis) if len(hits) > 1 else _of_one(question, hits[0], basis)
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
        owner=cited[0].owner,
    )


def telling(question: Question, hits: tuple[Hit, ...]) -> Hit:
    """The best hit; of several clauses that repeat what is quoted, the best that names an owner."""
    alike = repeating(question.query.text, [hit.clause for hit in hits])
    named = [hits[at] for at in alike if hits[at].clause.owner.status == "named"]
    return named[0] if named and 0 in alike else hits[0]


def narrowed(question: Question, hit: Hit) -> Hit:
    """The hit with the bodies of the one sentence alone that the question's words are of.

    Where a clause charges several bodies, each with its own sentence, the others were not asked
    for. Left as it is where no sentence has more of the question's words than every other, and
    where bodies lead or support one another in one task.
    """
    units = hit.clause.owner.units
    if any(unit.role in {"lead", "support"} for unit in units):
        return hit
    charging = [
        (shared_with(question, hit, (start, end)), start, end)
        for start, end in sentences(hit.clause)
        if any(start <= unit.start < end for unit in units)
    ]
    if len(charging) < 2:
        return hit
    best, *others = sorted(charging, reverse=True)
    if best[0] == others[0][0]:
        return hit
    kept = tuple(unit for unit in units if best[1] <= unit.start < best[2])
    return replace(hit, clause=replace(hit.clause, owner=replace(hit.clause.owner, units=kept)))


def _of_one(question: Question, hit: Hit, basis: Basis) -> list[str]:
    words = [spoken(hit.clause.owner, basis, question.role)]
    if question.asked == "date" and not hit.clause.owner.deadline:
        words.append(basis.say("owner_no_deadline"))
    words += [supplied(each, basis) for each in supplements(hit, basis)]
    blocks = ["\n".join(words), quoted(hit, basis)]
    for row in rows(hit, basis):
        told = allotted(row, spoken(row.clause.owner, basis, question.role), basis)
        blocks += [told, quoted(row, basis)]
    return blocks


def _of_several(hits: tuple[Hit, ...], basis: Basis) -> list[str]:
    """How many are named, then a block a clause: its label and title, its owner."""
    count = sum(hit.clause.owner.status == "named" for hit in hits)
    key = "owner_some" if 0 < count < len(hits) else "owner_all" if count else "owner_none"
    silent = key == "owner_none"
    return [
        basis.say(key, count=len(hits), named=count),
        *("\n".join((title(hit), *_in_short(hit, silent, basis))) for hit in hits),
        basis.say("source", document=named(basis, hits[0].document), label=""),
    ]


def _in_short(hit: Hit, silent: bool, basis: Basis) -> Iterator[str]:
    """The clause's owner, left out where all are `silent`, and what stands beside it."""
    owner = hit.clause.owner
    if not silent or owner.status != "not_named":
        yield spoken(owner, basis)
    for each in supplements(hit, basis):
        yield supplied(each, basis)
    for row in rows(hit, basis):
        yield allotted(row, spoken(row.clause.owner, basis), basis)


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
    for role in sorted(ROLES, key=lambda role: role != asked):
        units = [unit.name for unit in owner.units if unit.role == role]
        if units:
            lines.append(basis.say(f"owner_{role}", units="、".join(dict.fromkeys(units))))
    return lines


def marked_owner(owner: Owner) -> tuple[Span, ...]:
    values = (*owner.units, *owner.phrases, *((owner.deadline,) if owner.deadline else ()))
    return tuple(sorted({(value.start, value.end) for value in values}))
