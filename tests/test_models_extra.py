"""What the extra `models` pins works together: a sentence-transformers folder, offline."""

from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.models

CHARACTERS = "书店要新增多少家由谁负责"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny model with random weights, in the form in which models are handed on."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS)]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    size = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(size).save_pretrained(tmp_path / "bert")
    BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path / "bert")
    layers = [Transformer(str(tmp_path / "bert")), Pooling(16)]
    SentenceTransformer(modules=layers, device="cpu").save(str(tmp_path / "model"))
    return tmp_path / "model"


def test_a_folder_embeds_the_same_text_alike(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import SentenceTransformer

    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    model = SentenceTransformer(str(folder), device="cpu")
    one, other, again = model.encode(["书店要新增多少家", "由谁负责", "书店要新增多少家"])
    assert one.shape == (16,)
    assert np.allclose(one, again, atol=1e-6)
    assert not np.allclose(one, other, atol=1e-3)
