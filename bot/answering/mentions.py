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
    marked = [_spans(hit, terms) for hit in found.hits]
    blocks = [_head(found.asked or question.query.mention, found, basis)]
    lines = zip(found.hits, marked, strict=True)
    for place, group in groupby(lines, key=lambda line: _place(line[0], basis)):
        blocks += ["\n".join((place, *(_line(hit, spans, basis) for hit, spans in group)))]
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="list",
        citations=tuple(cite(hit, spans) for hit, spans in zip(found.hits, marked, strict=True)),
    )


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


def _spans(hit: Hit, terms: tuple[str, ...]) -> tuple[Span, ...]:
    clause = hit.clause
    return tuple(
        sorted(
            (clause.start + start, clause.start + end)
            for term in terms
            for start, end in mentions(clause.text, term)
        )
    )


def _place(hit: Hit, basis: Basis) -> str:
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
