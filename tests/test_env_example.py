"""`.env.example` says every setting, and copied as it is sets nothing."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings, load_settings
from tests.plan import ROOT

EXAMPLE = ROOT / ".env.example"
CHINESE = re.compile(r"[一-鿿]")


def test_lists_every_setting_once() -> None:
    listed = re.findall(rf"^({PREFIX}\w+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(PREFIX + name.upper() for name in Settings.model_fields)


def test_a_comment_in_chinese_is_above_every_setting() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    above = [before for before, line in pairwise(lines) if line.startswith(PREFIX)]
    assert len(above) == len(Settings.model_fields)
    assert [line for line in above if not (line.startswith("# ") and CHINESE.search(line))] == []


def test_copied_as_it_is_it_sets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = load_settings()
    shutil.copy(EXAMPLE, ".env")
    assert load_settings() == before
