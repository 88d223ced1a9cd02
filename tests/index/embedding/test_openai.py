"""Against a server of our own that speaks the protocol over a real socket."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from index.embedding import EmbeddingOptions, make_embeddings
from index.errors import WenceError

MODEL, KEY = "bge-m3", "secret"
Response = tuple[int, dict[str, str], object]
NOT_FOUND: Response = (404, {}, "no such page")


def numbers(text: str) -> list[float]:
    return [byte / 10 + 1 for byte in sha256(text.encode()).digest()[:6]]


@dataclass
class Service:
    """What the server was asked, and how it misbehaves before it answers."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    failures: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    seconds: float = 0
    answer: object = None

    def respond(self, key: str | None, body: dict[str, Any]) -> Response:
        self.asked.append(body)
        time.sleep(self.seconds)
        if self.failures:
            status, headers = self.failures.pop(0)
            return status, headers, {"error": {"message": "not now"}}
        if key != f"Bearer {KEY}":
            return 401, {}, {"error": {"message": "Incorrect API key provided"}}
        if body["model"] != MODEL:
            return 404, {}, {"error": {"message": f"The model `{body['model']}` does not exist."}}
        if self.answer is not None:
            return 200, {}, self.answer
        rows = [
            {"object": "embedding", "index": place, "embedding": numbers(text)}
            for place, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return 200, {}, {"object": "list", "model": MODEL, "data": rows[::-1], "usage": usage}


@pytest.fixture
def service() -> Iterator[Service]:
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers["Authorization"]
            found = self.path == "/v1/embeddings"
            status, headers, content = state.respond(key, body) if found else NOT_FOUND
            data = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/v1"
        Thread(target=server.serve_forever, daemon=True).start()
        yield state
        server.shutdown()


def options(service: Service, **changes: Any) -> EmbeddingOptions:
    own = {"base_url": service.url, "api_key": KEY, "timeout": 5.0, "batch_size": 4, **changes}
    return EmbeddingOptions(**own)


def test_embeds_in_batches_and_puts_the_answers_in_order(service: Service, tmp_path: Path) -> None:
    embedder = make_embeddings(f"openai:{MODEL}", tmp_path / "vectors", options(service))
    texts = [f"第{n}条" for n in range(10)]

    vectors = embedder.embed_passages(texts)

    assert [len(body["input"]) for body in service.asked] == [1, 4, 4, 2]
    assert service.asked[1]["model"] == MODEL
    expected = np.array([numbers(text) for text in texts])
    assert np.allclose(vectors, expected / np.linalg.norm(expected, axis=1, keepdims=True))
    assert embedder.engine.name == f"openai:{MODEL}"
    assert embedder.engine.dimension == 6


def test_nothing_is_sent_before_it_is_needed(service: Service) -> None:
    embedder = make_embeddings(f"openai:{MODEL}", None, options(service, dimension=6))

    assert embedder.engine.dimension == 6
    assert service.asked == []


def test_instructions_go_in_front(service: Service) -> None:
    own = options(service, query_instruction="Query: ", passage_instruction="Text: ", dimension=6)
    embedder = make_embeddings(f"openai:{MODEL}", None, own)

    embedder.embed_query("甲")
    embedder.embed_documents(["乙"])

    assert [body["input"] for body in service.asked] == [["Query: 甲"], ["Text: 乙"]]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_tries_again_where_that_may_help(service: Service, status: int) -> None:
    service.failures = [(status, {"Retry-After": "0"})] * 2
    embedder = make_embeddings(f"openai:{MODEL}", None, options(service, dimension=6))

    assert len(embedder.embed_query("甲")) == 6
    assert len(service.asked) == 3


def test_gives_up_after_the_retries_with_the_cure(service: Service) -> None:
    service.failures = [(429, {"Retry-After": "0"})] * 9
    embedder = make_embeddings(f"openai:{MODEL}", None, options(service, retries=2, dimension=6))

    with pytest.raises(WenceError, match=r"429（.*not now.*）。服务限流"):
        embedder.embed_query("甲")
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (MODEL, {"api_key": "wrong"}, "401.*WENCE_EMBEDDING_API_KEY"),
        (MODEL, {"api_key": None}, "401.*WENCE_EMBEDDING_API_KEY"),
        ("absent", {}, "404.*does not exist.*模型名"),
    ],
)
def test_what_no_retry_helps_is_said_at_once(
    service: Service, model: str, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(WenceError, match=message):
        make_embeddings(f"openai:{model}", None, options(service, **changes)).embed_query("甲")
    assert len(service.asked) == 1


def test_a_wrong_address_names_the_setting(service: Service) -> None:
    wrong = options(service, base_url=service.url.removesuffix("/v1"))

    with pytest.raises(WenceError, match=r"404.*WENCE_EMBEDDING_URL"):
        make_embeddings(f"openai:{MODEL}", None, wrong).embed_query("甲")


def test_no_address_is_an_error_before_anything_is_sent() -> None:
    with pytest.raises(WenceError, match="WENCE_EMBEDDING_URL"):
        make_embeddings(f"openai:{MODEL}", None, EmbeddingOptions())


def test_a_service_that_hangs_is_not_waited_for(service: Service) -> None:
    service.seconds = 1
    embedder = make_embeddings(f"openai:{MODEL}", None, options(service, timeout=0.1, retries=0))

    with pytest.raises(WenceError, match=r"连不上.*ReadTimeout.*WENCE_EMBEDDING_URL"):
        embedder.embed_query("甲")


def test_a_service_that_is_not_there_is_named() -> None:
    nowhere = EmbeddingOptions(base_url="http://127.0.0.1:9/v1", retries=1)

    with pytest.raises(WenceError, match=r"连不上.*127\.0\.0\.1:9.*ConnectError"):
        make_embeddings(f"openai:{MODEL}", None, nowhere).embed_query("甲")


@pytest.mark.parametrize(
    "answer",
    [
        "<html>",
        {"data": "none"},
        {"data": [{"index": 0}]},
        {"data": []},
        {"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]},
    ],
)
def test_another_protocol_is_recognised(service: Service, answer: object) -> None:
    service.answer = answer

    with pytest.raises(WenceError, match="/v1/embeddings"):
        make_embeddings(f"openai:{MODEL}", None, options(service)).embed_documents(["甲"])


def test_a_model_that_was_swapped_is_found_out(service: Service) -> None:
    embedder = make_embeddings(f"openai:{MODEL}", None, options(service, dimension=768))

    with pytest.raises(WenceError, match=r"6 维.*768 维.*wence index"):
        embedder.embed_query("甲")
