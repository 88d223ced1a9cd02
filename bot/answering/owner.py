"""owner: named, indirect or not named; never a guess."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import Span, cite, named, owner_of, quoted, title
from bot.question import Question
from index.clause import Owner, Role
from index.found import Hit

_ROLES: tuple[Role, ...] = ("lead", "responsible", "support", "unknown")


def owner_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    """Who answers for each of `hits`, of which there is one at least."""
    blocks = _of_several(hits, basis) if len(hits) > 1 else _of_one(question, hits[0], basis)
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="owner",
        citations=tuple(cite(hit, _marked(hit.clause.owner), owner=True) for hit in hits),
        owner=owner_of(hits[0].clause.owner),
    )


def _of_one(question: Question, hit: Hit, basis: Basis) -> list[str]:
    words = spoken(hit.clause.owner, basis)
    if question.asked == "date" and not hit.clause.owner.deadline:
        words += "\n" + basis.say("owner_no_deadline")
    return [words, quoted(hit, basis)]


def _of_several(hits: tuple[Hit, ...], basis: Basis) -> list[str]:
    """How many are named, then a block a clause: its label and title, its owner."""
    count = sum(hit.clause.owner.status == "named" for hit in hits)
    key = "owner_some" if 0 < count < len(hits) else "owner_all" if count else "owner_none"
    blocks = [basis.say(key, count=len(hits), named=count)]
    for hit in hits:
        silent = key == "owner_none" and hit.clause.owner.status == "not_named"
        blocks.append(title(hit) + ("" if silent else f"\n{spoken(hit.clause.owner, basis)}"))
    return [*blocks, basis.say("source", document=named(basis, hits[0].document), label="")]


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
