"""Answers and questions as the measures meet them."""

from bot.answer import Answer, AnswerOwner, Citation
from bot.evaluation import Gold, Outcome, Shelf, measure
from index.clause import Document

SOURCE = "d.txt"


def document(text: str, source: str = SOURCE, title: str = "某计划") -> Document:
    return Document(source, title, source, text, (), ())


def citation(label: str, quote: str = "", start: int = 0, **more: AnswerOwner) -> Citation:
    return Citation(
        document="某计划",
        clause=label,
        path=(),
        quote=quote,
        start=start,
        end=start + len(quote),
        source=SOURCE,
        **more,
    )


def answer(
    *labels: str, text: str = "", answered: bool = True, took: float = 0.0, **more: AnswerOwner
) -> Answer:
    cited = tuple(map(citation, labels))
    return Answer(
        question="",
        answer=text,
        answered=answered,
        kind="clause",
        citations=cited,
        took_ms=took,
        **more,
    )


def gold(**values: object) -> Gold:
    return Gold.model_validate({"id": "1", "question": "问", "type": "fact", **values})


def outcome(right: bool, *, took: float = 0.0, **values: object) -> Outcome:
    """A question for 一、1 that is answered with it, or with another."""
    asked = gold(**{"gold": ["一、1"], **values})
    return measure(asked, answer("一、1" if right else "二、1", took=took), Shelf())
