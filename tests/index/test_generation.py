import gc
from pathlib import Path

import pytest

from index.build import stale
from index.generation import EngineGoneError, Generation
from index.manifest import NoIndexError
from index.place import Place
from tests.index.conftest import Indexed
from tests.index.generations import index_in, rewrite
from tests.index.samples import FILES, lets_go, open_files


def test_an_opened_generation_is_the_one_that_was_built(county: Indexed) -> None:
    opened = Generation.open(county.place)
    assert opened.documents == county.built.documents
    assert opened.manifest == county.built.manifest
    assert opened.id == county.place.current()


def test_every_quote_is_its_span(generation: Generation) -> None:
    for document, clause in generation.passages:
        assert document.text[clause.start : clause.end] == clause.text


def test_positions_lead_to_the_documents_own_clauses(generation: Generation) -> None:
    for document in generation.documents:
        at = generation.positions(document)
        assert [generation.passages[position] for position in at] == [
            (document, clause) for clause in document.clauses
        ]


def test_originals_are_the_files_to_the_byte(generation: Generation) -> None:
    kept = {each.source: generation.original(each.id) for each in generation.documents}
    assert kept == {source: (content, Path(source).name) for source, content in FILES.items()}
    with pytest.raises(KeyError):
        generation.original("0" * 16)


def test_each_clause_is_nearest_to_itself(generation: Generation) -> None:
    texts = [clause.text for _, clause in generation.passages]
    for position, vector in enumerate(generation.embedder.embed_documents(texts)):
        (nearest, similarity), *_ = generation.vectors.nearest(vector, 2)
        assert texts[nearest] == texts[position]
        assert similarity == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("damaged", ["documents.json", "lexical/params.index.json"])
def test_damage_is_said_with_its_cure(corpus: Path, place: Place, damaged: str) -> None:
    (index_in(place, corpus) / damaged).write_text("{")
    with pytest.raises(NoIndexError, match="请重新建立：wence index --force"):
        Generation.open(place)


def test_another_engine_asks_for_another_build(corpus: Path, place: Place) -> None:
    rewrite(index_in(place, corpus) / "manifest.json", engine="f" * 16)
    with pytest.raises(EngineGoneError, match="请运行：wence index"):
        _ = Generation.open(place).embedder
    assert "另一种嵌入模型" in stale([corpus], place, "bundled")


def test_a_generation_that_nobody_uses_lets_go_of_its_files(corpus: Path, place: Place) -> None:
    folder = index_in(place, corpus)
    generation = Generation.open(place)
    generation.vectors.nearest(generation.embedder.embed_query("茶园"), 1)
    assert open_files(folder)
    del generation
    gc.collect()
    assert lets_go(folder)
