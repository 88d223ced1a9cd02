"""Commands as a shell runs them: words in, exit code and both streams out."""

import sys
from dataclasses import dataclass

import pytest

from bot.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Done:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["wence", *words])
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    written = capsys.readouterr()
    return Done(code, written.out, written.err)
