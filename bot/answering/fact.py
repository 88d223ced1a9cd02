"""fact: the sentence that answers, then the clause it stands in, marked."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import Span, cite, quoted, sentences
from bot.question import Question
from index.found import Hit


def fact_answer(question: Question, hit: Hit, marked: tuple[Span, ...], basis: Basis) -> Answer:
    sentence = "".join(
        hit.document.text[start:end]
        for start, end in sentences(hit.clause)
        if any(start < last and first < end for first, last in marked)
    )
    # A sentence that is most of its clause is not said twice.
    apart = 2 * len(sentence) <= len(hit.clause.text)
    whole = quoted(hit, basis)
    return Answer(
        question=question.text,
        answer=f"{sentence}\n\n{whole}" if apart else whole,
        answered=True,
        kind="fact",
        citations=(cite(hit, marked),),
    )
