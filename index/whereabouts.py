"""Stretches of documents that a conversation stands at, as clauses of a generation."""

from collections.abc import Sequence

from index.clause import Document
from index.found import Addressed, Hit, WholeSection
from index.generation import Generation
from index.reference import Stretch, section_at
from index.scope import Scope

Places = Sequence[tuple[Document, Stretch]]


def placed(stretches: Sequence[Stretch], generation: Generation) -> Places:
    """Each stretch with its document, which must be of the generation."""
    by_id = {document.id: document for document in generation.documents}
    return [(by_id[each.document], each) for each in stretches]


def scope_of(stretches: Sequence[Stretch], generation: Generation) -> Scope:
    ranges = [
        generation.positions(document)[each.first : each.last]
        for document, each in placed(stretches, generation)
    ]
    return Scope.of(ranges, len(generation.passages))


def all_of(places: Places) -> Addressed | WholeSection:
    """Every clause; a section, or a document, as such."""
    hits = tuple(
        Hit(document, clause)
        for document, stretch in places
        for clause in document.clauses[stretch.first : stretch.last]
    )
    document, stretch = places[0]
    section = section_at(document, stretch)
    whole = len(hits) == len(document.clauses) > 1
    if len(places) == 1 and (section or whole):
        return WholeSection(document, None if whole else section, hits)
    return Addressed(hits)


def without(stretches: Sequence[Stretch], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits that lie in none of the stretches."""
    return tuple(
        hit
        for hit in hits
        if not any(
            each.document == hit.document.id
            and hit.clause in hit.document.clauses[each.first : each.last]
            for each in stretches
        )
    )
