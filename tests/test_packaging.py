"""What an installation gets: the wheel, and what it may not drag in."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.plan import ROOT

PACKED = ("bot", "index", "prompts")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in the built wheel."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_holds_the_packages_and_no_other_top_level_name(wheel: list[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKED)


def test_holds_every_file_of_the_packages(wheel: list[str]) -> None:
    files = {
        str(path.relative_to(ROOT))
        for package in PACKED
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files <= set(wheel)
    assert {Path(name).suffix for name in files} > {".py", ".toml", ".html"}


@pytest.mark.parametrize(
    "pins", sorted(ROOT.glob("requirements/*.txt")), ids=lambda path: path.stem
)
def test_pins_are_hashed_and_name_no_place(pins: Path) -> None:
    text = pins.read_text("utf-8")
    blocks = [block for block in text.replace("\\\n", " ").splitlines() if block.strip()]
    assert blocks
    assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []
    assert "//" not in text
    assert "--index" not in text


def test_what_every_installation_gets_has_no_torch() -> None:
    names = {
        line.partition("==")[0]
        for line in (ROOT / "requirements/base.txt").read_text("utf-8").splitlines()
        if not line.startswith(" ")
    }
    assert {"chromadb", "fastapi", "langchain", "wechatpy"} <= names
    assert not names & {"torch", "sentence-transformers", "transformers", "triton"}


def test_starting_imports_no_torch_and_no_vendor_before_its_time() -> None:
    heavy = {"chromadb", "docx", "langchain_openai", "onnxruntime", "pdfplumber", "torch"}
    code = "import sys, bot.app, bot.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert "bot.assistant" in loaded
    assert not heavy & set(loaded)
