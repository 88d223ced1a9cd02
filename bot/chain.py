"""The whole way of a question, as Runnables: understand → retrieve → read → answer → check.

What a question goes on from, the focus, comes in with it and goes out with its answer. A model's
words for the answer, if there is a model, come after and stand in front of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answer import Answer
from bot.answering import Basis, answer, is_found
from bot.conversation import Focus, focus_of, follow, joined, questions
from bot.grounding import grounded
from bot.question import Question, understand
from index.changes import find_changes
from index.errors import WenceError
from index.found import Found, Ranked
from index.reader import Reader
from index.reranking import reread
from index.retriever import ClauseRetriever


class UnfaithfulQuoteError(WenceError):
    """A quote is not the span that it claims to be; it must not leave."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and where the conversation stands."""

    text: str
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Its answer, and where the conversation stands then."""

    answer: Answer
    focus: Focus | None


def make_chain(
    retriever: ClauseRetriever, basis: Basis, reader: Callable[[], Reader | None]
) -> Runnable[Asked, Told]:
    """The chain over one generation; `reader` gives None where there is none."""
    generation = retriever.generation
    texts = {document.source: document.text for document in generation.documents}

    def understood(asked: Asked) -> Question:
        return follow(understand(asked.text, generation.speller), asked.focus, generation)

    def retrieved(question: Question) -> tuple[Question, Found | None]:
        if question.intent == "compare":
            return question, find_changes(question.query.said, generation.register)
        looks = question.intent in {"find", "owner"}
        return question, retriever.search(question.query) if looks else None

    def read(step: tuple[Question, Found | None]) -> tuple[Question, Found | None]:
        question, found = step
        if not isinstance(found, Ranked) or not found.hits or not _is_read(question, found):
            return step
        reading = reader()
        if reading is None:
            return step
        return question, reread(question.query.text or question.text, found, reading)

    def answered(step: tuple[Question, Found | None]) -> Told:
        drafted = answer(*step, basis)
        return Told(drafted, focus_of(*step, drafted, generation))

    def faithful(told: Told) -> Told:
        return replace(told, answer=checked(told.answer, texts))

    return (
        RunnableLambda(understood)
        | RunnableLambda(retrieved)
        | RunnableLambda(read)
        | RunnableLambda(answered)
        | RunnableLambda(faithful)
    )


def _is_read(question: Question, found: Ranked) -> bool:
    """An owner is often named nowhere: the reader is heard where the search is unsure."""
    return question.intent == "find" or not is_found(found.hits[0])


def converse(chain: Runnable[Asked, Told], message: str, focus: Focus | None) -> Told:
    """A message: its questions one after the other, each going on from the one before."""
    answers = []
    for text in questions(message):
        told = chain.invoke(Asked(text, focus))
        answers.append(told.answer)
        focus = told.focus or focus
    return Told(joined(answers), focus)


def phrased(draft: Answer, said: str) -> Answer:
    """The draft with what a model `said` of it in front, as far as its citations bear it out."""
    kept = grounded(said, draft)
    if not kept:
        return draft
    # The sentence that a fact begins with is what the model has put in its own words.
    sentence = "".join(
        each.quote[start - each.start : end - each.start]
        for each in draft.citations[:1]
        for start, end in each.marked
    )
    rest = draft.answer.removeprefix(f"{sentence}\n\n") if draft.kind == "fact" else draft.answer
    return draft.model_copy(update={"answer": f"{kept}\n\n{rest}"})


def checked(answer: Answer, texts: dict[str, str]) -> Answer:
    """The answer, if every quote and every marked word is a span of the stored text.

    Raises:
        UnfaithfulQuoteError: one is not.
    """
    for citation in answer.citations:
        span = texts[citation.source][citation.start : citation.end]
        inside = all(citation.start <= a < b <= citation.end for a, b in citation.marked)
        if span != citation.quote or not inside:
            raise UnfaithfulQuoteError(
                f"{citation.source} {citation.clause} 的引文与原文不符；请重新运行 wence index。"
            )
    return answer
