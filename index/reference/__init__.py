"""Addresses by number: read from a question, followed in a document."""

from index.reference.address import Reference, Step
from index.reference.label import read_alone, read_label
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
from index.reference.resolution import (
    Node,
    Resolved,
    children,
    clauses_of,
    resolve,
    text_of,
)

__all__ = [
    "OUTER",
    "Node",
    "Reference",
    "Resolved",
    "Step",
    "Stretch",
    "around",
    "children",
    "clauses_of",
    "neighbour",
    "parse_reference",
    "resolve",
    "resolve_from",
    "section_at",
    "stretch_of",
    "text_of",
]


def parse_reference(text: str) -> tuple[Reference | None, str]:
    """The address in `text` and the text without it; None and the whole text where none is."""
    for read in (read_preface, read_ordinals, read_label, read_alone):
        found = read(text)
        if found:
            return found.reference, f"{text[: found.start]} {text[found.end :]}".strip()
    return None, text
