import os
from collections.abc import Iterator
from contextlib import chdir

import pytest

from bot.settings import PREFIX, Settings
from index.build import build
from index.place import Place
from tests.editions import write_editions
from tests.plan import write_corpus


@pytest.fixture(scope="session", autouse=True)
def settings_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what this machine is set to, by its environment or a `.env` of the folder."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    with chdir(tmp_path_factory.mktemp("elsewhere")):
        yield


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data folder holds the index of the small plan."""
    corpus = write_corpus(tmp_path_factory.mktemp("corpus"))
    settings = Settings(data=tmp_path_factory.mktemp("data"), corpus=corpus)
    build([corpus], Place(settings.data), settings.embedding, lambda *_: None)
    return settings


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data folder holds the index of documents of several years."""
    corpus = write_editions(tmp_path_factory.mktemp("editions"))
    settings = Settings(data=tmp_path_factory.mktemp("editions-data"), corpus=corpus)
    build([corpus], Place(settings.data), settings.embedding, lambda *_: None)
    return settings
