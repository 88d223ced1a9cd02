"""list: every clause that mentions a term, grouped by section, with a count."""

from itertools import groupby

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import Span, cite, named, sentences
from bot.question import Question
from index.found import Hit, Mentions
from index.lexical import fold
from index.query import shorter
from index.words import mentions


def list_answer(question: Question, found: Mentions, basis: Basis) -> Answer:
    terms = found.terms
    head = _head(found.asked or question.query.mention, found, basis)
    blocks = [head, *list_blocks(found.hits, terms, basis)]
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="list",
        citations=tuple(cite(hit, spans_of(hit, terms)) for hit in found.hits),
    )


def list_blocks(hits: tuple[Hit, ...], terms: tuple[str, ...], basis: Basis) -> list[str]:
    """The clauses that hold the terms, a block for each section."""
    return [
        "\n".join((where, *(_line(hit, spans_of(hit, terms), basis) for hit in group)))
        for where, group in groupby(hits, key=lambda hit: place(hit, basis))
    ]


def _head(asked: str, found: Mentions, basis: Basis) -> str:
    """What was looked for and how often it was found; other words than were asked for are said."""
    terms = found.terms
    if len(terms) > 1:
        term, key = "、".join(f"“{each}”" for each in terms), "list_head_together"
    else:
        term, key = terms[0], "list_head"
        if fold(term) not in {fold(asked), fold(shorter(asked))}:
            key = "list_head_instead"
    return basis.say(key, term=term, asked=asked, count=len(found.hits))


def spans_of(hit: Hit, terms: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the clause mentions the terms, in the document's offsets."""
    clause = hit.clause
    return tuple(
        sorted(
            (clause.start + start, clause.start + end)
            for term in terms
            for start, end in mentions(clause.text, term)
        )
    )


def place(hit: Hit, basis: Basis) -> str:
    """The headings above a clause, and its document where there are several."""
    several = len(basis.generation.documents) > 1
    above = [named(basis, hit.document)] if several or not hit.clause.path else []
    return " ".join((*above, *hit.clause.path))


def _line(hit: Hit, marked: tuple[Span, ...], basis: Basis) -> str:
    """The clause's label and headline, and its sentences that hold the term."""
    clause = hit.clause
    spoken = [
        hit.document.text[start:end]
        for start, end in sentences(clause)
        if any(start <= at < end for at, _ in marked)
    ]
    told = "".join(spoken)
    headline = "" if told.startswith(clause.headline) else f"{clause.headline}："
    return basis.say("list_line", label=clause.label, headline=headline, sentences=told)
