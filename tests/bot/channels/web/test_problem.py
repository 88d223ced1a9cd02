from unittest.mock import ANY

import pytest
from fastapi.testclient import TestClient

from bot.answer import Answer
from index.errors import WenceError
from tests.bot.channels.web.plan import PlanAssistant, say


class Broken(PlanAssistant):
    """Fails as an assistant may: by an operator's mistake, or by ours."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def ask(self, question: str, session: str | None = None) -> Answer:
        super().ask(question, session)
        raise self.error


@pytest.fixture
def error() -> Exception:
    return WenceError("索引不见了；请运行 wence index。")


@pytest.fixture
def assistant(error: Exception) -> PlanAssistant:
    return Broken(error)


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
def test_our_own_mistake_is_not_shown(client: TestClient, path: str) -> None:
    response = client.post(path, json={"question": "问"})
    assert response.status_code == 500
    assert response.json()["detail"] == say("http_broken")
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/nothing", "/page/nothing.js"])
def test_an_unknown_path_is_a_problem(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": say("http_not_found"),
    }


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient) -> None:
    response = client.get("/api/ask")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["detail"] == say("http_method_not_allowed")
    assert client.request("BREW", "/api/ask").json()["title"] == ANY
