import string
from pathlib import Path

import pytest

from bot.wording import Wording, WordingError


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "answers.toml").write_text(text, "utf-8")
    return tmp_path


def test_fields_are_filled_in() -> None:
    say = Wording.load().say
    assert say("owner_lead", units="区城管局、{x}") == "牵头单位：区城管局、{x}"


def test_a_folder_holds_what_it_changes(tmp_path: Path) -> None:
    say = Wording.load(folder(tmp_path, 'greeting = "大家好。"\n[a]\nb = "丙"\n')).say
    assert (say("greeting"), say("a.b")) == ("大家好。", "丙")
    assert say("thanks") == "不客气。"


@pytest.mark.parametrize("text", ["greeting = ", "= 3", "\0"])
def test_what_is_no_toml_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(WordingError, match=r"请检查 WENCE_PROMPTS。$"):
        Wording.load(folder(tmp_path, text))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match="nowhere"):
        Wording.load(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["{unit}", "{", "{0}", "{units.name}"])
def test_braces_that_name_nothing_are_an_error_in_words(text: str, tmp_path: Path) -> None:
    say = Wording.load(folder(tmp_path, f'owner_lead = "{text}"\n')).say
    with pytest.raises(WordingError, match="owner_lead"):
        say("owner_lead", units="区城管局")


def test_texts_are_short_and_plain() -> None:
    texts = Wording.load()._texts
    assert texts
    for key, text in texts.items():
        list(string.Formatter().parse(text))
        assert "<" not in text, key
        assert text == text.strip(), key
