"""Query → clauses: an address, a section or every mention as a whole, else dense × lexical."""

from collections.abc import Sequence
from dataclasses import replace

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Chunk
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.asking import without_edition_years
from index.clause import Document, Section
from index.document_number import find_unknown
from index.duties import find_duties
from index.found import (
    Addressed,
    Dormant,
    Found,
    Hit,
    Missing,
    NoDocument,
    NoEdition,
    Outline,
    Ranked,
    WholeSection,
)
from index.generation import Generation
from index.lexical import fold, plain
from index.mention import find_mentions
from index.naming import stretches
from index.overview import Overview, parts_of
from index.query import Query, of_documents, parse
from index.ranking import Weights, covered, rank, weigh
from index.reference import (
    OUTER,
    Reference,
    Resolved,
    Stretch,
    clauses_of,
    resolve,
    resolve_below,
    resolve_from,
    stretch_of,
)
from index.request import asks_content
from index.scope import Scope
from index.selection import Selection, meant_by, select, speaks_of
from index.series import without_years
from index.unnamed import without_names
from index.whereabouts import all_of, placed, scope_of, without
from index.words import subject

TITLE_LONG = 4  # characters of a title that is taken for one inside a question
TITLE_SHORT = 2  # where the question names the document
HEADING_COVERED = 0.5  # of a description's words that a heading must hold


