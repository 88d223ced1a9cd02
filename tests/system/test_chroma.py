"""The index in a Chroma server instead of a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from index.generation import Place
from index.vectors import VectorStoreError
from tests.chroma import chroma
from tests.plan import SECOND, write_corpus

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def settings(server: str, tmp_path: Path) -> Settings:
    corpus = write_corpus(tmp_path / "corpus")
    return Settings(data=tmp_path / "data", corpus=corpus, chroma_url=server)


def indexed(settings: Settings, *, force: bool = False) -> str:
    place = Place(settings.data, settings.chroma_url)
    roots = [settings.corpus]
    return build(roots, place, settings.embedding, lambda *_: None, force=force).manifest.id


def test_answers_out_of_a_server(settings: Settings) -> None:
    generation = indexed(settings)
    assistant = Assistant(settings)
    answer = assistant.ask("红色血脉怎样传下去")
    assert assistant.generation == generation
    assert [citation.quote for citation in answer.citations] == [SECOND]


def test_follows_the_generation_that_is_published_while_it_serves(settings: Settings) -> None:
    first = indexed(settings)
    assistant = Assistant(settings)
    second = indexed(settings, force=True)
    assert assistant.ask("新闻发言人有什么规定").citations
    assert first != second == assistant.generation


def test_a_server_that_is_away_is_told_with_the_cure(settings: Settings, server: str) -> None:
    indexed(settings)
    elsewhere = settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"})
    with pytest.raises(VectorStoreError, match="WENCE_CHROMA_URL"):
        Assistant(elsewhere)
