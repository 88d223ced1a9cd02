"""Options that every command has."""

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings, load_settings

Data = Annotated[
    Path | None,
    typer.Option("--data", help="数据文件夹（默认 var，或 WENCE_DATA）。", show_default=False),
]


def settings_of(data: Path | None) -> Settings:
    return load_settings(**({"data": data} if data else {}))
