"""docs/architecture.md is true to the modules."""

import re

from tests.plan import ROOT

TEXT = (ROOT / "docs/architecture.md").read_text("utf-8")
MERMAID = TEXT.partition("```mermaid")[2].partition("```")[0]
LAYERS = TEXT.partition("## Who may import whom")[2].partition("##")[0]


def modules(package: str) -> set[str]:
    """Names of the modules and packages right under `package`."""
    entries = (ROOT / package).iterdir()
    return {
        path.stem for path in entries if path.suffix == ".py" or (path / "__init__.py").exists()
    }


def exists(dotted: str) -> bool:
    path = ROOT / dotted.removesuffix(".*").replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def test_every_module_and_file_it_names_exists() -> None:
    named = re.findall(r"\b(?:bot|index)(?:\.[a-z_]+)+", TEXT)
    files = re.findall(r"`((?:bot|index|prompts|corpus|docs)/[\w./]*)`", TEXT)
    assert len(named) > 20
    assert [name for name in named if not exists(name)] == []
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_the_picture_shows_modules_that_exist() -> None:
    shown = re.findall(r'\["([a-z ·]+)<br>', MERMAID)
    names = {name for label in shown for name in label.split(" · ")}
    assert len(names) > 20
    assert names <= modules("bot") | modules("index")


def test_every_module_of_bot_has_its_layer() -> None:
    named = set(re.findall(r"`([a-z]+)`", LAYERS))
    assert modules("bot") - {"__init__", "__main__"} <= named
