"""What a generation was made of, and the documents in it, read without opening its indexes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.background import Background
from index.clause import Document
from index.corpus import Failure, File
from index.errors import WenceError
from index.place import Place

FORMAT = 5  # of a generation's folder; another number is built anew


class NoIndexError(WenceError):
    """Nothing was indexed yet."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of; `fingerprint` is equal when a build would change nothing."""

    format: int
    id: str
    created: datetime
    fingerprint: str
    embedding: str
    engine: str
    chroma: str | None
    background: Background
    files: tuple[File, ...]
    failures: tuple[Failure, ...]


MANIFEST = TypeAdapter(Manifest)
MANIFEST_FILE = "manifest.json"  # written last: a folder without it was never finished
DOCUMENTS = TypeAdapter(tuple[Document, ...])
DOCUMENTS_FILE = "documents.json"


def read_manifest(place: Place) -> Manifest | None:
    """The published generation's manifest; None where there is none of this format."""
    current = place.current()
    return manifest_in(place.index / current) if current else None


def manifest_in(folder: Path) -> Manifest | None:
    """The manifest of a generation's folder; None where it is missing or of another format."""
    try:
        manifest = MANIFEST.validate_json((folder / MANIFEST_FILE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    return manifest if manifest.format == FORMAT else None


def read_documents(place: Place, manifest: Manifest) -> tuple[Document, ...]:
    """A generation's documents, without opening its indexes.

    Raises:
        NoIndexError: the file is missing or damaged.
    """
    try:
        return DOCUMENTS.validate_json((place.index / manifest.id / DOCUMENTS_FILE).read_bytes())
    except (OSError, ValueError) as error:  # pydantic's ValidationError is one
        raise damaged(place, manifest) from error


def damaged(place: Place, manifest: Manifest) -> NoIndexError:
    """What to raise where a part of the generation can't be read."""
    folder = place.index / manifest.id
    return NoIndexError(f"索引 {folder} 已损坏；请重新建立：wence index --force。")
