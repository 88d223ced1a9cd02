import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app, names
from bot.evaluation import ALL, NAMES
from tests.bot.cli.conftest import Run
from tests.bot.cli.wence import ROOT, wence


def test_an_error_is_one_line_with_the_cure(tmp_path: Path) -> None:
    ran = wence("ask", "五、3", "--data", str(tmp_path / "none"), cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, b"")
    (line,) = ran.stderr.decode().splitlines()
    assert line.endswith("请先运行：wence index。")


def test_an_unknown_setting_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENCE_DATE", "x")
    ran = run("doctor")
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert "WENCE_DATE" in line
    assert "WENCE_DATA" in line


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nosuch",),
        ("ask",),
        ("ask", "问", "--nosuch"),
        ("ask", "问", "--batch", "-"),
        ("ask", "--batch", "-", "--session", "s"),
        ("serve", "--port", "x"),
        ("serve", "--workers", "0"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    ran = CliRunner().invoke(app, arguments)
    assert ran.exit_code == 2
    assert "Traceback" not in ran.output


@pytest.mark.parametrize("command", ["index", "ask", "serve", "doctor"])
def test_every_command_has_help_and_data(command: str) -> None:
    ran = CliRunner().invoke(app, [command, "--help"])
    assert ran.exit_code == 0
    assert "--data" in ran.stdout
    assert any("\u4e00" <= char <= "\u9fff" for char in ran.stdout)


def test_help_imports_nothing_heavy() -> None:
    asked = [sys.executable, "-X", "importtime", "-m", "bot", "--help"]
    ran = subprocess.run(asked, capture_output=True, check=True, cwd=ROOT, timeout=60)
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.decode().splitlines()}
    assert {"bot.cli.show", "bot.settings", "index.place"} <= imported
    heavy = {"chromadb", "fastapi", "index.generation", "langchain_core", "numpy", "sqlalchemy"}
    assert imported & heavy == set()


def test_the_names_in_the_help_are_the_figures() -> None:
    assert set(names.NAMES) == set(NAMES)
    assert ALL in names.TYPES


def test_the_console_script_is_the_same() -> None:
    script = Path(sysconfig.get_path("scripts")) / "wence"
    if not script.exists():
        script = Path(sys.executable).with_name("wence")
    told = subprocess.run([script, "--help"], capture_output=True, check=True, timeout=60)
    assert "doctor" in told.stdout.decode()
