import pytest
from fastapi.testclient import TestClient

from index.errors import WenceError
from tests.bot.channels.web.plan import PlanAssistant


class Unserved(PlanAssistant):
    """Its generation went away under it."""

    @property
    def generation(self) -> str:
        raise WenceError("还没有索引；请先运行：wence index。")


def test_says_what_it_serves(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = {"status": "ready", "generation": "20210101T000000-plan", "documents": 1}
    assert client.get("/readyz").json() == ready


class TestWithoutAGeneration:
    @pytest.fixture
    def assistant(self) -> PlanAssistant:
        return Unserved()

    def test_is_alive_but_not_ready(self, client: TestClient) -> None:
        assert client.get("/healthz").status_code == 200
        response = client.get("/readyz")
        assert response.status_code == 503
        assert "wence index" in response.json()["detail"]
