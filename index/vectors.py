"""The vector store: Chroma, in a folder or behind a server. The only importer of chromadb."""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast
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
    """The Chroma server can't be reached, or lacks the collection."""


class Vectors:
    """One collection, opened; thread-safe for reading."""

    def __init__(self, store: "Chroma") -> None:
        self.store = store

    def nearest(self, vector: Sequence[float], limit: int) -> list[tuple[int, float]]:
        """(position in the build's list, cosine similarity) of the nearest, best first."""
        hits = self.store.similarity_search_by_vector_with_relevance_scores(list(vector), k=limit)
        return [(int(found.metadata["position"]), 1.0 - distance) for found, distance in hits]

    def matrix(self, positions: Sequence[int]) -> Matrix:
        """The vectors of the texts at `positions`, in their order; (n, dimension) float32."""
        kept = self.store.get(ids=[str(position) for position in positions], include=["embeddings"])
        order = {int(identity): row for row, identity in enumerate(kept["ids"])}
        return np.asarray(kept["embeddings"], np.float32)[[order[at] for at in positions]]


def build_vectors(
    collection: str,
    place: "Path | str",
    texts: Sequence[str],
    metadatas: Sequence[Metadata],
    embed: Callable[[Sequence[str]], npt.NDArray[np.float32]],
) -> None:
    """Write a new collection; `place` is a folder of its own, or a server's address."""
    client = _client(place)
    try:
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
    finally:
        client.close()


def open_vectors(collection: str, place: "Path | str", embeddings: "Embeddings") -> Vectors:
    """Open a collection for reading.

    Raises:
        VectorStoreError: the server can't be reached or lacks the collection.
    """
    from chromadb.errors import NotFoundError
    from langchain_chroma import Chroma

    client = _client(place)
    try:
        client.get_collection(collection, embedding_function=None)
    except NotFoundError:
        raise VectorStoreError(
            f"向量库里没有 {collection}；请重新建立索引：wence index。"
        ) from None
    return Vectors(
        Chroma(
            collection_name=collection,
            client=client,
            embedding_function=embeddings,
            create_collection_if_not_exists=False,
        )
    )


def drop_vectors(collection: str, address: str) -> None:
    """Delete a collection on a server; a folder is deleted as a folder."""
    from chromadb.errors import NotFoundError

    client = _client(address)
    try:
        client.delete_collection(collection)
    except NotFoundError:
        logging.getLogger(__name__).info("collection %s was gone already", collection)
    finally:
        client.close()


def _client(place: "Path | str") -> "Client":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        return cast("Client", chromadb.PersistentClient(path=str(place), settings=settings))
    address = urlsplit(place)
    try:
        client = chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=settings,
        )
    except ValueError as error:
        raise VectorStoreError(
            f"连不上 Chroma 服务器 {place}（{error}）；"
            "请检查 WENCE_CHROMA_URL，或删去它改用内置的向量库。"
        ) from error
    return cast("Client", client)
