"""wence: one file a group of commands. Errors become words and exit codes here."""

import io
import sys

import typer

from bot.cli import ask, diff, doctor, index, serve, show
from bot.cli.embedding import embedding
from bot.cli.evaluation import evaluation
from bot.cli.supplement import supplement
from bot.cli.wechat import wechat
from index.errors import WenceError

app = typer.Typer(
    name="wence",
    help="问策：按条文回答政策文件问题，引文与原文一字不差。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (index, ask, show, diff, serve, doctor):
    app.command()(getattr(module, module.__name__.rpartition(".")[2]))
app.command("eval")(evaluation)
app.add_typer(embedding, name="embedding")
app.add_typer(supplement, name="supplement", no_args_is_help=True)
app.add_typer(wechat, name="wechat", no_args_is_help=True)


def main() -> None:
    """Run a command: 0 done, 1 a WenceError (one line on stderr), 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except WenceError as error:
        typer.secho(" ".join(str(error).split()), err=True, fg=typer.colors.RED)
        sys.exit(1)
