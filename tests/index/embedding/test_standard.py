"""LangChain's own tests of an embedding model, on the default engine."""

from typing import Any

from langchain_core.embeddings import Embeddings
from langchain_tests.integration_tests import EmbeddingsIntegrationTests

from index.embedding import EmbeddingOptions
from index.embedding.bundled import BundledEncoder
from index.embedding.embedder import Embedder


class TestEmbedder(EmbeddingsIntegrationTests):
    @property
    def embeddings_class(self) -> type[Embeddings]:
        return Embedder

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"encoder": BundledEncoder(EmbeddingOptions(threads=1)), "cache": None}
