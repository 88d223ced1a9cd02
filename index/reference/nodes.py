"""The outline of a document as nodes: sections and clauses, their marks, what lies below them."""

import re
import sys
from collections.abc import Iterable

from index.clause import Clause, Document, MarkKind, Section
from index.numeral import parse_number
from index.reference.address import Step

Node = Section | Clause

ASIDE: frozenset[MarkKind] = frozenset({"annex", "box", "row"})  # beside a document's own levels
UNNUMBERED: frozenset[MarkKind] = frozenset({"preface", "unnumbered"})
_SUFFIX = re.compile(r"之(\S+)$")


def items_of(document: Document, nodes: Iterable[Node]) -> tuple[Node, ...]:
    """What the sections hold right below them; a section that holds no numbered text itself."""
    items: list[Node] = []
    for node in nodes:
        below = children(document, node) if isinstance(node, Section) else ()
        numbered = tuple(each for each in below if kind_of(each) not in UNNUMBERED | ASIDE)
        items += numbered or (node,)
    return tuple(items)


def everywhere(
    document: Document, kind: MarkKind | None = None, step: Step | None = None
) -> tuple[Node, ...]:
    """All sections and clauses with a mark of that kind and a number of that step, in order."""
    low, high = (step.first, step.last) if step else (0, sys.maxsize)
    everything: list[Node] = [*document.sections, *document.clauses]
    nodes = [
        node
        for node in everything
        if node.marks
        and low <= node.marks[-1].number <= high
        and (kind is None or node.marks[-1].kind == kind)
    ]
    sections = [node for node in nodes if isinstance(node, Section)]
    if not sections:
        return tuple(nodes)
    headed = {section.label for section in document.sections}
    nodes = [node for node in nodes if isinstance(node, Section) or node.label not in headed]
    return tuple(sorted(nodes, key=lambda node: node.start))


def children(document: Document, within: Section | None) -> tuple[Node, ...]:
    """The numbered nodes right below a section, or at the top, in order.

    A heading without a number is looked through: what it heads is numbered. The text that an item
    has above its sub-items has the item's own label and is no child.
    """
    nodes = _right_below(document, within)
    through: list[Node] = []
    for node in nodes:
        if isinstance(node, Section) and not node.marks:
            through += children(document, node)
        else:
            through.append(node)
    return tuple(node for node in through if kind_of(node) not in UNNUMBERED) or nodes


def _right_below(document: Document, within: Section | None) -> tuple[Node, ...]:
    index = document.sections.index(within) if within else None
    sections = [section for section in document.sections if section.parent == index]
    headed = {section.label for section in sections} | ({within.label} if within else set())
    inside = document.clauses[within.first : within.last] if within else document.clauses
    clauses = [
        clause for clause in inside if clause.section == index and clause.label not in headed
    ]
    return tuple(sorted((*sections, *clauses), key=lambda node: node.start))


def kind_of(node: Node) -> MarkKind:
    """The kind of the node's own mark; a heading may have none."""
    return node.marks[-1].kind if node.marks else "unnumbered"


def number_of(node: Node) -> int:
    return node.marks[-1].number if node.marks else 0


def suffix_of(node: Node) -> int:
    """The number behind 之 in 第十七条之一, else 0."""
    found = _SUFFIX.search(node.marks[-1].text) if node.marks else None
    return parse_number(found[1]) or 0 if found else 0


def text_of(node: Node) -> str:
    """A section's heading, or a clause with its headings."""
    return node.title if isinstance(node, Section) else " ".join((*node.path, node.text))


def clauses_of(document: Document, node: Node) -> tuple[Clause, ...]:
    return document.clauses[node.first : node.last] if isinstance(node, Section) else (node,)


def numbers_of(nodes: Iterable[Node]) -> set[int]:
    return set(map(number_of, nodes))
