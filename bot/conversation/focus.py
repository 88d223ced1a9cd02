"""Focus: where the last answer of a conversation stood, and what was asked of it."""

from dataclasses import dataclass, field

from bot.answer import Answer
from bot.kinds import Asked
from bot.question import Question
from index.clause import Role
from index.found import (
    Addressed,
    Changes,
    Duties,
    Found,
    Mentions,
    Missing,
    Outline,
    Ranked,
    SeveralSeries,
    WholeSection,
)
from index.generation import Generation
from index.reference import Stretch, stretch_of
from index.words import subject


@dataclass(frozen=True, slots=True)
class Focus:
    """No more than the next message may need to go on from.

    Attributes:
        places: where the answer stood, in its order; none where it found nothing.
        shown: what was shown before of the same, beside `places`.
        listed: the places are a list, of which one may be asked for by its number.
        cut: not all of them was shown whole.
        stepped: the question gave the address of an item within a section.
        owner: a responsible body was asked for, in the role `role` if any.
        asked: the kind of thing that was asked for.
        mention: the term whose mentions were asked for.
        subject: what was looked for by its words.
        choices: ids of the documents to choose from; `pending` is the question that waits for it.
    """

    places: tuple[Stretch, ...] = ()
    shown: tuple[Stretch, ...] = field(default=())
    listed: bool = False
    cut: bool = False
    stepped: bool = False
    owner: bool = False
    role: Role | None = None
    asked: Asked | None = None
    mention: str = ""
    subject: str = ""
    choices: tuple[str, ...] = ()
    pending: str = ""


def focus_of(
    question: Question, found: Found | None, answer: Answer, generation: Generation
) -> Focus | None:
    """What is in focus after an answer; None where it leaves the focus as it was."""
    if found is None and question.intent not in {"vague", "outline"}:
        return None
    choices = _choices(found) if answer.kind == "clarify" else ()
    places = _of_outline(question, generation) or _places(found, answer, generation)
    query = question.query
    reference = query.reference
    return Focus(
        places=places,
        shown=query.besides,
        listed=isinstance(found, Mentions | Duties | Changes) or len(places) > 1,
        cut=any(each.quote not in answer.answer for each in answer.citations),
        stepped=reference is not None and len(reference.steps) > 1,
        owner=question.intent == "owner",
        role=question.role,
        asked=question.asked,
        mention=query.mention,
        subject="" if isinstance(found, Addressed) else subject(f"{query.heading} {query.text}"),
        choices=choices,
        pending=question.text if choices else "",
    )


def _choices(found: Found | None) -> tuple[str, ...]:
    match found:
        case Addressed():
            return tuple(dict.fromkeys(hit.document.id for hit in found.hits))
        case SeveralSeries():
            return tuple(document.id for document in found.newest)
        case _:
            return ()


def _of_outline(question: Question, generation: Generation) -> tuple[Stretch, ...]:
    """The outline of a single document leaves it as a whole in focus."""
    documents = generation.documents
    if question.intent != "outline" or len(documents) != 1:
        return ()
    return (Stretch(documents[0].id, 0, len(documents[0].clauses)),)


def _places(found: Found | None, answer: Answer, generation: Generation) -> tuple[Stretch, ...]:
    if answer.kind == "clarify":
        return ()
    match found:
        case Missing() | Outline():
            return (_around(found),)
        case WholeSection():
            first = found.document.clauses.index(found.hits[0].clause)
            return (Stretch(found.document.id, first, first + len(found.hits)),)
        case Addressed() | Mentions():
            return tuple(stretch_of(hit.document, hit.clause) for hit in found.hits)
        case Ranked() | Changes() | Duties():
            return _cited(answer, generation)[: 1 if isinstance(found, Ranked) else None]
        case _:
            return ()


def _around(found: Missing | Outline) -> Stretch:
    """Where the number that is missing was looked for; the document whose headings were shown."""
    if isinstance(found, Missing) and found.within:
        return stretch_of(found.document, found.within)
    return Stretch(found.document.id, 0, len(found.document.clauses))


def _cited(answer: Answer, generation: Generation) -> tuple[Stretch, ...]:
    ids = {document.source: document.id for document in generation.documents}
    passages = (
        generation.passage(ids[each.source], each.start)
        for each in answer.citations
        if each.source in ids
    )
    return tuple(stretch_of(document, clause) for document, clause in passages)
