"""What a place that is in focus states of what is asked of it: a fact, or that it does not."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.clause import clause_answer
from bot.answering.fact import fact_answer
from bot.answering.quoting import cite, quoted
from bot.answering.refusal import refusal_answer
from bot.answering.section import section_answer
from bot.answering.statement import stating
from bot.question import Question
from index.found import Addressed, Hit, Mentions, WholeSection

SEVERAL = 8  # clauses that are shown because each states something of the kind


def stated_answer(
    question: Question, found: Addressed | WholeSection | Mentions, basis: Basis
) -> Answer:
    """The sentences that state what is asked; else that none does, with the clause beside it."""
    told = [(hit, marked) for hit in found.hits if (marked := stating(question, hit))]
    if len(told) == 1:
        return fact_answer(question, *told[0], basis)
    if told:
        return _several(question, [hit for hit, _ in told][:SEVERAL], basis)
    if isinstance(found, WholeSection):
        return section_answer(question, found, basis)
    if question.query.reference:
        return clause_answer(question, found.hits, basis)
    return _lacking(question, found.hits, basis)


def _several(question: Question, hits: list[Hit], basis: Basis) -> Answer:
    marked = [(hit, stating(question, hit)) for hit in hits]
    return Answer(
        question=question.text,
        answer="\n\n".join(quoted(hit, basis) for hit in hits),
        answered=True,
        kind="fact",
        citations=tuple(cite(hit, spans) for hit, spans in marked),
    )


def _lacking(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    lacking = basis.say("absent_asked", asked=basis.say(f"asked_{question.asked}"))
    return refusal_answer(question, lacking, hits[0], basis)
