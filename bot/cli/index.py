"""wence index: read the corpus and publish a new generation."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from bot.cli.options import Data, settings_of
from bot.settings import Settings

if TYPE_CHECKING:
    from index.build import Built
    from index.corpus import Failure


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="只索引这些文件和文件夹（默认是资料文件夹 corpus）。", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="没有变化也重新建立。")] = False,
    data: Data = None,
) -> None:
    """读入文件，建立索引；建好之前，原有索引照常使用。"""
    settings = settings_of(data)
    built = rebuild(paths or [settings.corpus], settings, force=force)
    Console(highlight=False).print(_table(built))
    sys.stdout.write("没有变化，沿用原有索引。\n" if built.reused else "索引已建好，即时生效。\n")


def rebuild(roots: list[Path], settings: Settings, *, force: bool = False) -> "Built":
    """Build with a progress bar; what failed is named on stderr."""
    from index.build import EmptyCorpusError, build

    stderr = Console(stderr=True, highlight=False)
    try:
        with _Bar(stderr) as report:
            built = build(roots, settings.place, settings.embedding, report, force=force)
    except EmptyCorpusError as error:
        _tell_failures(error.failures, stderr)
        raise
    _tell_failures(built.manifest.failures, stderr)
    return built


class _Bar:
    """A progress bar on a terminal; nothing elsewhere."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "_Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)


def _tell_failures(failures: "tuple[Failure, ...]", console: Console) -> None:
    for failure in failures:
        console.print(
            f"未索引 {failure.source}：{failure.reason}", style="red", soft_wrap=True, markup=False
        )


def _table(built: "Built") -> Table:
    table = Table(box=None, pad_edge=False)
    for name, justify in (
        ("文件", "left"),
        ("条款", "right"),
        ("责任", "right"),
        ("清理", "right"),
        ("提示", "left"),
    ):
        table.add_column(name, justify="right" if justify == "right" else "left", overflow="fold")
    for document in built.documents:
        named = sum(clause.owner.status == "named" for clause in document.clauses)
        table.add_row(
            document.title,
            str(len(document.clauses)),
            str(named),
            str(len(document.removed)),
            "；".join(document.warnings),
        )
    return table
