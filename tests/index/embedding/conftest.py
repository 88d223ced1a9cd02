import pytest

from index.embedding import EmbeddingOptions
from index.embedding.bundled import BundledEncoder
from index.embedding.original import OriginalEncoder
from index.embedding.weights import Weights, find_weights, open_weights


@pytest.fixture(scope="session")
def weights() -> Weights:
    return open_weights(find_weights())


@pytest.fixture(scope="session")
def bundled() -> BundledEncoder:
    return BundledEncoder(EmbeddingOptions(threads=2))


@pytest.fixture(scope="session")
def original() -> OriginalEncoder:
    return OriginalEncoder(EmbeddingOptions(threads=1))
