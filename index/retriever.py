"""Query → clauses: an address, a section or every mention as a whole, else dense × lexical."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Chunk
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.clause import Document, Section
from index.found import (
    Addressed,
    Dormant,
    Found,
    Hit,
    Mentions,
    Missing,
    NoEdition,
    Ranked,
    WholeSection,
    chunk,
)
from index.generation import Generation
from index.lexical import fold, grams
from index.query import LIMIT, Query, parse, shorter
from index.reference import Reference, clauses_of, resolve
from index.scope import meant, narrow, speaks_of
from index.words import content_words, mentions, subject

CANDIDATES = 64  # nearest vectors that the fusion looks at
LEXICAL_SHARE = 0.6  # of the fused score, where the question's words are all in the best clause
HEADING_COVERED = 0.5  # of a description's words that a heading must hold

Scores = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float32]


class ClauseRetriever(BaseRetriever):
    """The retriever over one generation; `search` is typed, `invoke(text)` is LangChain's."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    generation: Generation

    def search(self, query: Query) -> Found:
        """Find what the query leads to; a text where nothing else does."""
        scoped, query = narrow(query, self.generation.register)
        if scoped.lacking is not None:
            return NoEdition(scoped.lacking, scoped.documents)
        if not scoped.documents:
            return Dormant(scoped.dormant)
        documents = scoped.documents
        found: Found | None = None
        if query.reference:
            found = self._by_reference(query.reference, query.text, documents)
        elif query.heading:
            found = self._by_heading(query.heading, query.text, documents)
        elif query.mention:
            found = self._by_mention(query.mention, documents)
        if found:
            return found
        if scoped.named and len(documents) == 1 and not subject(query.text):
            return self._whole(documents[0])
        positions = self._positions(documents)
        ranked = self._by_text(query.text, self._of_years(positions, scoped.years), query.limit)
        ended = self._by_text(query.text, self._positions(scoped.dormant), 1).hits
        return Ranked(ranked.hits, ended[0]) if ended else ranked

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Chunk]:
        del run_manager
        found = self.search(parse(query))
        hits = getattr(found, "hits", ())
        return [chunk(hit) for hit in hits[:k]]

    # Which documents

    def _whole(self, document: Document) -> WholeSection:
        hits = tuple(Hit(document, clause) for clause in document.clauses)
        return WholeSection(document, None, hits)

    def _positions(self, documents: Iterable[Document]) -> list[int]:
        """Positions of the documents' clauses among the generation's passages."""
        return [at for document in documents for at in self.generation.positions(document)]

    def _of_years(self, positions: list[int], years: Sequence[int]) -> list[int]:
        """The positions whose clauses speak of all the years; all of them where none does."""
        passages = self.generation.passages
        return [
            at for at in positions if all(speaks_of(year, *passages[at]) for year in years)
        ] or positions

    # By number

    def _by_reference(
        self, reference: Reference, text: str, documents: Sequence[Document]
    ) -> Found | None:
        resolved = [resolve(reference, document) for document in documents]
        there = [each for each in resolved if each.nodes and not each.missing]
        if not there:
            near = max(resolved, key=lambda each: (each.within is not None, len(each.nodes)))
            return (
                Missing(near.document, near.within, near.missing, near.nodes)
                if near.missing
                else None
            )
        wanted = self._weights(text)
        chosen = meant(reference, there, lambda told: _covered(wanted, told))
        if (
            len(chosen) == 1
            and len(chosen[0].nodes) == 1
            and isinstance(chosen[0].nodes[0], Section)
        ):
            return self._section(chosen[0].document, chosen[0].nodes[0], text)
        return Addressed(
            tuple(
                Hit(each.document, clause)
                for each in chosen
                for node in each.nodes
                for clause in clauses_of(each.document, node)
            )
        )

    # By subject of a section

    def _by_heading(self, topic: str, text: str, documents: Sequence[Document]) -> Found | None:
        wanted = self._weights(topic)
        scored = [
            (_covered(wanted, section.title), -len(section.marks), document, section)
            for document in documents
            for section in document.sections
        ]
        if not scored:
            return None
        covered, _, document, section = max(scored, key=lambda each: each[:2])
        return self._section(document, section, text) if covered >= HEADING_COVERED else None

    def _section(self, document: Document, section: Section, text: str) -> Found:
        """The whole section, or what `text` asks for within it."""
        positions = self.generation.positions(document)[section.first : section.last]
        wanted = self._weights(text)
        if wanted and _covered(wanted, section.title) < 1:
            ranked = self._by_text(text, positions, LIMIT)
            if self._shares(wanted, ranked.hits[0], section):
                return ranked
        hits = tuple(Hit(document, self.generation.passages[at][1]) for at in positions)
        return WholeSection(document, section, hits)

    def _shares(self, wanted: dict[str, float], hit: Hit, section: Section) -> bool:
        """Whether the hit holds words of the question that are not its section's title."""
        text, title = fold(hit.clause.text), fold(section.title)
        shared = [gram for gram in wanted if gram in text and gram not in title]
        return any(len(gram) > 1 for gram in shared)

    # By mention

    def _by_mention(self, term: str, documents: Sequence[Document]) -> Found | None:
        positions = self._positions(documents)
        for wanted in filter(None, (term, shorter(term))):
            hits = self._holding((wanted,), positions)
            if hits:
                return Mentions((wanted,), hits)
        known = self._known(term, documents)
        hits = self._holding(known, positions) if known else ()
        if hits:
            return Mentions(known, hits)
        best = max(known, key=lambda each: self._telling(each, term), default="")
        hits = self._holding((best,), positions) if best else ()
        return Mentions((best,), hits) if hits else None

    def _known(self, term: str, documents: Sequence[Document]) -> tuple[str, ...]:
        """The longest stretches of the term that the documents hold, in its order."""
        positions = self._positions(documents)
        known: list[str] = []
        for run in subject(term).split():
            stretch = list(content_words(run))
            while stretch:
                size = next(
                    (n for n in range(len(stretch), 0, -1) if self._held(stretch[:n], positions)), 0
                )
                known += ["".join(stretch[:size])] if size else []
                stretch = stretch[max(size, 1) :]
        return tuple(dict.fromkeys(each for each in known if len(each) > 1))

    def _held(self, words: Sequence[str], positions: Sequence[int]) -> bool:
        joined = "".join(words)
        return any(joined in self.generation.folded[at] for at in positions)

    def _telling(self, known: str, term: str) -> float:
        """How much of what was meant: long, rare, said more than once."""
        rarity = sum(self.generation.lexical.rarity(gram) for gram in grams(known) if len(gram) > 1)
        return rarity * fold(term).count(known)

    def _holding(self, terms: Sequence[str], positions: Sequence[int]) -> tuple[Hit, ...]:
        """The clauses that mention every term, in reading order."""
        folded = [fold(term) for term in terms]
        candidates = [
            at for at in positions if all(term in self.generation.folded[at] for term in folded)
        ]
        passages = self.generation.passages
        return tuple(
            Hit(*passages[at])
            for at in candidates
            if all(any(mentions(passages[at][1].text, term)) for term in terms)
        )

    # By text

    def _by_text(self, text: str, positions: Sequence[int], limit: int) -> Ranked:
        if not positions or not text.strip():
            return Ranked(())
        core = subject(text) or text
        vector = self.generation.embedder.query_vector(text)
        lexical = self.generation.lexical.scores(core)
        candidates = self._candidates(vector, lexical, positions)
        dense, nearness = self._dense(vector, candidates)
        words = lexical[candidates].astype(np.float64)
        weights = self._weights(text)
        best = candidates[int(words.argmax())]
        share = LEXICAL_SHARE * self._coverage(weights, best)
        fused = (1 - share) * dense + share * _spread(words)
        hits = []
        for row in np.argsort(-fused, kind="stable")[:limit]:
            document, clause = self.generation.passages[candidates[row]]
            coverage = self._coverage(weights, candidates[row])
            hits.append(Hit(document, clause, float(fused[row]), float(nearness[row]), coverage))
        return Ranked(tuple(hits))

    def _dense(self, vector: Vector, candidates: Sequence[int]) -> tuple[Scores, Scores]:
        """Scores to rank by, and deviations above chance, of the candidates.

        Ranking takes out what all texts share; how near is near is told without that. A clause's
        wordings count as much as its own text.
        """
        generation = self.generation
        matrix = generation.vectors.matrix(candidates)
        nearness = generation.manifest.background.above(matrix @ vector)
        ranked = _spread(generation.centre.passages(matrix) @ generation.centre.queries(vector))
        if not len(generation.wordings):
            return ranked, nearness
        passages = len(generation.passages)
        worded = generation.wordings.similarities(vector, generation.centre, passages)[candidates]
        said = generation.wordings.similarities(vector, None, passages)[candidates]
        has = ~np.isnan(worded)
        if has.any():
            ranked[has] = (ranked[has] + _spread(worded[has])) / 2
            above = generation.wordings.background.above(said[has])
            nearness[has] = np.maximum(nearness[has], above)
        return ranked, nearness

    def _candidates(
        self,
        vector: npt.NDArray[np.float32],
        lexical: npt.NDArray[np.float32],
        positions: Sequence[int],
    ) -> list[int]:
        if len(positions) <= 2 * CANDIDATES:
            return list(positions)
        allowed = set(positions)
        best = np.argsort(-lexical, kind="stable")[:CANDIDATES].tolist()
        nearest = [at for at, _ in self.generation.vectors.nearest(vector.tolist(), CANDIDATES)]
        found = [at for at in dict.fromkeys((*nearest, *best)) if at in allowed]
        return found or list(positions)[: 2 * CANDIDATES]

    def _weights(self, text: str) -> dict[str, float]:
        """The grams of the text's content words with their rarity."""
        return {
            gram: self.generation.lexical.rarity(gram)
            for word in content_words(text)
            for gram in grams(word)
            if len(gram) > 1 or len(word) == 1
        }

    def _coverage(self, weights: dict[str, float], position: int) -> float:
        _, clause = self.generation.passages[position]
        return _covered(weights, "\n".join((*clause.path, clause.text)))


def _covered(weights: dict[str, float], text: str) -> float:
    """Share of the weights whose grams `text` holds; 0 for no weights."""
    folded = fold(text)
    total = sum(weights.values())
    return (
        sum(rarity for gram, rarity in weights.items() if gram in folded) / total if total else 0.0
    )


def _spread(scores: npt.NDArray[Any]) -> Scores:
    """Scores stretched to 0…1; all 0 where they are equal."""
    wide = scores.astype(np.float64)
    low, high = wide.min(), wide.max()
    return (wide - low) / (high - low) if high > low else np.zeros_like(wide)
