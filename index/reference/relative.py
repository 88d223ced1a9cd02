"""Addresses as seen from a place: 第二点, 下一条, 上一部分, 这一部分."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.clause import Document, Section
from index.reference.address import Noun, Reference
from index.reference.nodes import Node, children, everywhere
from index.reference.resolution import KINDS, Resolved, resolve, resolve_below

# Levels that stand above items wherever one is: 第六部分 is none of the fifth part.
OUTER: frozenset[Noun] = frozenset({"annex", "box", "book", "part", "chapter", "section"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Clauses `first` to before `last` of the document with that id."""

    document: str
    first: int
    last: int


def stretch_of(document: Document, node: Node) -> Stretch:
    if isinstance(node, Section):
        return Stretch(document.id, node.first, node.last)
    at = document.clauses.index(node)
    return Stretch(document.id, at, at + 1)


def section_at(document: Document, stretch: Stretch) -> Section | None:
    """The section that a stretch is; None for a single clause, and for what is no section."""
    if stretch.last - stretch.first < 2:
        return None
    ranges = ((each.first, each.last) for each in document.sections)
    wanted = (stretch.first, stretch.last)
    return next((document.sections[at] for at, each in enumerate(ranges) if each == wanted), None)


def around(document: Document, stretch: Stretch) -> tuple[Section, ...]:
    """The sections that a stretch stands in, innermost first; a section is the first of its own."""
    if stretch.last - stretch.first == len(document.clauses):
        return ()
    section = section_at(document, stretch)
    at = document.sections.index(section) if section else document.clauses[stretch.first].section
    return tuple(document.sections[each] for each in _upwards(document, at))


def _upwards(document: Document, at: int | None) -> Iterator[int]:
    while at is not None:
        yield at
        at = document.sections[at].parent


def resolve_from(reference: Reference, document: Document, stretch: Stretch) -> Resolved:
    """What a reference means to one who reads a stretch: in its section, then those around.

    Numbers of several levels, and of a level that is outermost or is printed by the document
    itself, are the document's own.
    """
    whole = resolve(reference, document)
    sections = around(document, stretch)
    if reference.preface or not sections or _is_absolute(reference, document, sections):
        return whole
    tried = [resolve_below(reference, document, section) for section in sections]
    there = [each for each in tried if each.nodes and each.missing is None]
    if there:
        return there[0]
    return whole if len(reference.steps) > 1 and whole.missing is None else tried[0]


def _is_absolute(reference: Reference, document: Document, sections: Sequence[Section]) -> bool:
    step = reference.steps[0]
    if step.noun in OUTER or len(reference.steps) > 1:
        return True
    kind = KINDS.get(step.noun)
    if kind is None or not everywhere(document, kind):
        return False
    inside = range(sections[-1].first, sections[-1].last)
    near = (node for node in everywhere(document, kind, step) if isinstance(node, Section))
    return not any(node.first in inside for node in near)


def neighbour(document: Document, stretch: Stretch, noun: Noun | None, by: int) -> Node | None:
    """The node `by` places on (back where negative); None beyond the first or last.

    `noun` says of which level; without one it is the stretch's own.
    """
    row = _row(document, stretch, noun)
    at = next((at for at, node in enumerate(row) if _holds(document, node, stretch)), None)
    if at is None or not 0 <= at + by < len(row):
        return None
    return row[at + by]


def _row(document: Document, stretch: Stretch, noun: Noun | None) -> tuple[Node, ...]:
    """The nodes among which one goes on."""
    kind = KINDS.get(noun) if noun else None
    printed = everywhere(document, kind) if kind and noun != "passage" else ()
    if any(_holds(document, node, stretch) for node in printed):
        return printed
    if noun in OUTER or noun == "division":
        return children(document, None)
    section = section_at(document, stretch)
    if section is None:
        return document.clauses
    parent = document.sections[section.parent] if section.parent is not None else None
    return children(document, parent)


def _holds(document: Document, node: Node, stretch: Stretch) -> bool:
    span = stretch_of(document, node)
    return span.first <= stretch.first and stretch.last <= span.last
