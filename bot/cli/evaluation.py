"""wence eval: a question file asked, measured, held to floors and compared."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import track

from bot.cli.names import NAMES
from bot.cli.options import Data, settings_of

if TYPE_CHECKING:
    from bot.evaluation import Floor, Gold, QuestionFile, Run

_FILE = "问题文件：JSONL，或者第一行为“问题,文件,条款”的 csv（条款空着表示原文没有答案）。"
_FLOOR = (
    "下限，可写多次：指标=数值、题型=数值（该题型答对的比例）、题型.指标=数值；达不到时退出码为 1。"
    f"指标有 {'、'.join(NAMES)}；其中 wrongly_refused、invented_units、p50、p95 是上限。"
)


def evaluation(
    file: Annotated[Path, typer.Argument(help=_FILE)],
    as_json: Annotated[
        bool, typer.Option("--json", help="输出 JSON；存成文件，以后用 --compare 比较。")
    ] = False,
    earlier: Annotated[
        Path | None,
        typer.Option("--compare", metavar="RUN", help="与以前的结果比较。", show_default=False),
    ] = None,
    floor: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help=_FLOOR, show_default=False)
    ] = None,
    data: Data = None,
) -> None:
    """用一份题目检验回答：各题型的指标、答错的题、与以前相比的变化。"""
    from bot.assistant import Assistant
    from bot.evaluation import compare, judge, read_questions, read_run, run_file

    settings = settings_of(data)
    before = read_run(earlier) if earlier else None
    read = read_questions(file)
    floors = _floors(floor or [], read)
    for each in read.unread:
        sys.stderr.write(f"{file} 第{each.line}行：{each.reason}；这一行没有计入。\n")
    run = run_file(file, read, Assistant(settings), _watched)
    run = run.model_copy(update={"floors": judge(floors, run.figures)})
    if before:
        change = compare(before.outcomes, run.outcomes, file=str(earlier), created=before.created)
        run = run.model_copy(update={"comparison": change})
    _write(run, as_json=as_json)
    if read.unread or not all(each.held for each in run.floors):
        raise typer.Exit(1)


def _floors(written: Sequence[str], read: "QuestionFile") -> "list[Floor]":
    from bot.evaluation import FloorError, read_floor

    types = list(dict.fromkeys(gold.type for gold in read.questions))
    try:
        return [read_floor(each, types) for each in written]
    except FloorError as error:
        raise typer.BadParameter(f"{error}。", param_hint="--floor") from None


def _watched(questions: "Sequence[Gold]") -> "Iterable[Gold]":
    """The questions, with a progress bar where stderr is a terminal."""
    console = Console(stderr=True, highlight=False)
    return track(
        questions, "提问", console=console, transient=True, disable=not console.is_terminal
    )


def _write(run: "Run", *, as_json: bool) -> None:
    from bot.cli.report import report, verdict

    if as_json:
        sys.stdout.write(run.model_dump_json(indent=2) + "\n")
        for each in run.floors:
            if not each.held:
                sys.stderr.write(f"{verdict(each)}\n")
        return
    report(run, Console(highlight=False))
