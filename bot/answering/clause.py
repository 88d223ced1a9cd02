"""clause: one or more clauses, whole, by their number or as the place that was asked for."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import block, cite, source
from bot.question import Question
from index.found import Hit


def clause_answer(question: Question, hits: tuple[Hit, ...], basis: Basis) -> Answer:
    blocks = [f"{block(hit.clause)}\n{source(basis, hit.document, hit.clause)}" for hit in hits]
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="clause",
        citations=tuple(cite(hit) for hit in hits),
    )
