"""The command within this process: what it writes, and how it ends."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["wence", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return Ran(int(left.value.code or 0), *capsys.readouterr())

    return run
