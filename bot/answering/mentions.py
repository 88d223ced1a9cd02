"""list: every clause that mentions a term, grouped by section, with a count."""

from itertools import groupby

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import Span, cite, named, sentences
from bot.question import Question
from index.found import Hit, Mentions
from index.words import mentions


def list_answer(question: Question, found: Mentions, basis: Basis) -> Answer:
    terms = found.terms
    marked = [_spans(hit, terms) for hit in found.hits]
    key = "list_head" if len(terms) == 1 else "list_head_together"
    term = terms[0] if len(terms) == 1 else "、".join(f"“{each}”" for each in terms)
    blocks = [basis.say(key, term=term, count=len(found.hits))]
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
