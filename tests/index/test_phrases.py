from pathlib import Path

import numpy as np
import pytest

from bot.settings import Settings
from index import phrases
from index.centre import Centre
from index.clause import Clause
from index.embedding import make_embeddings
from index.embedding.embedder import Embedder
from index.generation import Generation
from index.phrases import Phrases

TEXTS = ("建好图书馆,办读书会;评选书香家庭。", "清理河道垃圾。", "修路。")


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return make_embeddings("bundled", None)


def clauses() -> list[Clause]:
    return [
        Clause(f"{at}", (), (), "", text, 0, len(text), None, at) for at, text in enumerate(TEXTS)
    ]


def test_a_clause_is_as_near_as_its_nearest_phrase(embedder: Embedder, tmp_path: Path) -> None:
    made = Phrases.of(clauses(), embedder)
    assert len(made) == 4  # 办读书会 counts, 修路 is too short to say anything by itself
    made.save(tmp_path / "phrases.npz")
    opened = Phrases.load(tmp_path / "phrases.npz")
    centre = Centre.of(embedder)
    query = centre.queries(embedder.query_vector("哪些家庭爱看书"))
    near = opened.similarities(query, centre, len(TEXTS))
    assert near[0] > near[1]
    assert np.isnan(near[2])
    family = centre.passages(embedder.embed_passages(["评选书香家庭"]))[0]
    assert near[0] == pytest.approx(float(family @ query), abs=2e-3)


def test_a_corpus_of_very_many_has_none(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "MOST", 3)
    made = Phrases.of(clauses(), embedder)
    assert len(made) == 0
    centre = Centre.of(embedder)
    query = centre.queries(embedder.query_vector("河道"))
    assert np.isnan(made.similarities(query, centre, 3)).all()


def test_a_generation_has_the_phrases_of_its_clauses(indexed: Settings) -> None:
    generation = Generation.open(indexed.place)
    assert len(generation.phrases) > len(generation.passages)
