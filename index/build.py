"""Documents → a new generation, published atomically; a killed build leaves the old one serving."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.clause import Document
from index.corpus import Failure, File, find_files, office_digest, office_folders, take
from index.earlier import Earlier, carry_over
from index.embedding import make_embeddings
from index.errors import WenceError
from index.fingerprint import fingerprint
from index.generation import PHRASES_FILE, WORDINGS_FILE
from index.manifest import (
    FORMAT,
    MANIFEST,
    MANIFEST_FILE,
    Manifest,
    NoIndexError,
    read_documents,
    read_manifest,
)
from index.phrases import Phrases
from index.place import Place
from index.publish import drop, drop_all_but, drop_unfinished, publish
from index.stores import Report, write_additions, write_stores
from index.wordings import Wordings, read_wordings


class EmptyCorpusError(WenceError):
    """Not one file of the corpus could be indexed."""

    def __init__(self, message: str, failures: Sequence[Failure]) -> None:
        super().__init__(message)
        self.failures = tuple(failures)


class BuildRunningError(WenceError):
    """Another process is building."""


class UnwritableError(WenceError):
    """The data folder can't be written: no space, no permission."""


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
        UnwritableError: the data folder can't be written.
    """
    try:
        place.index.mkdir(parents=True, exist_ok=True)
        with FileLock(place.index / "lock", timeout=0):
            return _build(roots, place, embedding, report, force=force)
    except Timeout:
        raise BuildRunningError("另一个 wence index 正在运行；请等它结束后再试。") from None
    except OSError as error:
        raise UnwritableError(
            f"写不进 {place.index}（{error.strerror or error}）；"
            "请检查磁盘空间和权限，再运行 wence index。"
        ) from error


def stale(roots: Sequence[Path], place: Place, embedding: str) -> str:
    """What a build would change, in words; "" where it would change nothing."""
    published = read_manifest(place)
    if published is None:
        return "还没有索引"
    files, failures = find_files(roots)
    engine = make_embeddings(embedding, None, place.options).engine.key
    if engine != published.engine:
        return f"索引用的是另一种嵌入模型（{published.embedding}，现在是 {embedding}）"
    fresh = fingerprint(files, failures, engine, place.chroma, office_digest(roots))
    return "" if fresh == published.fingerprint else "资料或程序有变化"


def _build(
    roots: Sequence[Path], place: Place, embedding: str, report: Report, *, force: bool
) -> Built:
    drop_unfinished(place)
    files, failures = find_files(roots)
    embedder = make_embeddings(embedding, place.cache, place.options)
    engine = embedder.engine.key
    published = read_manifest(place)
    office = office_digest(roots)
    fresh = fingerprint(files, failures, engine, place.chroma, office)
    if published and published.fingerprint == fresh and not force:
        return Built(published, read_documents(place, published), reused=True)
    identity = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    folder = place.index / identity
    try:
        taken, documents, unread = _read(files, folder / "originals", report)
        _refuse_nothing(roots, documents, [*failures, *unread])
        wordings, unplaced = read_wordings(office_folders(roots), documents)
        Wordings.of(wordings, embedder).save(folder / WORDINGS_FILE)
        clauses = [clause for document in documents for clause in document.clauses]
        Phrases.of(clauses, embedder).save(folder / PHRASES_FILE)
        unplaced += write_additions(folder, documents, office_folders(roots))
        if published:
            sources = {file.source for file in files}
            replaced = _replaced(place, published)
            carry_over(place.index / published.id, replaced, folder, documents, sources)
        manifest = Manifest(
            format=FORMAT,
            id=identity,
            created=datetime.now(UTC),
            fingerprint=fingerprint(taken, failures, engine, place.chroma, office),
            embedding=embedding,
            engine=engine,
            chroma=place.chroma,
            background=write_stores(place, identity, documents, embedder, report),
            files=tuple(taken),
            failures=(*failures, *unread, *unplaced),
        )
        (folder / MANIFEST_FILE).write_bytes(MANIFEST.dump_json(manifest))
    except BaseException:
        drop(place, folder)
        raise
    publish(place, identity)
    drop_all_but(place, {identity, published.id if published else identity})
    return Built(manifest, documents, reused=False)


def _replaced(place: Place, published: Manifest) -> list[Earlier]:
    """What the new generation replaces; nothing where the old one is damaged."""
    now = datetime.now(UTC)
    try:
        return [Earlier(document, now) for document in read_documents(place, published)]
    except NoIndexError:
        return []


def _read(
    files: Sequence[File], originals: Path, report: Report
) -> tuple[list[File], tuple[Document, ...], list[Failure]]:
    """The files as they were taken into `originals`, their documents, and what failed."""
    originals.mkdir(parents=True)
    taken: list[File] = []
    documents: list[Document] = []
    failures: list[Failure] = []
    for done, file in enumerate(files):
        report("读取", done, len(files))
        kept, found = take(file, originals)
        taken.append(kept)
        if isinstance(found, Failure):
            failures.append(found)
        else:
            documents.append(found)
    report("读取", len(files), len(files))
    return taken, tuple(documents), failures


def _refuse_nothing(
    roots: Sequence[Path], documents: Sequence[Document], failures: Sequence[Failure]
) -> None:
    if documents:
        return
    where = "、".join(str(root) for root in roots)
    if failures:
        message = f"{where} 里的文件一个也读不了；请按上面的原因处理后再运行 wence index。"
    else:
        message = f"{where} 里没有文件；请把文件放进去，再运行 wence index。"
    raise EmptyCorpusError(message, failures)
