"""One built version of the index, opened for reading.

    data/index/<generation>/   manifest.json documents.json originals/ lexical/ vectors/
                               centre.npy wordings.npz phrases.npz additions.json glossary.json
    data/index/current         the name of the published generation

`index.build` writes a folder of its own and publishes it by replacing `current`; until then, and
whenever it is killed, the old generation serves.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import accumulate
from pathlib import Path

from index.abbreviation import Abbreviations
from index.additions import ADDITIONS, Additions
from index.centre import Centre
from index.clause import Clause, Document, Section
from index.earlier import ORIGINALS, Earlier, read_earlier
from index.embedding import make_embeddings
from index.embedding.embedder import Embedder
from index.errors import WenceError
from index.glossary import Glossary
from index.lexical import Lexical, fold, grams, plain
from index.manifest import Manifest, NoIndexError, damaged, read_documents, read_manifest
from index.naming import Naming
from index.phrases import Phrases
from index.place import Place
from index.register import Register
from index.roll import Roll
from index.scope import Scope
from index.spelling import Speller
from index.spoken import spoken
from index.vectors import Vectors, collection_name, open_vectors
from index.wordings import Wordings


class EngineGoneError(WenceError):
    """The engine that built the generation is not what loads under its name now."""


CENTRE_FILE = "centre.npy"
WORDINGS_FILE = "wordings.npz"
PHRASES_FILE = "phrases.npz"
ADDITIONS_FILE = "additions.json"
GLOSSARY_FILE = "glossary.json"


class Generation:
    """A generation opened for reading; vectors are loaded when first asked for."""

    def __init__(self, place: Place, manifest: Manifest, documents: tuple[Document, ...]) -> None:
        self.place = place
        self.manifest = manifest
        self.documents = documents
        self.passages: tuple[tuple[Document, Clause], ...] = tuple(
            (document, clause) for document in documents for clause in document.clauses
        )
        firsts = accumulate((len(document.clauses) for document in documents), initial=0)
        self._firsts = {each.id: first for each, first in zip(documents, firsts, strict=False)}
        self._register: Register | None = None
        self.lexical = Lexical(self.folder / "lexical")
        self._glossary = Glossary.load(self.folder / GLOSSARY_FILE)
        self._abbreviations = Abbreviations(self._texts_with)
        titles = frozenset(gram for each in documents for gram in grams(each.title))
        self.speller = Speller(
            self.lexical.characters(),
            # What the documents are called is spelt right, also where no clause has the words.
            lambda gram: gram in self.lexical or gram in titles,
            partial(spoken, self.lexical, self.passages),
            self._translated,
        )

    @classmethod
    def open(cls, place: Place) -> "Generation":
        """Open the published generation.

        Raises:
            NoIndexError: there is none, or it is damaged.
        """
        manifest = read_manifest(place)
        if manifest is None:
            raise NoIndexError(f"{place.index} 里还没有索引；请先运行：wence index。")
        documents = read_documents(place, manifest)
        try:
            return cls(place, manifest, documents)
        except (OSError, ValueError) as error:
            raise damaged(place, manifest) from error

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def folder(self) -> Path:
        return self.place.index / self.id

    def positions(self, document: Document) -> range:
        """Where the document's clauses stand among the passages."""
        first = self._firsts[document.id]
        return range(first, first + len(document.clauses))

    def passage(self, document_id: str, start: int) -> tuple[Document, Clause]:
        """The clause that starts at `start` of a document, with the document."""
        return self._places[document_id, start]

    @cached_property
    def _places(self) -> dict[tuple[str, int], tuple[Document, Clause]]:
        return {(each.id, clause.start): (each, clause) for each, clause in self.passages}

    @cached_property
    def embedder(self) -> Embedder:
        """The engine that built this generation, whatever the setting says now.

        Raises:
            EngineGoneError: it can't be had here; another's vectors would not fit.
        """
        made = make_embeddings(self.manifest.embedding, self.place.cache, self.place.options)
        if made.engine.key != self.manifest.engine:
            raise EngineGoneError(
                f"索引是用另一种嵌入模型建立的，现在只有 {made.engine.name}；请运行：wence index。"
            )
        return made

    @cached_property
    def centre(self) -> Centre:
        return Centre.load(self.folder / CENTRE_FILE)

    @cached_property
    def wordings(self) -> Wordings:
        return Wordings.load(self.folder / WORDINGS_FILE)

    @cached_property
    def phrases(self) -> Phrases:
        return Phrases.load(self.folder / PHRASES_FILE)

    @cached_property
    def additions(self) -> Additions:
        return ADDITIONS.validate_json((self.folder / ADDITIONS_FILE).read_bytes())

    @cached_property
    def roll(self) -> Roll:
        return Roll(self.passages, self.additions)

    @cached_property
    def vectors(self) -> Vectors:
        place = self.manifest.chroma or self.folder / "vectors"
        return open_vectors(collection_name(self.id), place, lambda: self.embedder)

    @property
    def register(self) -> Register:
        """The documents as they stand today: editions of one another, in force or not."""
        today = datetime.now().astimezone().date()  # the office's own day
        if self._register is None or self._register.today != today:
            self._register = Register(self.documents, today)
        return self._register

    @property
    def naming(self) -> Naming:
        return self.register.naming

    @cached_property
    def headings(self) -> dict[str, list[tuple[Document, Section]]]:
        """Sections by the letters of their title."""
        found: dict[str, list[tuple[Document, Section]]] = defaultdict(list)
        for document in self.documents:
            for section in document.sections:
                found[plain(section.title)].append((document, section))
        return dict(found)

    @cached_property
    def whole(self) -> Scope:
        return Scope.of([range(len(self.passages))], len(self.passages))

    def scope(self, documents: Sequence[Document]) -> Scope:
        if len(documents) == len(self.documents):
            return self.whole
        return Scope.of(map(self.positions, documents), len(self.passages))

    def holding(self, terms: Sequence[str], scope: Scope) -> Iterator[int]:
        """Positions of the passages whose text holds all `terms`, folded, in order."""
        folded = [fold(term) for term in terms]
        found = self.lexical.holding("\n".join(folded))
        for at in scope.among(found) if found is not None else scope.positions():
            text = fold(self.passages[at][1].text)
            if all(term in text for term in folded):
                yield int(at)

    def _texts_with(self, characters: str) -> Iterator[str]:
        """The passages that have all of the characters."""
        found = self.lexical.holding("\n".join(characters))
        return (self.passages[at][1].text for at in (() if found is None else found))

    def _translated(self, text: str) -> str:
        """A question in the documents' own terms."""
        return self._abbreviations.expanded(self._glossary.applied(text))

    def holds(self, term: str) -> bool:
        """Whether any passage's text has the term in it."""
        return next(self.holding((term,), self.whole), None) is not None

    @cached_property
    def earlier(self) -> tuple[Earlier, ...]:
        """What files said before they were overwritten, newest first."""
        return read_earlier(self.folder)

    def document(self, document_id: str) -> Document | None:
        """A document that answers, or an earlier version of one."""
        known = (*self.documents, *(each.document for each in self.earlier))
        return next((each for each in known if each.id == document_id), None)

    def versions(self, source: str) -> tuple[Earlier, ...]:
        """The earlier versions of a file, newest first."""
        return tuple(each for each in self.earlier if each.document.source == source)

    def original(self, document_id: str) -> tuple[bytes, str]:
        """The file as it was when it was read, and its name.

        Raises:
            KeyError: no such document.
        """
        document = self.document(document_id)
        if document is None:
            raise KeyError(document_id)
        return (self.folder / ORIGINALS / document_id).read_bytes(), Path(document.source).name
