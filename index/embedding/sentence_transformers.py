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

from index.embedding.engine import Engine, Vector, Vectors
from index.embedding.options import EmbeddingOptions
from index.embedding.windows import Windows
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
    """Vectors of length 1, whose last bits may differ with the texts beside one in a batch.

    A text longer than the model's window is embedded in parts: its vector is their mean by length.
    """

    def __init__(self, model: str, options: EmbeddingOptions) -> None:
        require_extra()
        folder = find_folder(model)
        prompts = read_prompts(folder)
        self.batch = 4 * options.batch_size  # they are sorted by length before they are cut
        self._windows = Windows(folder)
        self._model = _load(folder, options)
        self.engine = Engine(
            name=f"sentence-transformers:{Path(model).name}",
            version=fingerprint(folder),
            dimension=len(self._model.embed_query("维度")),
            query_instruction=_chosen(options.query_instruction, prompts, QUERY_PROMPTS),
            passage_instruction=_chosen(options.passage_instruction, prompts, PASSAGE_PROMPTS),
        )

    def query(self, text: str) -> Vector:
        vector: Vector = self._vectors([self.engine.query_instruction + text])[0]
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors([self.engine.passage_instruction + text for text in texts])

    def _vectors(self, texts: list[str]) -> Vectors:
        windows = [self._windows.cut(text) for text in texts]
        parts = [part for several in windows for part in several]
        found = np.array(self._model.embed_documents(parts), np.float32)
        found *= np.array([max(len(part), 1) for part in parts], np.float32)[:, np.newaxis]
        firsts = np.cumsum([0, *map(len, windows[:-1])])
        sums = np.add.reduceat(found, firsts, axis=0)
        vectors: Vectors = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return vectors


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


def _load(folder: Path, options: EmbeddingOptions) -> "HuggingFaceEmbeddings":
    from langchain_huggingface import HuggingFaceEmbeddings

    if options.threads:
        import torch

        torch.set_num_threads(options.threads)
    try:
        return HuggingFaceEmbeddings(
            model=str(folder),
            model_kwargs={"device": options.device},
            # The instruction is put in front already: a default of the model's own is left out.
            encode_kwargs={
                "prompt": "",
                "normalize_embeddings": True,
                "batch_size": options.batch_size,
            },
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
