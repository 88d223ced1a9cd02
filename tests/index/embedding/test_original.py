import os

import numpy as np
import pytest

from index.embedding import EmbeddingOptions
from index.embedding.original import OriginalEncoder
from index.errors import WenceError


def test_tells_a_question_from_a_passage_and_puts_like_to_like() -> None:
    encoder = OriginalEncoder(EmbeddingOptions(threads=1))
    passages = encoder.passages(["文明办牵头开展文明城区创建", "网信办负责网络安全检查"])
    question = encoder.query("谁来抓文明城区创建？")

    assert passages.shape == (2, 384)
    assert passages.dtype == np.float32
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-5)
    assert passages[0] @ question > passages[1] @ question
    assert not np.array_equal(encoder.query("创建"), encoder.passages(["创建"])[0])


def test_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)

    OriginalEncoder(EmbeddingOptions(threads=1))

    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "OMP_WAIT_POLICY" not in os.environ


def test_refuses_an_instruction_that_it_would_not_follow() -> None:
    with pytest.raises(WenceError, match="去掉"):
        OriginalEncoder(EmbeddingOptions(query_instruction="为这个句子生成表示："))
