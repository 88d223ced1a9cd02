"""wence doctor: what is wrong with this installation, and the cure."""

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.options import Data, settings_of


def doctor(data: Data = None) -> None:
    """检查安装、设置和索引；有问题时逐条说明怎么办。"""
    from bot.doctor import examine

    console = Console(highlight=False)
    findings = examine(settings_of(data))
    for finding in findings:
        sign, style = ("✓", "green") if finding.well else ("✗", "red")
        line = Text.assemble((sign, style), f" {finding.name}：{finding.text}")
        console.print(line, soft_wrap=True)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
