"""wence show: a document's outline, or one clause with its source."""

import json
import sys
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console

from bot.answering import Basis
from bot.answering.quoting import cite, heading, quoted
from bot.cli.edition import edition_json, edition_line
from bot.cli.options import Data, settings_of
from bot.wording import Wording
from index.clause import Clause, Document, Section
from index.found import Hit
from index.generation import Generation
from index.lookup import find_document, find_nodes
from index.reference import clauses_of

_TOLD = 40  # characters of a clause in the outline
_MARKS = {"named": "●", "indirect": "○", "not_named": " "}


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
    settings = settings_of(data)
    generation = Generation.open(settings.place)
    basis = Basis(Wording.load(settings.prompts).say, generation)
    document = find_document(file, generation.documents)
    if clause is None:
        lines = _outline(document, basis)
        shown: dict[str, object] = _outline_json(document, basis)
    else:
        nodes = find_nodes(clause, document)
        clauses = [each for node in nodes for each in clauses_of(document, node)]
        lines = _whole(document, nodes[0], clauses, basis)
        shown = {
            "document": document.title,
            "citations": [_cited(document, each) for each in clauses],
        }
    if as_json:
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(highlight=False)
    for line in lines:
        console.print(line, soft_wrap=True, markup=False)


def _cited(document: Document, clause: Clause) -> dict[str, object]:
    return cite(Hit(document, clause), owner=True).model_dump(mode="json")


def _whole(
    document: Document, node: Section | Clause, clauses: list[Clause], basis: Basis
) -> Iterator[str]:
    if isinstance(node, Section):
        yield heading(document, node)
    for clause in clauses:
        yield quoted(Hit(document, clause), basis)


def _outline(document: Document, basis: Basis) -> Iterator[str]:
    say, register = basis.say, basis.generation.register
    yield say("show.head", title=document.title, source=document.source)
    line = edition_line(document, register, say)
    if line:
        yield line
    named = sum(clause.owner.status == "named" for clause in document.clauses)
    yield say("show.count", clauses=len(document.clauses), named=named)
    versions = basis.generation.versions(document.source)
    if versions:
        yield say("show.earlier", count=len(versions), source=document.source)
    for node in _in_order(document):
        yield _line(document, node)
    if any(clause.owner.status != "not_named" for clause in document.clauses):
        yield say("show.legend")


def _in_order(document: Document) -> Iterator[Section | Clause]:
    """Sections and clauses as the text has them; a section goes before its first clause."""
    for at, clause in enumerate(document.clauses):
        yield from (each for each in document.sections if each.first == at < each.last)
        yield clause


def _line(document: Document, node: Section | Clause) -> str:
    indent = "  " * len(node.path)
    if isinstance(node, Section):
        return f"  {indent}{heading(document, node)}"
    told = node.headline or node.text.split("\n", 1)[0]
    short = told if len(told) <= _TOLD else f"{told[:_TOLD]}…"
    return f"{_MARKS[node.owner.status]} {indent}{node.label} {short}"


def _outline_json(document: Document, basis: Basis) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "edition": edition_json(document, basis.generation.register),
        "earlier": [each.document.id for each in basis.generation.versions(document.source)],
        "sections": [
            {
                "label": each.label,
                "title": each.title,
                "path": list(each.path),
                "start": each.start,
                "end": each.end,
            }
            for each in document.sections
        ],
        "clauses": [
            {
                "label": each.label,
                "headline": each.headline,
                "path": list(each.path),
                "start": each.start,
                "end": each.end,
                "page": each.page,
                "owner": each.owner.status,
            }
            for each in document.clauses
        ],
    }
