"""The whole way of a question, as Runnables: understand → retrieve → read → answer → check."""

from collections.abc import Callable

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answer import Answer
from bot.answering import Basis, answer
from bot.question import Question, understand
from index.changes import find_changes
from index.errors import WenceError
from index.found import Found, Ranked
from index.reader import Reader
from index.reranking import reread
from index.retriever import ClauseRetriever


class UnfaithfulQuoteError(WenceError):
    """A quote is not the span that it claims to be; it must not leave."""


def make_chain(
    retriever: ClauseRetriever, basis: Basis, reader: Callable[[], Reader | None]
) -> Runnable[str, Answer]:
    """The chain over one generation; `reader` gives None where there is none."""
    generation = retriever.generation
    texts = {document.source: document.text for document in generation.documents}

    def understood(text: str) -> Question:
        return understand(text, generation.speller)

    def retrieved(question: Question) -> tuple[Question, Found | None]:
        if question.intent == "compare":
            return question, find_changes(question.query.said, generation.register)
        looks = question.intent in {"find", "owner"}
        return question, retriever.search(question.query) if looks else None

    def read(step: tuple[Question, Found | None]) -> tuple[Question, Found | None]:
        question, found = step
        if question.intent != "find" or not isinstance(found, Ranked) or not found.hits:
            return step
        reading = reader()
        return question, reread(question.query.text or question.text, found, reading) if reading else found

    def answered(step: tuple[Question, Found | None]) -> Answer:
        return answer(*step, basis)

    return (
        RunnableLambda(understood)
        | RunnableLambda(retrieved)
        | RunnableLambda(read)
        | RunnableLambda(answered)
        | RunnableLambda(lambda drafted: checked(drafted, texts))
    )


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
