"""An engine of one's own choice: any folder or hub name that sentence-transformers loads.

Through langchain-huggingface, of the extra `models`.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.engine import EmbeddingOptions, Engine, Vector, Vectors
from index.errors import WenceError

if TYPE_CHECKING:
    from langchain_huggingface import HuggingFaceEmbeddings

EXTRA = ("langchain_huggingface", "sentence_transformers", "torch")
CONFIGURATION = "config_sentence_transformers.json"
QUERY_PROMPTS = ("query",)
PASSAGE_PROMPTS = ("document", "passage", "corpus")  # as sentence-transformers looks for them
# The same weights for other programs: gigabytes that nothing here reads.
OTHER_FORMATS = [
    "onnx/*",
    "openvino/*",
    "*.onnx",
    "*.h5",
    "*.msgpack",
    "*.ot",
    "*.tflite",
    "*.gguf",
]
IDENTITY = (".json", ".safetensors", ".bin", ".model", ".txt")  # what a vector depends on


class SentenceTransformersEncoder:
    """Vectors of length 1. The last bits may differ with the texts beside one in a batch."""

    def __init__(self, model: str, options: EmbeddingOptions) -> None:
        require_extra()
        folder = find_folder(model)
        prompts = read_prompts(folder)
        query = _chosen(options.query_instruction, prompts, QUERY_PROMPTS)
        passage = _chosen(options.passage_instruction, prompts, PASSAGE_PROMPTS)
        self.batch = 4 * options.batch_size  # they are sorted by length before they are cut
        self._model = _load(folder, options, query, passage)
        self.engine = Engine(
            name=f"sentence-transformers:{Path(model).name}",
            version=fingerprint(folder),
            dimension=len(self._model.embed_query("维度")),
            query_instruction=query,
            passage_instruction=passage,
        )

    def query(self, text: str) -> Vector:
        return np.array(self._model.embed_query(text), np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.array(self._model.embed_documents(list(texts)), np.float32)


def require_extra() -> None:
    """Raise WenceError where the packages aren't installed."""
    missing = [name for name in EXTRA if find_spec(name) is None]
    if missing:
        raise WenceError(
            f"没有安装 {'、'.join(missing)}。请执行：pip install 'wence[models]'，"
            "或把 WENCE_EMBEDDING 改为 bundled。"
        )


def find_folder(model: str) -> Path:
    """Return the model's folder: the one named, or the hub's, downloaded once.

    Raises:
        WenceError: there is no such folder, or the hub can't be reached.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if folder.is_absolute() or model.startswith((".", "~")):
        raise WenceError(f"没有模型文件夹 {folder}。请检查 WENCE_EMBEDDING 里的路径。")
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, ignore_patterns=OTHER_FORMATS))
    except Exception as error:  # of several libraries, by the way it fails
        raise WenceError(
            f"取不到模型 {model}（{type(error).__name__}）。"
            "请设置环境变量 HF_ENDPOINT 为可用的镜像，或把模型文件夹拷到本机，"
            "将 WENCE_EMBEDDING 写成 sentence-transformers:文件夹的路径。"
        ) from error


def read_prompts(folder: Path) -> dict[str, str]:
    """Return the instructions that the model's own configuration names."""
    file = folder / CONFIGURATION
    if not file.is_file():
        return {}
    prompts: dict[str, str] = json.loads(file.read_text("utf-8")).get("prompts") or {}
    return prompts


def fingerprint(folder: Path) -> str:
    """Return a digest of the files that decide a vector: a model trained on is another one."""
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in IDENTITY and file.is_file():
            whole.update(f"{file.relative_to(folder).as_posix()}\0".encode())
            with file.open("rb") as opened:
                whole.update(hashlib.file_digest(opened, "sha256").digest())
    return whole.hexdigest()[:12]


def _load(
    folder: Path, options: EmbeddingOptions, query: str, passage: str
) -> "HuggingFaceEmbeddings":
    from langchain_huggingface import HuggingFaceEmbeddings

    if options.threads:
        import torch

        torch.set_num_threads(options.threads)
    common = {"normalize_embeddings": True, "batch_size": options.batch_size}
    try:
        return HuggingFaceEmbeddings(
            model=str(folder),
            model_kwargs={"device": options.device},
            encode_kwargs={"prompt": passage, **common},
            query_encode_kwargs={"prompt": query, **common},
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise WenceError(
            f"载入不了模型 {folder}（{error}）。"
            "请检查文件夹是否完整，WENCE_EMBEDDING_DEVICE 是否为本机所有（cpu、cuda）。"
        ) from error


def _chosen(setting: str | None, prompts: dict[str, str], names: tuple[str, ...]) -> str:
    if setting is not None:
        return setting
    return next((prompts[name] for name in names if prompts.get(name)), "")
