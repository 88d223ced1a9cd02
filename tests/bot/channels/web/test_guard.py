import json
import socket

import pytest
from fastapi.testclient import TestClient

from bot.assistant import Assistant
from bot.channels.web.guard import BODY_LIMIT
from tests.live import Live

HEAD = "POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"


def body_of(size: int) -> bytes:
    empty = json.dumps({"question": ""}).encode()
    return empty.replace(b'""', b'"%s"' % (b"a" * (size - len(empty))))


def exchange(live: Live, sent: bytes) -> str:
    """What the server says to an unfinished request."""
    with socket.create_connection(("127.0.0.1", live.port), timeout=10) as connection:
        connection.sendall(sent)
        return connection.makefile(encoding="utf-8").readline()


def test_a_body_of_the_limit_passes(client: TestClient) -> None:
    json_type = {"Content-Type": "application/json"}
    response = client.post("/api/ask", content=body_of(BODY_LIMIT), headers=json_type)
    assert response.status_code == 200


def test_a_longer_body_is_refused_with_the_reason(client: TestClient, assistant: Assistant) -> None:
    response = client.post("/api/ask", content=body_of(BODY_LIMIT + 1))
    assert response.status_code == 413
    assert response.json()["detail"] == assistant.say("http_too_large")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_declared_length_is_refused_before_the_body_comes(live: Live) -> None:
    assert " 413 " in exchange(live, f"{HEAD}Content-Length: 70000\r\n\r\n".encode())


def test_a_body_without_a_length_is_refused_once_it_is_too_long(live: Live) -> None:
    chunk = body_of(BODY_LIMIT + 1)
    head = f"{HEAD}Transfer-Encoding: chunked\r\n\r\n{len(chunk):x}\r\n"
    assert " 413 " in exchange(live, head.encode() + chunk + b"\r\n")


@pytest.mark.parametrize(
    "path",
    ["/", "/page/app.js", "/docs", "/api/documents", "/healthz", "/nothing", "/openapi.json"],
)
def test_every_response_keeps_a_browser_safe(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
