"""wence supplement: who answers for a task where its document does not say, kept by the office."""

import json
import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.options import Data, settings_of

supplement = typer.Typer(help="补充责任单位和完成时限：原文没有写、由本单位记录的。")


class Role(StrEnum):
    """The roles as the file writes them."""

    LEAD = "牵头"
    RESPONSIBLE = "责任"
    SUPPORT = "配合"


@supplement.command()
def add(
    file: Annotated[str, typer.Argument(help="文件：标题或文件名。")],
    clause: Annotated[str, typer.Argument(help="条款：如 五、3，第五部分第三项，第12行。")],
    source: Annotated[str, typer.Option(help="来源：凭什么这样补充，如会议纪要的编号。")],
    unit: Annotated[
        str, typer.Argument(help="责任单位，几个用顿号隔开；只补充时限时可不写。")
    ] = "",
    role: Annotated[Role, typer.Option(help="角色。")] = Role.RESPONSIBLE,
    deadline: Annotated[str, typer.Option(help="完成时限。")] = "",
    on: Annotated[str, typer.Option("--date", help="日期（默认今天）。")] = "",
    data: Data = None,
) -> None:
    """补充一条，写入资料文件夹并重建索引，即时生效。"""
    from bot.cli.index import rebuild
    from bot.cli.office import SupplementError, file_of, placed
    from index.build import build
    from index.office import COLUMNS, place
    from index.office_file import append_supplement

    settings = settings_of(data)
    today = datetime.now().astimezone().date().isoformat()
    values = (file, clause, unit, role.value, deadline, source, on or today)
    row = {name: value.strip() for name, value in zip(COLUMNS, values, strict=True)}
    roots = [settings.corpus]
    documents = build(roots, settings.place, settings.embedding, lambda *_: None).documents
    found = place(row, documents)
    if isinstance(found, str):
        raise SupplementError(found)
    number = append_supplement(file_of(settings), row)
    rebuild(roots, settings)
    sys.stdout.write(f"已补充（第{number}行）：{placed(found, documents)}，即时生效。\n")


@supplement.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
    data: Data = None,
) -> None:
    """列出全部补充，以及每一条对应的条款。"""
    from bot.cli.office import documents_of, placed, rows_in
    from index.office import CLAUSE, COLUMNS, DATE, DEADLINE, FILE, ROLE, SOURCE, UNIT, place

    settings = settings_of(data)
    rows = rows_in(settings)
    documents = documents_of(settings)
    places = {number: placed(place(row, documents), documents) for number, row in rows}
    if as_json:
        listed = [{"行": number, **row, "对应条款": places[number]} for number, row in rows]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("行", FILE, CLAUSE, UNIT, ROLE, DEADLINE, SOURCE, DATE, "对应条款"):
        table.add_column(name, overflow="fold")
    for number, row in rows:
        cells = (row.get(name, "") for name in COLUMNS)
        table.add_row(str(number), *cells, places[number] or "不能采用")
    Console(highlight=False).print(table)


@supplement.command()
def check(data: Data = None) -> None:
    """检查每一条补充能不能采用；有问题时逐行说明怎么改。"""
    from bot.cli.office import documents_of, file_of
    from index.corpus import OFFICE
    from index.office import SUPPLEMENTS, judge_rows, said

    settings = settings_of(data)
    judged = list(judge_rows(file_of(settings), documents_of(settings)))
    wrong = [(number, found) for number, found in judged if isinstance(found, str)]
    for number, found in wrong:
        sys.stderr.write(f"{OFFICE}/{SUPPLEMENTS} {said(number, found)}\n")
    sys.stdout.write(f"{len(judged) - len(wrong)}条可以采用，{len(wrong)}条有问题。\n")
    if wrong:
        raise typer.Exit(1)
