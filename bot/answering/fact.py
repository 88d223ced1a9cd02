"""fact: the sentence that answers, then the clause it stands in, marked."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import Span, block, cite, source
from bot.question import Question
from index.found import Hit


def fact_answer(question: Question, hit: Hit, marked: tuple[Span, ...], basis: Basis) -> Answer:
    sentence = "".join(hit.document.text[start:end] for start, end in marked)
    whole = f"{block(hit.clause)}\n{source(basis, hit.document, hit.clause)}"
    only = sentence == hit.clause.text
    return Answer(
        question=question.text,
        answer=whole if only else f"{sentence}\n\n{whole}",
        answered=True,
        kind="fact",
        citations=(cite(hit, marked),),
    )
