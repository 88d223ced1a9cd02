"""One small real generation for all tests of the index: real files, embedder and Chroma."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.build import Built, build
from index.clause import Document
from index.generation import Generation
from index.place import Place
from index.retriever import ClauseRetriever
from tests.index.samples import write_files


@dataclass(frozen=True, slots=True)
class Indexed:
    corpus: Path
    place: Place
    built: Built
    generation: Generation


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    corpus = write_files(tmp_path_factory.mktemp("county"))
    place = Place(tmp_path_factory.mktemp("county-data"))
    built = build([corpus], place, "bundled", lambda *_: None)
    return Indexed(corpus, place, built, Generation.open(place))


@pytest.fixture(scope="session")
def generation(county: Indexed) -> Generation:
    return county.generation


@pytest.fixture(scope="session")
def retriever(county: Indexed) -> ClauseRetriever:
    return ClauseRetriever(generation=county.generation)


@pytest.fixture(scope="session")
def documents(county: Indexed) -> dict[str, Document]:
    """By the file's name."""
    return {document.source: document for document in county.generation.documents}


@pytest.fixture
def place(county: Indexed, tmp_path: Path) -> Place:
    """An empty data folder that knows the vectors of the county's texts already."""
    fresh = Place(tmp_path / "data")
    fresh.data.mkdir()
    shutil.copyfile(county.place.cache, fresh.cache)
    return fresh


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The county's files, to be changed."""
    return write_files(tmp_path / "corpus")
