import gc
import socket
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from langchain_core.embeddings import Embeddings

from index.generation import Generation
from index.vectors import Vectors, VectorStoreError, build_vectors, drop_vectors, open_vectors
from tests.chroma import chroma
from tests.index.samples import lets_go, open_files

COUNT, DIMENSION = 2000, 384
NAME = "wence-test"

Matrix = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    drawn = np.random.default_rng(7).standard_normal((COUNT, DIMENSION)).astype(np.float32)
    normed: Matrix = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return normed


@pytest.fixture(scope="module")
def embeddings(generation: Generation) -> Embeddings:
    return generation.embedder


def write(place: "Path | str", matrix: Matrix) -> None:
    def embed(texts: Sequence[str]) -> Matrix:
        return matrix[[int(text) for text in texts]]

    texts = [str(number) for number in range(len(matrix))]
    build_vectors(NAME, place, texts, [{"document": "试验"}] * len(texts), embed)


@pytest.fixture(scope="module")
def embedded(
    tmp_path_factory: pytest.TempPathFactory, matrix: Matrix, embeddings: Embeddings
) -> Iterator[Vectors]:
    place = tmp_path_factory.mktemp("vectors")
    write(place, matrix)
    vectors = open_vectors(NAME, place, lambda: embeddings)
    yield vectors
    vectors.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def served(server: str, matrix: Matrix, embeddings: Embeddings) -> Iterator[Vectors]:
    drop_vectors(NAME, server)
    write(server, matrix)
    vectors = open_vectors(NAME, server, lambda: embeddings)
    yield vectors
    vectors.close()
    drop_vectors(NAME, server)


def check_each_is_its_own_nearest(vectors: Vectors, matrix: Matrix) -> None:
    for position, vector in enumerate(matrix):
        [(nearest, similarity)] = vectors.nearest(vector.tolist(), 1)
        assert nearest == position
        assert similarity == pytest.approx(1, abs=1e-4)


def check_the_nearest_are_the_true_ones(vectors: Vectors, matrix: Matrix) -> None:
    within = (range(100, 400), range(1500, 1700))
    members = [at for stretch in within for at in stretch]
    for vector in matrix[::400]:
        true = sorted(members, key=lambda at: -float(matrix[at] @ vector))[:10]
        found = vectors.nearest(vector.tolist(), 10, within)
        assert [at for at, _ in found] == true
        assert [similarity for _, similarity in found] == pytest.approx(
            [float(matrix[at] @ vector) for at in true], abs=1e-4
        )


def test_each_vector_is_its_own_nearest(embedded: Vectors, matrix: Matrix) -> None:
    check_each_is_its_own_nearest(embedded, matrix)


def test_the_nearest_within_stretches(embedded: Vectors, matrix: Matrix) -> None:
    check_the_nearest_are_the_true_ones(embedded, matrix)


def test_vectors_come_in_the_order_asked(embedded: Vectors, matrix: Matrix) -> None:
    asked = [1999, 3, 700, 4]
    assert embedded.matrix(asked) == pytest.approx(matrix[asked], abs=1e-5)


def test_more_may_be_asked_than_there_are(embedded: Vectors, matrix: Matrix) -> None:
    assert len(embedded.nearest(matrix[0].tolist(), 64, (range(5),))) == 5


def test_threads_may_read_at_once(embedded: Vectors, matrix: Matrix) -> None:
    wrong: list[int] = []

    def ask(first: int) -> None:
        asked = range(first, COUNT, 97)
        wrong.extend(at for at in asked if embedded.nearest(matrix[at].tolist(), 1)[0][0] != at)

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("closed", [True, False])
def test_files_are_let_go(
    tmp_path: Path, matrix: Matrix, embeddings: Embeddings, *, closed: bool
) -> None:
    write(tmp_path, matrix[:50])
    assert lets_go(tmp_path)
    vectors = open_vectors(NAME, tmp_path, lambda: embeddings)
    vectors.nearest(matrix[0].tolist(), 1)
    assert open_files(tmp_path)
    if closed:
        vectors.close()
        vectors.close()  # twice does no harm
    else:
        del vectors
        gc.collect()
    assert lets_go(tmp_path)


def test_a_folder_without_the_collection(tmp_path: Path, embeddings: Embeddings) -> None:
    with pytest.raises(VectorStoreError, match="请重新建立：wence index --force"):
        open_vectors(NAME, tmp_path, lambda: embeddings)
    assert lets_go(tmp_path)


def test_a_server_that_is_not_there(matrix: Matrix, embeddings: Embeddings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    for attempt in (
        lambda: open_vectors(NAME, address, lambda: embeddings),
        lambda: write(address, matrix[:1]),
        lambda: drop_vectors(NAME, address),
    ):
        with pytest.raises(VectorStoreError, match="请检查 WENCE_CHROMA_URL"):
            attempt()


def test_a_server_that_is_no_chroma(embeddings: Embeddings) -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        try:
            with pytest.raises(VectorStoreError, match="请检查 WENCE_CHROMA_URL"):
                open_vectors(NAME, f"http://127.0.0.1:{other.server_port}", lambda: embeddings)
        finally:
            other.shutdown()
            thread.join()


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999", "nonsense://", "http://[::1"])
def test_an_address_that_is_none(address: str, embeddings: Embeddings) -> None:
    with pytest.raises(VectorStoreError, match="请检查 WENCE_CHROMA_URL"):
        open_vectors(NAME, address, lambda: embeddings)


@pytest.mark.system
def test_a_server_finds_each_vector(served: Vectors, matrix: Matrix) -> None:
    check_each_is_its_own_nearest(served, matrix)
    check_the_nearest_are_the_true_ones(served, matrix)


@pytest.mark.system
def test_a_collection_that_was_dropped_meanwhile(
    served: Vectors, server: str, matrix: Matrix
) -> None:
    drop_vectors(NAME, server)
    drop_vectors(NAME, server)  # gone already
    with pytest.raises(VectorStoreError, match="请重新建立"):
        served.nearest(matrix[0].tolist(), 1)
