"""refusal: says what is missing and shows the nearest clause; clarify: a short choice."""

from itertools import groupby, takewhile

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import cite, heading, named, quoted
from bot.question import Question
from index.clause import Section
from index.found import Hit, Missing

CHOICES = 8  # documents that a clarification names


def refusal_answer(question: Question, lacking: str, hit: Hit | None, basis: Basis) -> Answer:
    """`lacking` says what the text does not state; `hit`, if any, what comes nearest."""
    blocks = [lacking + basis.say("nearest"), quoted(hit, basis)] if hit else [lacking]
    if basis.contact:
        blocks.append(basis.say("contact", contact=basis.contact))
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=False,
        kind="refusal",
        citations=(cite(hit),) if hit else (),
    )


def missing_answer(question: Question, found: Missing, basis: Basis) -> Answer:
    """A number that leads nowhere: what exists in its stead."""
    where = named(basis, found.document)
    if found.within:
        where += f"“{heading(found.document, found.within)}”"
    text = basis.say(_missing(found), said=found.step.said, where=where, **_there(found))
    return refusal_answer(question, text, None, basis)


def _missing(found: Missing) -> str:
    if not found.there:
        return "missing_any"
    return "missing_section" if isinstance(found.there[0], Section) else "missing_item"


def _there(found: Missing) -> dict[str, object]:
    labels = [node.label for node in found.there]
    ends = dict.fromkeys((*labels[:1], *labels[-1:]))
    return {"count": len(labels), "ends": "到".join(ends)}


def clarify_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    """The same address in several documents: which one?"""
    groups = [tuple(group) for _, group in groupby(hits, key=lambda hit: hit.document.id)]
    lines = [f"· {named(basis, group[0].document)}{_common(group)}" for group in groups[:CHOICES]]
    more = [basis.say("clarify_more", count=len(groups))] if len(groups) > CHOICES else []
    text = basis.say("clarify_document", count=len(groups))
    return Answer(
        question=question.text,
        answer="\n".join((text, *lines, *more)),
        answered=False,
        kind="clarify",
    )


def _common(hits: tuple[Hit, ...]) -> str:
    """What the clauses of one document are: the clause, or the innermost heading above them all."""
    first = hits[0].clause
    if len(hits) == 1:
        return f"{first.label} {first.headline}".rstrip()
    paths = zip(*(hit.clause.path for hit in hits), strict=False)
    shared = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, paths)]
    return shared[-1] if shared else f"{first.label}到{hits[-1].clause.label}"
