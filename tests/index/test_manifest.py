from pathlib import Path

import pytest

from index.build import stale
from index.generation import Generation
from index.manifest import NoIndexError, read_documents, read_manifest
from index.place import Place
from tests.index.conftest import Indexed
from tests.index.generations import index_in, rewrite


def test_the_documents_are_read_without_the_indexes(county: Indexed) -> None:
    manifest = read_manifest(county.place)
    assert manifest == county.built.manifest
    assert read_documents(county.place, county.built.manifest) == county.built.documents


def test_nothing_indexed_yet(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="请先运行：wence index"):
        Generation.open(Place(tmp_path))
    assert stale([tmp_path], Place(tmp_path), "bundled") == "还没有索引"


def test_a_folder_of_another_format_is_built_anew(corpus: Path, place: Place) -> None:
    folder = index_in(place, corpus)
    rewrite(folder / "manifest.json", format=0, engine=None)
    assert read_manifest(place) is None
    with pytest.raises(NoIndexError):
        Generation.open(place)
    assert index_in(place, corpus) != folder


def test_a_pointer_into_nothing(corpus: Path, place: Place) -> None:
    folder = index_in(place, corpus)
    place.pointer.write_text("20200101T000000-gone", "utf-8")
    with pytest.raises(NoIndexError):
        Generation.open(place)
    assert index_in(place, corpus) != folder