class ClauseRetriever(BaseRetriever):
    """The retriever over one generation; `search` is typed, `invoke(text)` is LangChain's.

    `k` cuts what `invoke` returns, not what is looked for; `invoke(text, k=…)` goes before it.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    generation: Generation
    k: int | None = None

    def search(self, query: Query) -> Found:
        """Find what the query leads to; a text where nothing else does.

        Documents that the query names by their titles are looked at alone.
        """
        return self._within(query.within, query) if query.within else self._everywhere(query)

    def _everywhere(self, query: Query) -> Found:
        query = without_names(query, self.generation.register)
        meant = select(of_documents(query), self.generation.register)
        unknown = self._unknown(query, meant)
        if unknown:
            return unknown
        if meant.lacking is not None:
            return NoEdition(meant.lacking, meant.documents)
        if not meant.documents:
            return Dormant(meant.dormant)
        query = _without_years(query, meant.years)
        return self._whole_of(query, meant) or self._nearest(query, meant)

    def _unknown(self, query: Query, meant: Selection) -> NoDocument | None:
        """A place in, or all of, a document that is not here; its number may be cited in others."""
        places = query.reference or query.overview or query.heading
        if meant.named or not places:
            return None
        number = find_unknown(query.said, self.generation.register.numbers)
        return NoDocument(number, meant.documents) if number else None

    def _whole_of(self, query: Query, meant: Selection) -> Found | None:
        """All that an address, a section, a term, a body or a time leads to."""
        documents = meant.documents
        found: Found | None = self._duties(query, documents) if query.duty else None
        if found is None and query.overview and len(documents) == 1:
            return _overview(documents[0], query.overview)
        if found:
            return found
        if query.reference:
            return self._by_reference(query.reference, query, documents)
        if query.heading:
            return self._by_heading(query, documents)
        found = self._by_title(query.text, meant)
        if query.mention and not found:
            found = self._mentions(query, self.generation.scope(documents))
        return found

    def _nearest(self, query: Query, meant: Selection) -> Found:
        """The document that is all that is said, else what is nearest to the words."""
        text = query.text if query.reference else f"{query.heading} {query.text}".strip()
        if meant.named and len(meant.documents) == 1 and not subject(text):
            return _whole(meant.documents[0])
        scope = self._scope(meant.documents, meant.years)
        ranked = Ranked(without(query.besides, self._by_text(text, scope, query.limit).hits))
        ended = self._by_text(text, self.generation.scope(meant.dormant), 1).hits
        return Ranked(ranked.hits, ended[0]) if ended else ranked

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Chunk]:
        del run_manager
        asked = parse(query)
        limit = k or self.k
        found = self.search(replace(asked, limit=limit) if limit else asked)
        hits: tuple[Hit, ...] = getattr(found, "hits", ())
        return [_chunk(hit) for hit in hits[:limit]]

    def _scope(self, documents: Sequence[Document], years: Sequence[int]) -> Scope:
        """The documents' clauses that speak of all the years; all of them where none does."""
        scope = self.generation.scope(documents)
        if not years:
            return scope
        spoken = [
            range(at, at + 1)
            for at in map(int, scope.positions())
            if all(speaks_of(year, *self.generation.passages[at]) for year in years)
        ]
        return Scope.of(spoken, len(self.generation.passages)) if spoken else scope

    # Where an earlier answer stood

    def _within(self, within: tuple[Stretch, ...], query: Query) -> Found:
        """All of a place, or what is asked for within it."""
        places = placed(within, self.generation)
        if query.reference and len(places) == 1:
            resolved = resolve_from(query.reference, *places[0])
            return self._resolved([resolved], query) or all_of(places)
        scope = scope_of(within, self.generation)
        mentions = self._mentions(query, scope) if query.mention else None
        if mentions:
            return mentions
        if len(scope) > 1 and subject(query.text):
            return self._by_text(query.text, scope, query.limit)
        return all_of(places)

    # By body or deadline

    def _duties(self, query: Query, documents: Sequence[Document]) -> Found | None:
        """Of a section alone, where its number is said."""
        if query.duty is None:
            return None
        scope = self.generation.scope(documents)
        if query.reference:
            stretches = [
                stretch_of(each.document, node)
                for each in (resolve(query.reference, document) for document in documents)
                if not each.missing
                for node in each.nodes
            ]
            scope = scope_of(stretches, self.generation)
        return find_duties(self.generation, query.duty, scope) if len(scope) else None

    # By number

    def _by_reference(
        self, reference: Reference, query: Query, documents: Sequence[Document]
    ) -> Found | None:
        below = self._below_heading(reference, query, documents)
        if below:
            return below
        return self._resolved([resolve(reference, document) for document in documents], query)

    def _below_heading(
        self, reference: Reference, query: Query, documents: Sequence[Document]
    ) -> Found | None:
        """附则里第二条: of the section whose title the question says, if it leads on there."""
        if not query.heading or not reference.steps or reference.steps[0].noun in OUTER:
            return None
        sections = self._titled(query.heading, documents)
        resolved = [resolve_below(reference, document, section) for document, section in sections]
        there = [each for each in resolved if each.nodes and not each.missing]
        rest = query.text.replace(query.heading, " ", 1)
        return self._resolved(there, replace(query, text=rest)) if there else None

    def _titled(self, title: str, documents: Sequence[Document]) -> list[tuple[Document, Section]]:
        """The sections of that title; else the one whose title holds every word of it."""
        known = self.generation.headings.get(plain(title), ())
        exact = [each for each in known if each[0] in documents]
        if exact:
            return exact
        wanted = weigh(self.generation, title)
        holding = [
            (document, section)
            for document in documents
            for section in document.sections
            if wanted and covered(wanted, section.title) == 1
        ]
        return holding if len(holding) == 1 else []

    def _resolved(self, resolved: Sequence[Resolved], query: Query) -> Found | None:
        reference = query.reference or Reference()
        there = [each for each in resolved if each.nodes and not each.missing]
        if not there:
            return _nearest_missing(resolved)
        wanted = weigh(self.generation, query.text)
        there = meant_by(reference, there, lambda told: covered(wanted, told))
        node = there[0].nodes[0]
        if len(there) == 1 and len(there[0].nodes) == 1 and isinstance(node, Section):
            return self._section(there[0].document, node, query)
        return Addressed(
            tuple(
                Hit(each.document, clause)
                for each in there
                for node in each.nodes
                for clause in clauses_of(each.document, node)
            )
        )

    # By subject of a section

    def _by_heading(self, query: Query, documents: Sequence[Document]) -> Found | None:
        wanted = weigh(self.generation, query.heading)
        scored = [
            (covered(wanted, section.title), -len(section.marks), document, section)
            for document in documents
            for section in document.sections
        ]
        if not scored:
            return None
        share, _, document, section = max(scored, key=lambda each: each[:2])
        return self._section(document, section, query) if share >= HEADING_COVERED else None

    def _by_title(self, text: str, meant: Selection) -> Found | None:
        """The section whose whole title the text is, but for words that ask for it.

        A short title, 附则, is one where its document is named.
        """
        asked, documents = plain(text), meant.documents
        least = TITLE_SHORT if meant.named else TITLE_LONG
        whole = [
            (document, section)
            for title in stretches(asked)
            if len(title) >= least and title in self.generation.headings
            if not subject(asked.replace(title, " "))
            for document, section in self.generation.headings[title]
            if document in documents
        ]
        if len(whole) == 1:
            return self._section(*whole[0], Query())
        hits = [Hit(document, c) for document, each in whole for c in clauses_of(document, each)]
        return Addressed(tuple(hits)) if hits else None

    def _mentions(self, query: Query, scope: Scope) -> Found | None:
        return find_mentions(self.generation, query.mention, scope, literal=query.literal)

    def _section(self, document: Document, section: Section, query: Query) -> Found:
        """The whole section, or what is asked for within it."""
        stretch = self.generation.positions(document)[section.first : section.last]
        scope = Scope.of([stretch], len(self.generation.passages))
        if query.mention:
            mentions = self._mentions(query, scope)
            if mentions:
                return mentions
        hits = tuple(Hit(document, self.generation.passages[at][1]) for at in stretch)
        wanted = {} if asks_content(query.text) else weigh(self.generation, query.text)
        if any(_shares(wanted, hit, section) for hit in hits):
            ranked = self._by_text(query.text, scope, query.limit)
            if ranked.hits and _shares(wanted, ranked.hits[0], section):
                return ranked
        return WholeSection(document, section, hits)

    def _by_text(self, text: str, scope: Scope, limit: int) -> Ranked:
        return rank(self.generation, text, scope, limit)


