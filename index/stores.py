"""What a generation is searched by, written: its documents, the lexical index, the vectors."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.additions import ADDITIONS, Additions
from index.allotting import find_allotments
from index.background import Background
from index.centre import Centre, foreign_questions
from index.clause import Document
from index.corpus import Failure
from index.embedding.embedder import Embedder
from index.generation import ADDITIONS_FILE, CENTRE_FILE, GLOSSARY_FILE
from index.glossary import TERMS, read_glossary
from index.lexical import Lexical
from index.manifest import DOCUMENTS, DOCUMENTS_FILE
from index.office import read_supplements
from index.place import Place
from index.vectors import build_vectors, collection_name

Report = Callable[[str, int, int], None]  # stage, done, total


def write_stores(
    place: Place,
    identity: str,
    documents: tuple[Document, ...],
    embedder: Embedder,
    report: Report,
) -> Background:
    """Fill the generation's folder (and collection), all but the manifest."""
    folder = place.index / identity
    passages = [(document, clause) for document in documents for clause in document.clauses]
    Lexical.build(
        ["\n".join((*clause.path, clause.text)) for _, clause in passages], folder / "lexical"
    )
    embedding = _Embedding(embedder, len(passages), report)
    build_vectors(
        collection_name(identity),
        place.chroma or folder / "vectors",
        [clause.text for _, clause in passages],
        [
            {"document": document.title, "clause": clause.label, "source": document.source}
            for document, clause in passages
        ],
        embedding,
    )
    Centre.of(embedder).save(folder / CENTRE_FILE)
    (folder / DOCUMENTS_FILE).write_bytes(DOCUMENTS.dump_json(documents))
    return embedding.background()


def write_additions(
    folder: Path, documents: tuple[Document, ...], office: Sequence[Path]
) -> list[Failure]:
    """Write what stands beside the documents' own words; the office's rows that are of no use."""
    placed = read_supplements(office, documents)
    additions = Additions(placed.supplements, find_allotments(documents))
    (folder / ADDITIONS_FILE).write_bytes(ADDITIONS.dump_json(additions))
    terms, unread = read_glossary(office)
    (folder / GLOSSARY_FILE).write_bytes(TERMS.dump_json(terms))
    return [*placed.failures, *unread]


class _Embedding:
    """Embeds the passages part by part, says how far it is, and measures the background."""

    def __init__(self, embedder: Embedder, total: int, report: Report) -> None:
        self._embedder = embedder
        self._total = total
        self._report = report
        self._done = 0
        self._foreign = np.stack([embedder.query_vector(line) for line in foreign_questions()])
        self._nearest = np.full(len(self._foreign), -1.0, np.float32)

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        vectors = self._embedder.embed_passages(
            texts, lambda done: self._report("向量", self._done + done, self._total)
        )
        self._done += len(texts)
        self._nearest = np.maximum(self._nearest, (self._foreign @ vectors.T).max(axis=1))
        return vectors

    def background(self) -> Background:
        return Background(float(self._nearest.mean()), float(self._nearest.std()))
