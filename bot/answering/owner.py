"""owner: named, indirect or not named; never a guess."""

from bot.answer import Answer, AnswerOwner
from bot.answering.basis import Basis
from bot.answering.quoting import Span, block, cite, owner_of, source
from bot.question import Question
from index.clause import Owner, Role
from index.found import Hit

_ROLES: tuple[Role, ...] = ("lead", "responsible", "support", "unknown")


def owner_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    blocks: list[str] = []
    if len(hits) > 1:
        named = sum(hit.clause.owner.status == "named" for hit in hits)
        blocks.append(basis.say("owner_several", count=len(hits), named=named))
    for hit in hits:
        blocks += [
            spoken(hit.clause.owner, basis),
            f"{block(hit.clause)}\n{source(basis, hit.document, hit.clause)}",
        ]
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="owner",
        citations=tuple(cite(hit, _marked(hit.clause.owner), owner=True) for hit in hits),
        owner=owner_of(hits[0].clause.owner) if hits else AnswerOwner(status="not_named"),
    )


def spoken(owner: Owner, basis: Basis) -> str:
    """The owner in words."""
    say = basis.say
    if owner.status == "not_named":
        lines = [say("owner_not_named")]
    elif owner.status == "indirect":
        lines = [say("owner_indirect", phrases="、".join(f"“{p.text}”" for p in owner.phrases))]
    else:
        lines = []
        for role in _ROLES:
            units = [unit.name for unit in owner.units if unit.role == role]
            if units:
                lines.append(say(f"owner_{role}", units="、".join(dict.fromkeys(units))))
    if owner.deadline:
        lines.append(say("owner_deadline", deadline=owner.deadline.text))
    return "\n".join(lines)


def _marked(owner: Owner) -> tuple[Span, ...]:
    values = (*owner.units, *owner.phrases, *((owner.deadline,) if owner.deadline else ()))
    return tuple(sorted({(value.start, value.end) for value in values}))
