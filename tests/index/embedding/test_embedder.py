from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index.embedding import make_embeddings
from index.embedding.embedder import LOOK_UP, Embedder, readable
from index.embedding.engine import Engine, Vector, Vectors


class HashEncoder:
    """An engine without a model: eight numbers out of the text's digest. Counts its work."""

    def __init__(self, version: str = "1", batch: int = 3) -> None:
        self.engine = Engine("hash", version, 8, "q: ", "p: ")
        self.batch = batch
        self.seen: list[str] = []

    def query(self, text: str) -> Vector:
        return self._vector("q: " + text)

    def passages(self, texts: Sequence[str]) -> Vectors:
        assert len(texts) <= self.batch
        self.seen += texts
        return np.stack([self._vector("p: " + text) for text in texts])

    def _vector(self, text: str) -> Vector:
        numbers = np.frombuffer(sha256(text.encode()).digest()[:8], dtype=np.uint8)
        vector = numbers.astype(np.float32) + self.engine.dimension
        return vector / np.linalg.norm(vector)


def test_a_second_run_computes_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = [f"第{n}条" for n in range(10)]
    first = Embedder(HashEncoder(), tmp_path / "vectors").embed_passages(texts)

    encoder = HashEncoder()
    second = Embedder(encoder, tmp_path / "vectors").embed_passages(texts)

    assert encoder.seen == []
    assert first.tobytes() == second.tobytes()
    assert first.dtype == np.float32


def test_another_engine_computes_its_own(tmp_path: Path) -> None:
    Embedder(HashEncoder("1"), tmp_path / "vectors").embed_passages(["第一条"])

    encoder = HashEncoder("2")
    Embedder(encoder, tmp_path / "vectors").embed_passages(["第一条"])

    assert encoder.seen == ["第一条"]


def test_a_run_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    texts = [f"第{n}条" for n in range(10)]

    class CutOffError(Exception):
        pass

    def cut(done: int) -> None:
        if done >= 6:
            raise CutOffError

    with pytest.raises(CutOffError):
        Embedder(HashEncoder(), tmp_path / "vectors").embed_passages(texts, cut)
    encoder = HashEncoder()
    Embedder(encoder, tmp_path / "vectors").embed_passages(texts)

    assert encoder.seen == texts[6:]


def test_equal_texts_are_computed_once_and_keep_their_places() -> None:
    encoder = HashEncoder()
    vectors = Embedder(encoder, None).embed_passages(["甲", "乙", "甲", "丙", "乙"])

    assert encoder.seen == ["甲", "乙", "丙"]
    assert np.array_equal(vectors[0], vectors[2])
    assert np.array_equal(vectors[1], vectors[4])
    assert not np.array_equal(vectors[0], vectors[1])


def test_progress_counts_up_to_all_texts(tmp_path: Path) -> None:
    texts = [f"{n}" for n in range(LOOK_UP + 7)]
    told: list[int] = []
    embedder = Embedder(HashEncoder(batch=1000), tmp_path / "vectors")
    embedder.embed_passages(texts[:5])
    embedder.embed_passages(texts, told.append)

    assert told == sorted(told)
    assert told[0] == 5
    assert told[-1] == len(texts)


def test_langchains_interface_gives_lists_of_the_same_numbers() -> None:
    embedder = Embedder(HashEncoder(), None)

    assert embedder.embed_query("甲") == embedder.query_vector("甲").tolist()
    assert embedder.embed_documents(["甲", "乙"]) == embedder.embed_passages(["甲", "乙"]).tolist()
    assert embedder.embed_documents([]) == []
    assert embedder.embed_query("甲") != embedder.embed_documents(["甲"])[0]


def test_a_query_is_encoded_once_and_cannot_be_changed() -> None:
    encoder = HashEncoder()
    embedder = Embedder(encoder, None)
    first = embedder.query_vector("何时")
    assert embedder.query_vector("何时") is first
    with pytest.raises(ValueError, match="read-only"):
        first += 1


def test_halves_of_surrogates_and_nuls_reach_no_engine() -> None:
    assert readable("甲\ud800乙\0丙") == "甲?乙 丙"
    encoder = HashEncoder()
    Embedder(encoder, None).embed_passages(["\udfff\0"])
    assert encoder.seen == ["? "]


def test_a_vectors_key_changes_with_everything_it_depends_on() -> None:
    engines = [
        Engine("a", "1", 384, "q", "p"),
        Engine("b", "1", 384, "q", "p"),
        Engine("a", "2", 384, "q", "p"),
        Engine("a", "1", 385, "q", "p"),
        Engine("a", "1", 384, "r", "p"),
        Engine("a", "1", 384, "q", "r"),
        Engine("a", "1", 384, "qp", ""),
    ]

    assert len({engine.key for engine in engines}) == len(engines)
    assert Engine("a", "1", 384, "q", "p").key == engines[0].key


def test_the_default_engine_embeds(tmp_path: Path) -> None:
    embedder = make_embeddings("bundled", tmp_path / "vectors")

    vectors = embedder.embed_passages(["文明办牵头开展文明城区创建", "网信办负责网络安全检查"])

    assert vectors.shape == (2, embedder.engine.dimension)
    assert embedder.notice is None
    assert np.argmax(vectors @ embedder.query_vector("谁来抓文明城区创建？")) == 0