def _overview(document: Document, wanted: Overview) -> Outline | WholeSection:
    """The headings where parts are asked for and there are any; else every clause."""
    parts = parts_of(document) if wanted == "parts" else ()
    return Outline(document, parts) if parts else _whole(document)


def _whole(document: Document) -> WholeSection:
    hits = tuple(Hit(document, clause) for clause in document.clauses)
    return WholeSection(document, None, hits)


def _nearest_missing(resolved: Sequence[Resolved]) -> Missing | None:
    """Of the documents where a number leads nowhere, the one where it led furthest."""
    near = max(resolved, key=lambda each: (each.within is not None, len(each.nodes)))
    if near.missing is None:
        return None
    return Missing(near.document, near.within, near.missing, near.nodes)


def _shares(wanted: Weights, hit: Hit, section: Section) -> bool:
    """Whether the hit holds words of the question that are not its section's title."""
    text, title = fold(hit.clause.text), fold(section.title)
    shared = [gram for gram in wanted if gram in text and gram not in title]
    return any(len(gram) > 1 for gram in shared)


def _without_years(query: Query, years: Sequence[int]) -> Query:
    """The query without the years that only say which edition is meant."""
    if not years:
        return query
    return replace(
        query,
        text=without_edition_years(query.text, years),
        heading=without_years(query.heading).strip(),
        mention=query.mention if query.literal else without_years(query.mention).strip(),
    )


def _chunk(hit: Hit) -> Chunk:
    return Chunk(
        page_content=hit.clause.text,
        metadata={
            "document": hit.document.title,
            "clause": hit.clause.label,
            "path": list(hit.clause.path),
            "source": hit.document.source,
            "start": hit.clause.start,
            "end": hit.clause.end,
            "score": hit.score,
        },
    )
