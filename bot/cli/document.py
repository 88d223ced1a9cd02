"""A document's outline, or its clauses, as lines and as JSON, for `wence show`."""

from collections.abc import Iterator

from bot.answering import Basis
from bot.answering.quoting import cite, heading, quoted
from bot.cli.edition import edition_json, edition_line
from index.clause import Clause, Document, Section
from index.found import Hit

_TOLD = 40  # characters of a clause in the outline
_MARKS = {"named": "●", "indirect": "○", "not_named": " "}


def cited(document: Document, clause: Clause) -> dict[str, object]:
    """The clause as a citation's JSON, with its owner."""
    return cite(Hit(document, clause), owner=True).model_dump(mode="json")


def whole(
    document: Document, node: Section | Clause, clauses: list[Clause], basis: Basis
) -> Iterator[str]:
    """The clauses to the letter, below the heading where `node` is a section."""
    if isinstance(node, Section):
        yield heading(document, node)
    for clause in clauses:
        yield quoted(Hit(document, clause), basis)


def outline(document: Document, basis: Basis) -> Iterator[str]:
    """A line for each section and clause, below what the document is."""
    say, register = basis.say, basis.generation.register
    yield say("show.head", title=document.title, source=document.source)
    line = edition_line(document, register, say)
    if line:
        yield line
    named = sum(clause.owner.status == "named" for clause in document.clauses)
    yield say("show.count", clauses=len(document.clauses), named=named)
    versions = basis.generation.versions(document.source)
    if versions:
        yield say("show.earlier", count=len(versions), source=document.source)
    for node in _in_order(document):
        yield _line(document, node)
    if any(clause.owner.status != "not_named" for clause in document.clauses):
        yield say("show.legend")


def _in_order(document: Document) -> Iterator[Section | Clause]:
    """Sections and clauses as the text has them; a section goes before its first clause."""
    for at, clause in enumerate(document.clauses):
        yield from (each for each in document.sections if each.first == at < each.last)
        yield clause


def _line(document: Document, node: Section | Clause) -> str:
    indent = "  " * len(node.path)
    if isinstance(node, Section):
        return f"  {indent}{heading(document, node)}"
    told = node.headline or node.text.split("\n", 1)[0]
    short = told if len(told) <= _TOLD else f"{told[:_TOLD]}…"
    return f"{_MARKS[node.owner.status]} {indent}{node.label} {short}"


def outline_json(document: Document, basis: Basis) -> dict[str, object]:
    """What `outline` tells, with the places in the stored text."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "edition": edition_json(document, basis.generation.register),
        "earlier": [each.document.id for each in basis.generation.versions(document.source)],
        "sections": [
            {
                "label": each.label,
                "title": each.title,
                "path": list(each.path),
                "start": each.start,
                "end": each.end,
            }
            for each in document.sections
        ],
        "clauses": [
            {
                "label": each.label,
                "headline": each.headline,
                "path": list(each.path),
                "start": each.start,
                "end": each.end,
                "page": each.page,
                "owner": each.owner.status,
            }
            for each in document.clauses
        ],
    }
