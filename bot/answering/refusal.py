"""refusal: says what is missing and shows the nearest clause; clarify: a short choice."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import block, cite, heading, named, source
from bot.question import Question
from index.found import Hit, Missing

CHOICES = 8  # documents that a choice shows
TOLD = 24  # characters of each


def refusal_answer(question: Question, lacking: str, hit: Hit | None, basis: Basis) -> Answer:
    blocks = [lacking]
    if hit:
        blocks.append(f"{block(hit.clause)}\n{source(basis, hit.document, hit.clause)}")
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
    say = basis.say
    where = say("missing_whole", document=named(basis, found.document))
    if found.within:
        where += f"“{heading(found.within)}”"
    said = found.step.said
    if found.there:
        first, last = found.there[0].label, found.there[-1].label
        count = len(found.there)
        text = say("missing_item", said=said, where=where, count=count, first=first, last=last)
    else:
        text = say("missing_any", said=said, where=where)
    return refusal_answer(question, text, None, basis)


def clarify_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    """The same address in several documents: which one? A line a document, with what it says."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.document.id, hit)
    lines = [_choice(hit, basis) for hit in first.values()]
    rest = [basis.say("clarify_more", count=len(lines) - CHOICES)] if len(lines) > CHOICES else []
    text = basis.say("clarify_document", count=len(lines))
    return Answer(
        question=question.text,
        answer="\n".join((text, *lines[:CHOICES], *rest)),
        answered=False,
        kind="clarify",
    )


def _choice(hit: Hit, basis: Basis) -> str:
    clause = hit.clause
    told = clause.headline or clause.text.split("\n", 1)[0]
    if len(told) > TOLD:
        told = f"{told[:TOLD]}…"
    title = named(basis, hit.document)
    return basis.say("clarify_document_line", document=title, label=clause.label, told=told)
