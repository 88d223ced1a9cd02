"""Documents → a new generation, published atomically; a killed build leaves the old one serving."""

import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from index.centre import Centre, foreign_questions
from index.clause import Document
from index.corpus import Failure, File, find_files, read_document
from index.embedding import Embedder, make_embeddings
from index.errors import WenceError
from index.generation import (
    DOCUMENTS,
    FORMAT,
    MANIFEST,
    Background,
    Generation,
    Manifest,
    Place,
    collection_name,
    read_manifest,
)
from index.lexical import Lexical
from index.vectors import build_vectors, drop_vectors

Report = Callable[[str, int, int], None]  # stage, done, total


class EmptyCorpusError(WenceError):
    """Not one file of the corpus could be indexed."""

    def __init__(self, message: str, failures: Sequence[Failure]) -> None:
        super().__init__(message)
        self.failures = tuple(failures)


class BuildRunningError(WenceError):
    """Another process is building."""


@dataclass(frozen=True, slots=True)
class Built:
    """`reused`: nothing had changed, the published generation stays."""

    manifest: Manifest
    documents: tuple[Document, ...]
    reused: bool


def build(
    roots: Sequence[Path], place: Place, embedding: str, report: Report, *, force: bool = False
) -> Built:
    """Index the files under `roots` and publish them; nothing is done where nothing changed.

    Raises:
        EmptyCorpusError: no document could be read; the published generation stays.
        BuildRunningError: another build is under way.
    """
    place.index.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(place.index / "lock", timeout=0):
            return _build(roots, place, embedding, report, force=force)
    except Timeout:
        raise BuildRunningError("另一个 wence index 正在运行；请等它结束后再试。") from None


def stale(roots: Sequence[Path], place: Place, embedding: str) -> str:
    """What a build would change, in words; "" where it would change nothing."""
    published = read_manifest(place)
    if published is None:
        return "还没有索引"
    files, failures = find_files(roots)
    engine = make_embeddings(embedding, None, place.options).engine.key
    if engine != published.engine:
        return f"索引用的是另一种嵌入模型（{published.embedding}，现在是 {embedding}）"
    fresh = _fingerprint(files, failures, engine, place.chroma)
    return "" if fresh == published.fingerprint else "资料有变化"


def _build(
    roots: Sequence[Path], place: Place, embedding: str, report: Report, *, force: bool
) -> Built:
    files, failures = find_files(roots)
    embedder = make_embeddings(embedding, place.cache, place.options)
    fingerprint = _fingerprint(files, failures, embedder.engine.key, place.chroma)
    published = read_manifest(place)
    if published and published.fingerprint == fingerprint and not force:
        return Built(published, Generation.open(place).documents, reused=True)

    documents, unread = _read(files, report)
    if not documents:
        everything = [*failures, *unread]
        raise EmptyCorpusError(_nothing_to_index(roots, everything), everything)
    kept = {document.source for document in documents}
    identity = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    kept_files = tuple(file for file in files if file.source in kept)
    _keep_originals(place.index / identity / "originals", kept_files)
    background = _write(place, identity, documents, embedder, report)
    manifest = Manifest(
        format=FORMAT,
        id=identity,
        created=datetime.now(UTC),
        fingerprint=fingerprint,
        embedding=embedding,
        engine=embedder.engine.key,
        chroma=place.chroma,
        background=background,
        files=kept_files,
        failures=(*failures, *unread),
    )
    (place.index / identity / "manifest.json").write_bytes(MANIFEST.dump_json(manifest))
    _publish(place, identity)
    _drop_old(place, keep={manifest.id, published.id if published else manifest.id})
    return Built(manifest, documents, reused=False)


def _fingerprint(
    files: Sequence[File], failures: Sequence[Failure], engine: str, chroma: str | None
) -> str:
    parts = [
        str(FORMAT),
        engine,
        chroma or "",
        *(f"{file.source}\0{file.digest}" for file in files),
    ]
    parts += [f"{failure.source}\0{failure.reason}" for failure in failures]
    return sha256("\n".join(parts).encode()).hexdigest()


def _read(files: Sequence[File], report: Report) -> tuple[tuple[Document, ...], list[Failure]]:
    documents: list[Document] = []
    failures: list[Failure] = []
    for done, file in enumerate(files):
        report("读取", done, len(files))
        found = read_document(file)
        if isinstance(found, Failure):
            failures.append(found)
        else:
            documents.append(found)
    report("读取", len(files), len(files))
    return tuple(documents), failures


def _nothing_to_index(roots: Sequence[Path], failures: Sequence[Failure]) -> str:
    where = "、".join(str(root) for root in roots)
    if failures:
        return f"{where} 里的文件一个也读不了；请按上面的原因处理后再运行 wence index。"
    return f"{where} 里没有文件；请把文件放进去，再运行 wence index。"


def _keep_originals(folder: Path, files: Sequence[File]) -> None:
    folder.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file.path, folder / file.identity)


def _write(
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
    (folder / "documents.json").write_bytes(DOCUMENTS.dump_json(documents))
    Centre.of(embedder).save(folder / "centre.npy")
    return embedding.background()


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


def _publish(place: Place, generation: str) -> None:
    """Swap the pointer; what it points to is on disk before."""
    os.sync()
    fresh = place.pointer.with_suffix(".new")
    fresh.write_text(generation, "utf-8")
    fresh.replace(place.pointer)


def _drop_old(place: Place, keep: set[str]) -> None:
    """Remove all but the served generation and the one before, which a server may still hold."""
    for path in sorted(place.index.iterdir()):
        if path.is_dir() and path.name not in keep:
            if place.chroma:
                drop_vectors(collection_name(path.name), place.chroma)
            shutil.rmtree(path)
