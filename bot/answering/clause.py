"""clause: one or more clauses, whole, by their number or as the place that was asked for."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import cite, quoted
from bot.question import Question
from index.found import Hit


def clause_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    return Answer(
        question=question.text,
        answer="\n\n".join(quoted(hit, basis) for hit in hits),
        answered=True,
        kind="clause",
        citations=tuple(cite(hit) for hit in hits),
    )
