"""What the answers are measured against: the documents, the clauses meant, the text quoted."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Citation
from bot.evaluation.gold import Aim, Gold
from index.addressing import Astray, find_clause
from index.clause import Document
from index.errors import WenceError
from index.lookup import find_document

Place = tuple[str, str]  # source, "" for any document; label

_DROPPED = str.maketrans("", "", "《》“”‘’\"'*「」『』＊")


def normalise(text: str) -> str:
    """NFKC, lower case, without white space, title marks, quotation marks and asterisks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().translate(_DROPPED).split())


@dataclass(frozen=True, slots=True)
class Meant:
    """The places of aims, and those aims that lead to no clause in the index."""

    places: frozenset[Place]
    astray: tuple[Aim, ...] = ()

    def __contains__(self, place: Place) -> bool:
        return place in self.places or ("", place[1]) in self.places

    def lacking(self, cited: Iterable[Place]) -> list[Place]:
        """The places that none of the cited is."""
        cited = set(cited)
        labels = {label for _, label in cited}
        return sorted(
            place
            for place in self.places
            if place not in cited and (place[0] or place[1] not in labels)
        )


class Shelf:
    """The documents that answer, and what their files said before."""

    def __init__(
        self, documents: Sequence[Document] = (), earlier: Sequence[Document] = ()
    ) -> None:
        self._documents = documents
        self._texts: dict[str, list[str]] = {}
        for document in (*documents, *earlier):
            self._texts.setdefault(document.source, []).append(document.text)
        self._normal: dict[str, str] = {}

    def meant(self, aims: Sequence[Aim], gold: Gold) -> Meant:
        """The places that `aims` of the question stand for."""
        places: set[Place] = set()
        astray: list[Aim] = []
        for aim in aims:
            found, known = self._places(plain_label(aim.clause), aim.document or gold.document)
            places |= found
            astray += [] if known else [aim]
        return Meant(frozenset(places), tuple(astray))

    def _places(self, clause: str, named: str) -> tuple[set[Place], bool]:
        """The places of an address, and whether it leads anywhere; if not, it stands for itself."""
        if not named and len(self._documents) != 1:
            return {("", clause)}, True
        try:
            document = find_document(named, self._documents) if named else self._documents[0]
        except WenceError:
            return {(named, clause)}, False
        found = find_clause(clause, document)
        if not isinstance(found, Astray):
            return {(document.source, plain_label(found.label))}, True
        labels = found.labels if found.several else (clause,)
        return {(document.source, plain_label(label)) for label in labels}, found.several

    def is_verbatim(self, citation: Citation) -> bool | None:
        """Whether the quote is the span it claims to be; None where its document isn't known."""
        texts = self._texts.get(citation.source)
        if texts is None:
            return None
        return any(text[citation.start : citation.end] == citation.quote for text in texts)

    def says(self, sources: Iterable[str], words: str) -> bool | None:
        """Whether one of the files has these words; None where none of them is known."""
        known = [source for source in sources if source in self._texts]
        return any(normalise(words) in self._normalised(each) for each in known) if known else None

    def _normalised(self, source: str) -> str:
        if source not in self._normal:
            self._normal[source] = normalise("\n".join(self._texts[source]))
        return self._normal[source]


def plain_label(label: str) -> str:
    """A label as labels are compared."""
    return "".join(unicodedata.normalize("NFKC", label).split()).rstrip("、.")
