"""wence show: a document's outline, or one clause with its source."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.options import Data, settings_of
from bot.wording import Wording


def show(
    file: Annotated[str, typer.Argument(help="文件的标题、文件名或文号；写出独有的一部分即可。")],
    clause: Annotated[
        str | None,
        typer.Argument(
            help="条款编号，如 五、3、第五部分第三项；不写则列出目录。", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    data: Data = None,
) -> None:
    """显示一份文件的目录，或者一条原文及其出处。"""
    from bot.answering import Basis
    from bot.cli.document import cited, outline, outline_json, whole
    from index.generation import Generation
    from index.lookup import find_document, find_nodes
    from index.reference import clauses_of

    settings = settings_of(data)
    generation = Generation.open(settings.place)
    basis = Basis(Wording.load(settings.prompts).say, generation)
    document = find_document(file, generation.documents)
    if clause is None:
        lines = outline(document, basis)
        shown: dict[str, object] = outline_json(document, basis)
    else:
        nodes = find_nodes(clause, document)
        clauses = [each for node in nodes for each in clauses_of(document, node)]
        lines = whole(document, nodes[0], clauses, basis)
        shown = {
            "document": document.title,
            "citations": [cited(document, each) for each in clauses],
        }
    if as_json:
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(highlight=False)
    for line in lines:
        console.print(line, soft_wrap=True, markup=False)
