from fastapi.testclient import TestClient

from bot.app import assemble
from tests.bot.channels.web.plan import PlanAssistant, say


def test_closes_the_assistant_when_it_stops() -> None:
    assistant = PlanAssistant()
    with TestClient(assemble(assistant, say)) as client:
        assert client.get("/").text.startswith("<!doctype html>")
        assert not assistant.closed
    assert assistant.closed


def test_two_applications_share_nothing() -> None:
    first, second = PlanAssistant(), PlanAssistant()
    TestClient(assemble(first, say)).post("/api/ask", json={"question": "问", "session": "1"})
    TestClient(assemble(second, say)).post("/api/ask", json={"question": "问", "session": "2"})
    assert (first.sessions, second.sessions) == (["web:1"], ["web:2"])


def test_compresses_what_is_long_but_not_a_stream() -> None:
    client = TestClient(assemble(PlanAssistant(), say))
    assert client.get("/page/chat.css").headers["content-encoding"] == "gzip"
    stream = client.post("/api/ask/stream", json={"question": "300人次"})
    assert "content-encoding" not in stream.headers
