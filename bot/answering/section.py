"""section: complete. The heading, the count, then every clause whole with its mark, in order."""

from collections.abc import Iterator

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.outline import counted
from bot.answering.quoting import block, cite, heading, named, opening
from bot.question import Question
from index.clause import Section
from index.found import WholeSection
from index.overview import count_in

LONGEST = 3000  # characters; beyond, a line a clause


def section_answer(question: Question, found: WholeSection, basis: Basis) -> Answer:
    document, section = found.document, found.section
    title = named(basis, document)
    whole = question.whole or _length(found) <= LONGEST
    blocks = [
        _head(found, basis),
        *_body(found, whole=whole),
    ]
    if not whole:
        blocks.append(basis.say("section_rest", label=found.hits[0].clause.label))
    blocks.append(basis.say("source", document=title, label=section.label if section else ""))
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="section",
        citations=tuple(cite(hit) for hit in found.hits),
    )


def _head(found: WholeSection, basis: Basis) -> str:
    """The heading and how many items it has; of a whole document how many parts besides."""
    if found.section is None:
        return counted(found.document, basis)
    count = count_in(found.document, found.section)
    return basis.say("section_head", heading=heading(found.document, found.section), count=count)


def _length(found: WholeSection) -> int:
    return sum(len(hit.clause.text) for hit in found.hits)


def _body(found: WholeSection, *, whole: bool) -> Iterator[str]:
    """Every clause or its opening, under the headings that stand between it and the section's."""
    for position, hit in enumerate(found.hits, found.section.first if found.section else 0):
        yield from _headings_before(found, position, hit.clause.text)
        yield block(hit) if whole else opening(hit)


def _headings_before(found: WholeSection, position: int, text: str) -> Iterator[str]:
    """Headings of the sub-sections that begin with this clause, outermost first."""
    for section in found.document.sections:
        below = section.first == position and _is_below(found, section)
        if below and section.title not in text:
            yield heading(found.document, section)


def _is_below(found: WholeSection, section: Section) -> bool:
    if found.section is None:
        return True
    parent = section.parent
    while parent is not None:
        above = found.document.sections[parent]
        if above is found.section:
            return True
        parent = above.parent
    return False
