"""wence embedding: the embedding engine as something to take along."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Data

embedding = typer.Typer(help="嵌入模型。", no_args_is_help=True, rich_markup_mode=None)


@embedding.callback()
def _group() -> None:
    """嵌入模型。"""


@embedding.command()
def export(
    folder: Annotated[Path, typer.Argument(help="写入的文件夹。", show_default=False)],
    data: Data = None,
) -> None:
    """把内置模型写成 sentence-transformers 的文件夹，可以在 GPU 上运行，也可以微调。"""
    del data  # every command takes it; the bundled weights are the same whatever the folder
    from index.embedding.export import export_folder

    export_folder(folder)
    typer.echo(f"已写入 {folder}。改用它：WENCE_EMBEDDING=sentence-transformers:{folder}")
