import pytest
from fastapi.testclient import TestClient

from bot.answer import Answer
from bot.assistant import Assistant
from bot.settings import Settings
from index.errors import WenceError


class Broken(Assistant):
    """Fails as an assistant may: by an operator's mistake, or by ours."""

    def __init__(self, settings: Settings, error: Exception) -> None:
        super().__init__(settings)
        self.error = error

    def warm_up(self) -> None:
        """Nothing that works."""

    def ask(self, question: str, session: str | None = None) -> Answer:
        super().ask(question, session)
        raise self.error


@pytest.fixture
def error() -> Exception:
    return WenceError("索引不见了；请运行 wence index。")


@pytest.fixture
def assistant(indexed: Settings, error: Exception) -> Assistant:
    return Broken(indexed, error)


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_what_the_operator_can_mend_is_said_with_its_cure(client: TestClient, path: str) -> None:
    response = client.post(path, json={"question": "问"})
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "索引不见了；请运行 wence index。",
    }


@pytest.mark.parametrize("error", [RuntimeError("secret path /srv/x")])
@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_our_own_mistake_is_not_shown(client: TestClient, assistant: Assistant, path: str) -> None:
    response = client.post(path, json={"question": "问"})
    assert response.status_code == 500
    assert response.json()["detail"] == assistant.say("http_broken")
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/nothing", "/page/nothing.js"])
def test_an_unknown_path_is_a_problem(client: TestClient, assistant: Assistant, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": assistant.say("http_not_found"),
    }


def test_a_wrong_method_is_a_problem_that_names_the_right_one(
    client: TestClient, assistant: Assistant
) -> None:
    response = client.get("/api/ask")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["detail"] == assistant.say("http_method_not_allowed")
