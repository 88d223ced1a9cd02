"""The READMEs say the same, name what exists, and show answers as they are given."""

import re
import shlex

import pytest
from typer.testing import CliRunner

from bot.assistant import Assistant
from bot.cli import app
from bot.settings import Settings
from index.build import build
from index.place import Place
from tests.plan import ROOT

README = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


def blocks(text: str, language: str) -> list[str]:
    return [block for kind, block in BLOCK.findall(text) if kind == language]


def named(text: str, program: str) -> set[str]:
    """The word after `program` wherever it stands in code."""
    code = "\n".join(CODE.findall(text))
    return set(re.findall(rf"\b{program} ([a-z-]+)", code))


EXAMPLES = [block for text in README.values() for block in blocks(text, "console")]


def test_both_have_the_same_outline_commands_and_links() -> None:
    english, chinese = README.values()
    shape = re.compile(r"^(?:#+(?= )|\d\.|\||<!--.*-->$)", re.MULTILINE)
    assert shape.findall(english) == shape.findall(chinese)
    assert BLOCK.findall(english) == BLOCK.findall(chinese)
    assert named(english, "make") == named(chinese, "make")
    assert named(english, "wence") == named(chinese, "wence")
    assert len(english.split("\n\n")) == len(chinese.split("\n\n"))


@pytest.mark.parametrize("name", README)
def test_every_link_leads_to_a_file(name: str) -> None:
    links = [link for link in LINK.findall(README[name]) if "//" not in link]
    assert len(links) >= 4
    assert [link for link in links if not (ROOT / link).is_file()] == []


@pytest.mark.parametrize("name", README)
def test_every_make_target_exists_and_is_explained(name: str) -> None:
    explained = re.findall(
        r"^([a-z-]+):.* ## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert named(README[name], "make") == set(explained)


@pytest.mark.parametrize("command", sorted(named("".join(README.values()), "wence")))
def test_every_command_has_its_help(command: str) -> None:
    helped = CliRunner().invoke(app, [command, "--help"])
    assert helped.exit_code == 0
    assert f" {command} [OPTIONS]" in helped.stdout


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the corpus that comes with the project."""
    settings = Settings(data=tmp_path_factory.mktemp("data"), corpus=ROOT / "corpus")
    place = Place(settings.data)
    build([settings.corpus], place, settings.embedding, lambda *_: None)
    return Assistant(settings)


@pytest.mark.parametrize("example", dict.fromkeys(EXAMPLES))
def test_every_example_is_answered_as_shown(assistant: Assistant, example: str) -> None:
    """A last line of … stands for the rest."""
    asked, _, shown = example.partition("\n")
    prompt, program, command, question = shlex.split(asked)
    assert (prompt, program, command) == ("$", "wence", "ask")
    answer = assistant.ask(question).answer + "\n"
    if shown.endswith("…\n"):
        assert answer.startswith(shown.removesuffix("…\n"))
    else:
        assert answer == shown


def test_the_picture_is_small() -> None:
    assert (ROOT / "docs/screenshot.png").stat().st_size < 300_000
