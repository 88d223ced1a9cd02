"""Addresses by number: read from a question, followed in a document."""

from index.reference.address import Reading, Reference, Step
from index.reference.label import read_alone, read_label
from index.reference.nodes import (
    ASIDE,
    UNNUMBERED,
    Node,
    children,
    clauses_of,
    everywhere,
    items_of,
    kind_of,
    text_of,
)
from index.reference.ordinal import read_ordinals, read_preface
from index.reference.relative import (
    OUTER,
    Stretch,
    around,
    neighbour,
    resolve_from,
    section_at,
    stretch_of,
)
from index.reference.resolution import Resolved, resolve, resolve_below

__all__ = [
    "ASIDE",
    "OUTER",
    "UNNUMBERED",
    "Node",
    "Reading",
    "Reference",
    "Resolved",
    "Step",
    "Stretch",
    "around",
    "children",
    "clauses_of",
    "everywhere",
    "items_of",
    "kind_of",
    "neighbour",
    "parse_reference",
    "read_reference",
    "resolve",
    "resolve_below",
    "resolve_from",
    "section_at",
    "stretch_of",
    "text_of",
]


def read_reference(text: str) -> Reading | None:
    """The address in `text` with its span."""
    ways = (read_preface, read_ordinals, read_label, read_alone)
    return next(filter(None, (read(text) for read in ways)), None)


def parse_reference(text: str) -> tuple[Reference | None, str]:
    """The address in `text` and the text without it; None and the whole text where none is."""
    found = read_reference(text)
    if found is None:
        return None, text
    return found.reference, f"{text[: found.start]} {text[found.end :]}".strip()
