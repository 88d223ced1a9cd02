from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings


def test_well(plan_settings: Settings) -> None:
    ran = CliRunner().invoke(
        app,
        ["doctor", "--data", str(plan_settings.data)],
        env={"WENCE_CORPUS": str(plan_settings.corpus)},
    )
    assert ran.exit_code == 0
    assert all(line.startswith("✓ ") for line in ran.stdout.splitlines())


def test_a_line_that_fails_is_told_with_the_cure(tmp_path: Path) -> None:
    folder = tmp_path / "[red]数据"
    ran = CliRunner().invoke(app, ["doctor", "--data", str(folder)])
    assert ran.exit_code == 1
    lines = ran.stdout.splitlines()
    assert f"✓ 数据文件夹：{folder}" in lines
    failed = [line for line in lines if line.startswith("✗ ")]
    assert failed
    assert all(line.endswith("。") for line in failed)
