"""Generations as folders: published by swapping a pointer, removed when nobody needs them."""

import logging
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from index.manifest import MANIFEST_FILE, manifest_in
from index.place import Place
from index.vectors import VectorStoreError, collection_name, drop_vectors


def publish(place: Place, generation: str) -> None:
    """Swap the pointer; what it points to is on disk before."""
    os.sync()
    fresh = place.pointer.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as pointer:
        pointer.write(generation)
        pointer.flush()
        os.fsync(pointer.fileno())
    fresh.replace(place.pointer)
    folder = os.open(place.index, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def drop_unfinished(place: Place) -> None:
    """Remove what killed builds left. Only for who holds the lock: others may be building."""
    current = place.current()
    for folder in _folders(place):
        if folder.name != current and not (folder / MANIFEST_FILE).exists():
            drop(place, folder)


def drop_all_but(place: Place, keep: Iterable[str]) -> None:
    kept = set(keep)
    for folder in _folders(place):
        if folder.name not in kept:
            drop(place, folder)


def drop(place: Place, folder: Path) -> None:
    """Remove a generation's folder, and its collection where that is on a server."""
    manifest = manifest_in(folder)
    address = manifest.chroma if manifest else place.chroma
    if address:
        try:
            drop_vectors(collection_name(folder.name), address)
        except VectorStoreError as error:  # it may be gone for good, with its collections
            logging.getLogger(__name__).warning("%s", error)
    if folder.exists():
        shutil.rmtree(folder)


def _folders(place: Place) -> list[Path]:
    return sorted(path for path in place.index.iterdir() if path.is_dir())
