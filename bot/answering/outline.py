"""How a document is divided: how many parts and items it has, and its headings."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import cite_heading, heading, named
from bot.question import Question
from index.clause import Document
from index.found import Outline
from index.overview import Part, count_in, is_aside, parts_of


def outline_answer(question: Question, found: Outline, basis: Basis) -> Answer:
    """The headings of the outermost level, each with the number of its items."""
    return Answer(
        question=question.text,
        answer="\n".join((counted(found.document, basis), *_lines(found, basis))),
        answered=True,
        kind="section",
        citations=tuple(cite_heading(found.document, each.section) for each in found.parts),
    )


def counted(document: Document, basis: Basis) -> str:
    """How many parts and items a document has, annexes left out."""
    parts = [each.section for each in parts_of(document) if not is_aside(each.section)]
    clauses = count_in(document, None)
    if not parts:
        return basis.say("outline_clauses", document=named(basis, document), clauses=clauses)
    chapters = {each.marks[-1].kind for each in parts} == {"chapter"}
    key = "outline_chapters" if chapters else "outline_sections"
    return basis.say(key, document=named(basis, document), sections=len(parts), clauses=clauses)


def _lines(found: Outline, basis: Basis) -> list[str]:
    return [_line(found.document, each, basis) for each in found.parts]


def _line(document: Document, part: Part, basis: Basis) -> str:
    return basis.say("section_head", heading=heading(document, part.section), count=part.items)
