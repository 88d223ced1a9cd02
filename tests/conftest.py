import pytest

from bot.settings import Settings
from index.build import build
from index.generation import Place
from tests.plan import write_corpus


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data folder holds the index of the small plan."""
    corpus = write_corpus(tmp_path_factory.mktemp("corpus"))
    settings = Settings(data=tmp_path_factory.mktemp("data"), corpus=corpus)
    build([corpus], Place(settings.data), settings.embedding, lambda *_: None)
    return settings
