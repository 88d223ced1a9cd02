from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.app import create_app
from bot.settings import Settings
from index.manifest import NoIndexError


@pytest.fixture
def client(indexed: Settings) -> TestClient:
    return TestClient(create_app(indexed))


def test_serves_the_installation_it_is_given(client: TestClient, indexed: Settings) -> None:
    assert client.get("/").text.startswith("<!doctype html>")
    assert client.get("/readyz").json()["documents"] == 1
    assert client.get("/readyz").json()["generation"] in {
        folder.name for folder in (indexed.data / "index").iterdir()
    }


def test_without_an_index_there_is_no_application(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="wence index"):
        create_app(Settings(data=tmp_path))


def test_compresses_what_is_long_but_not_a_stream(client: TestClient) -> None:
    assert client.get("/page/chat.css").headers["content-encoding"] == "gzip"
    stream = client.post("/api/ask/stream", json={"question": "第一部分"})
    assert "content-encoding" not in stream.headers
