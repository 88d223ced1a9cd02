"""An engine behind HTTP: anything that speaks OpenAI's POST /v1/embeddings.

vLLM, Ollama, Xinference, TEI and others. The request is {"model", "input": [texts]}, the answer
{"data": [{"index", "embedding"}]}, in any order.
"""

import time
from collections.abc import Sequence
from functools import cached_property

import httpx
import numpy as np

from index.embedding.engine import Engine, Vector, Vectors
from index.embedding.options import EmbeddingOptions
from index.errors import WenceError

PROBE = "维度"  # embedded once, to learn the dimension
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 20.0  # seconds before another try, doubled each time
WORTH_ANOTHER_TRY = frozenset({408, 429, 500, 502, 503, 504})
CURES = {
    400: "服务不接受这段文本：请核对模型名，或把 WENCE_EMBEDDING_BATCH_SIZE 调小。",
    401: "密钥不对：请检查 WENCE_EMBEDDING_API_KEY。",
    403: "密钥没有权限：请检查 WENCE_EMBEDDING_API_KEY。",
    404: "没有这个接口或模型：请检查 WENCE_EMBEDDING_URL（以 /v1 结尾）和模型名。",
    413: "一次发送的文本太多：请把 WENCE_EMBEDDING_BATCH_SIZE 调小。",
    422: "服务不接受这段文本：请核对模型名，或把 WENCE_EMBEDDING_BATCH_SIZE 调小。",
    429: "服务限流：请稍后重试，或把 WENCE_EMBEDDING_BATCH_SIZE 调小。",
}
BROKEN = "请查看该服务的日志，恢复后重试。"


class OpenAIEncoder:
    """Nothing is sent before the first text, or before the engine's dimension is asked for."""

    def __init__(self, model: str, options: EmbeddingOptions) -> None:
        if not options.base_url:
            raise WenceError(
                "没有嵌入服务的地址。请设置 WENCE_EMBEDDING_URL，如 http://127.0.0.1:8000/v1"
            )
        self.batch = options.batch_size
        self._model = model
        self._options = options
        self._url = options.base_url.rstrip("/") + "/embeddings"
        key = {"Authorization": f"Bearer {options.api_key}"} if options.api_key else {}
        self._client = httpx.Client(headers=key, timeout=options.timeout)

    @cached_property
    def engine(self) -> Engine:
        options = self._options
        return Engine(
            name=f"openai:{self._model}",
            version="api",
            dimension=options.dimension or int(self._ask([PROBE]).shape[1]),
            query_instruction=options.query_instruction or "",
            passage_instruction=options.passage_instruction or "",
        )

    def query(self, text: str) -> Vector:
        vector: Vector = self._vectors([self.engine.query_instruction + text])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors([self.engine.passage_instruction + text for text in texts])

    def _vectors(self, texts: list[str]) -> Vectors:
        vectors = self._ask(texts)
        if vectors.shape[1] != self.engine.dimension:
            raise WenceError(
                f"嵌入服务给出 {vectors.shape[1]} 维的向量，先前是 {self.engine.dimension} 维，"
                "模型已换。请重新运行 wence index。"
            )
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _ask(self, texts: list[str]) -> Vectors:
        response = self._post({"model": self._model, "input": texts, "encoding_format": "float"})
        try:
            rows = sorted(response.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (ValueError, KeyError, TypeError) as error:
            raise WenceError(
                f"{self._url} 的回答不是嵌入接口的格式。请检查 WENCE_EMBEDDING_URL。"
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise WenceError(f"{self._url} 对 {len(texts)} 段文本给出 {len(rows)} 个向量。{BROKEN}")
        return vectors

    def _post(self, body: dict[str, object]) -> httpx.Response:
        for tried in range(self._options.retries):
            try:
                response = self._client.post(self._url, json=body)
            except httpx.TransportError:
                time.sleep(_pause(tried, None))
                continue
            if response.status_code not in WORTH_ANOTHER_TRY:
                return _good(response)
            time.sleep(_pause(tried, response.headers.get("Retry-After")))
        return self._post_at_last(body)

    def _post_at_last(self, body: dict[str, object]) -> httpx.Response:
        try:
            return _good(self._client.post(self._url, json=body))
        except httpx.TransportError as error:
            raise WenceError(
                f"连不上嵌入服务 {self._url}（{type(error).__name__}）。"
                "请确认它在运行，且 WENCE_EMBEDDING_URL 正确。"
            ) from error


def _pause(tried: int, asked: str | None) -> float:
    """Return seconds: what the service asks for, or twice as long as the last time."""
    own = FIRST_PAUSE * 2**tried
    return min(float(asked) if asked and asked.isdecimal() else own, LONGEST_PAUSE)


def _good(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    cure = CURES.get(response.status_code, BROKEN)
    said = " ".join(response.text[:200].split())
    raise WenceError(f"嵌入服务 {response.url} 回答 {response.status_code}（{said}）。{cure}")
