"""section: complete. The heading, the count, then every clause whole with its mark, in order."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import block, cite, heading, named, sentences
from bot.question import Question
from index.clause import Clause, Document, Section
from index.found import WholeSection

LONGEST = 3000  # characters; beyond, a line a clause


def section_answer(question: Question, found: WholeSection, basis: Basis) -> Answer:
    title = named(basis, found.document)
    head = heading(found.section) if found.section else title
    head = basis.say("section_head", heading=head, count=len(found.hits))
    label = found.section.label if found.section else ""
    where = basis.say("source", document=title, label=label)
    body = _whole(found) if _length(found) <= LONGEST else _short(found, basis)
    return Answer(
        question=question.text,
        answer="\n\n".join((head, *body, where)),
        answered=True,
        kind="section",
        citations=tuple(cite(hit) for hit in found.hits),
    )


def _length(found: WholeSection) -> int:
    return sum(len(hit.clause.text) for hit in found.hits)


def _whole(found: WholeSection) -> list[str]:
    """Every clause, under the headings that stand between the section's own and the clause."""
    blocks: list[str] = []
    for hit in found.hits:
        above = _headings_before(found.document, found.section, hit.clause)
        blocks += [*above, block(hit.clause)]
    return blocks


def _headings_before(document: Document, within: Section | None, clause: Clause) -> list[str]:
    """Headings of the sub-sections that begin with this clause, outermost first."""
    position = document.clauses.index(clause)
    return [
        heading(section)
        for section in document.sections
        if section.first == position
        and section is not within
        and _below(document, section, within)
        and section.title not in clause.text
    ]


def _below(document: Document, section: Section, above: Section | None) -> bool:
    if above is None:
        return True
    parent = section.parent
    while parent is not None:
        if document.sections[parent] is above:
            return True
        parent = document.sections[parent].parent
    return False


def _short(found: WholeSection, basis: Basis) -> list[str]:
    """A line a clause (mark, first sentences), and how to get the rest."""
    lines = []
    for hit in found.hits:
        start, end = sentences(hit.clause)[0]
        mark = hit.clause.marks[-1].text if hit.clause.marks else ""
        text = hit.document.text
        second = (
            sentences(hit.clause)[1:2]
            if text[start:end].rstrip("。") == hit.clause.headline
            else []
        )
        lines.append(mark + "".join(text[a:b] for a, b in [(start, end), *second]))
    return [*lines, basis.say("section_rest", label=found.hits[0].clause.label)]
