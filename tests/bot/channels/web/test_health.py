from fastapi.testclient import TestClient

from bot.app import assemble
from bot.assistant import Assistant
from bot.settings import Settings
from index.errors import WenceError


class Unserved(Assistant):
    """Its generation went away under it."""

    @property
    def generation(self) -> str:
        raise WenceError("还没有索引；请先运行：wence index。")


def test_says_what_it_serves(client: TestClient, assistant: Assistant) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = {"status": "ready", "generation": assistant.generation, "documents": 1, "notices": []}
    assert client.get("/readyz").json() == ready


def test_without_a_generation_it_is_alive_but_not_ready(indexed: Settings) -> None:
    client = TestClient(assemble(Unserved(indexed)))
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "wence index" in response.json()["detail"]
