"""The vector store: Chroma, in a folder or behind a server. The only importer of chromadb."""

import logging
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from index.errors import WenceError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

Metadata = Mapping[str, str | int]
Matrix = npt.NDArray[np.float32]

BATCH = 2000  # below Chroma's own limit of 5461
# With the defaults of HNSW some vectors miss themselves as their nearest neighbour (8 of 1800).
HNSW: "CreateCollectionConfiguration" = {
    "hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": 200, "max_neighbors": 32}
}


class VectorStoreError(WenceError):
    """The Chroma server can't be reached or lacks the collection, or the folder is full."""


class Vectors:
    """One collection, opened; thread-safe for reading.

    What it holds open is let go with `close`, or when nobody uses the object any more: a server
    that follows one build after the other must not gather their files.
    """

    def __init__(self, store: "Chroma", client: "Client", place: "Path | str") -> None:
        self.store = store
        self._place = place
        self._release = weakref.finalize(self, _close, client)

    def close(self) -> None:
        self._release()

    def nearest(
        self, vector: Sequence[float], limit: int, within: Sequence[range] = ()
    ) -> list[tuple[int, float]]:
        """(position in the build's list, cosine similarity) of the nearest, best first.

        `within` are the stretches of positions that count; none means all.

        Raises:
            VectorStoreError: the store fails.
        """
        with _failing(self._place):
            hits = self.store.similarity_search_by_vector_with_relevance_scores(
                np.asarray(vector).tolist(), k=limit, filter=_where(within)
            )
        return [(int(found.metadata["position"]), 1.0 - distance) for found, distance in hits]

    def matrix(self, positions: Sequence[int]) -> Matrix:
        """The vectors of the texts at `positions`, in their order; (n, dimension) float32.

        Raises:
            VectorStoreError: the store fails.
        """
        ids = [str(position) for position in positions]
        with _failing(self._place):
            kept = self.store.get(ids=ids, include=["embeddings"])
        order = {int(identity): row for row, identity in enumerate(kept["ids"])}
        return np.asarray(kept["embeddings"], np.float32)[[order[at] for at in positions]]


def _where(within: Sequence[range]) -> dict[str, Any] | None:
    """Chroma's condition that a position lies in one of the stretches."""
    parts: list[dict[str, Any]] = [
        {"$and": [{"position": {"$gte": each.start}}, {"position": {"$lt": each.stop}}]}
        for each in within
    ]
    return {"$or": parts} if len(parts) > 1 else next(iter(parts), None)


def build_vectors(
    collection: str,
    place: "Path | str",
    texts: Sequence[str],
    metadatas: Sequence[Metadata],
    embed: Callable[[Sequence[str]], npt.NDArray[np.float32]],
) -> None:
    """Write a new collection; `place` is a folder of its own, or a server's address.

    Raises:
        VectorStoreError: the server can't be reached, or the folder can't be written.
    """
    with _failing(place), _client(place) as client:
        target = client.create_collection(collection, configuration=HNSW, embedding_function=None)
        for at in range(0, len(texts), BATCH):
            part = slice(at, at + BATCH)
            positions = range(at, at + len(texts[part]))
            target.add(
                ids=[str(position) for position in positions],
                embeddings=embed(texts[part]),
                documents=list(texts[part]),
                metadatas=[
                    {**metadata, "position": position}
                    for metadata, position in zip(metadatas[part], positions, strict=True)
                ],
            )


def collection_name(generation: str) -> str:
    return f"wence-{generation}"


def open_vectors(
    collection: str, place: "Path | str", embeddings: Callable[[], "Embeddings"]
) -> Vectors:
    """Open a collection for reading; `embeddings` are asked for last, they may be loading yet.

    Raises:
        VectorStoreError: the server can't be reached or lacks the collection.
    """
    from langchain_chroma import Chroma

    with _failing(place):
        client = _connect(place)
        try:
            client.get_collection(collection, embedding_function=None)
        except BaseException:
            _close(client)
            raise
    store = Chroma(
        collection_name=collection,
        client=client,
        embedding_function=embeddings(),
        create_collection_if_not_exists=False,
    )
    return Vectors(store, client, place)


def drop_vectors(collection: str, address: str) -> None:
    """Delete a collection on a server; a folder is deleted as a folder.

    Raises:
        VectorStoreError: the server can't be reached.
    """
    from chromadb.errors import NotFoundError

    with _failing(address), _client(address) as client:
        try:
            client.delete_collection(collection)
        except NotFoundError:
            logging.getLogger(__name__).info("collection %s was gone already", collection)


@contextmanager
def _client(place: "Path | str") -> Iterator["Client"]:
    client = _connect(place)
    try:
        yield client
    finally:
        _close(client)


def _close(client: "Client") -> None:
    """Close the client, and the connections to a server that it would leave open."""
    import httpx

    servers = attrgetter("_server", "_admin_client._server")(client)
    client.close()
    for session in (vars(server).get("_session") for server in servers):
        if isinstance(session, httpx.Client):
            session.close()


def _connect(place: "Path | str") -> "Client":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return cast("Client", chromadb.PersistentClient(path=str(place), settings=settings))
    try:
        address = urlsplit(place)
        client = chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=settings,
        )
    except ValueError as error:  # what Chroma makes of a server that it can't talk to
        raise _unreached(place, error) from error
    return cast("Client", client)


@contextmanager
def _failing(place: "Path | str") -> Iterator[None]:
    """Says in words what Chroma's errors mean."""
    import httpx
    from chromadb.errors import ChromaError, NotFoundError

    try:
        yield
    except NotFoundError:
        raise VectorStoreError("向量库里没有这份索引；请重新建立：wence index --force。") from None
    except httpx.HTTPError as error:
        raise _unreached(place, error) from error
    except ChromaError as error:
        raise VectorStoreError(
            f"向量库 {place} 读写失败（{error}）；请检查磁盘空间和权限，再运行 wence index。"
        ) from error


def _unreached(place: "Path | str", error: Exception) -> VectorStoreError:
    return VectorStoreError(
        f"连不上 Chroma 服务器 {place}（{error}）；"
        "请检查 WENCE_CHROMA_URL，或删去它改用内置的向量库。"
    )
