from pathlib import Path

import pytest

from index.allotting import find_allotments
from index.clause import Document
from index.outline import outline
from index.owners import find_owners
from index.reading import read
from tests.tasks import PLAN, PLAN_NAME, PLAN_TITLE, TABLE, TABLE_NAME, write_plan, write_table

HEAD = "序号,条款,工作任务,牵头单位\n"


def document(path: Path) -> Document:
    return find_owners(outline(read(path), path.name, path.name))


def joined(*documents: Document) -> list[tuple[str, str, str]]:
    """The row's label, the plan's title and the clause's label."""
    places = {
        (each.id, clause.start): (each, clause) for each in documents for clause in each.clauses
    }
    found = find_allotments(documents)
    return [
        (
            places[each.by, each.row][1].label,
            places[each.document, each.start][0].title,
            places[each.document, each.start][1].label,
        )
        for each in found
    ]


def table(folder: Path, text: str, name: str = TABLE_NAME) -> Document:
    (folder / name).write_text(text, "utf-8")
    return document(folder / name)


@pytest.fixture
def plan(tmp_path: Path) -> Document:
    return document(write_plan(tmp_path) / PLAN_NAME)


EXPECTED = [
    ("1", PLAN_TITLE, "一、（一）"),
    ("2", PLAN_TITLE, "一、（二）"),
    ("3", PLAN_TITLE, "二、（三）"),
    ("4", PLAN_TITLE, "二、（四）"),
]


def test_rows_join_by_number_and_by_headline(plan: Document, tmp_path: Path) -> None:
    rows = document(write_table(tmp_path) / TABLE_NAME)
    assert joined(plan, rows) == joined(rows, plan) == EXPECTED


def test_a_table_in_the_plan_s_own_annex(tmp_path: Path) -> None:
    import docx

    paper = docx.Document()
    for line in (*PLAN.splitlines(), "附件1", "任务分解表"):
        paper.add_paragraph(line)
    rows = [line.split(",") for line in TABLE.splitlines()]
    grid = paper.add_table(len(rows), len(rows[0]))
    for cells, row in zip(grid.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    paper.save(str(tmp_path / "a.docx"))
    found = [(row, clause) for row, _, clause in joined(document(tmp_path / "a.docx"))]
    assert found == [(f"附件1、{row}", clause) for row, _, clause in EXPECTED]


def test_a_cell_that_repeats_part_of_the_text(plan: Document, tmp_path: Path) -> None:
    text = HEAD + "1,,在区图书馆举办家谱档案展,甲局\n2,,清点民国档案；逐卷核对目录,乙局\n"
    assert [(row, clause) for row, _, clause in joined(plan, table(tmp_path, text))] == [
        ("1", "二、（四）"),
        ("2", "一、（二）"),
    ]


def test_a_headline_that_recurs_is_told_by_the_section(tmp_path: Path) -> None:
    first = "一、档案工作\n1.强化组织领导。成立专班。\n"
    text = f"某县2021年工作方案\n{first}二、保密工作\n1.强化组织领导。定期检查。\n"
    (tmp_path / "方案.txt").write_text(text, "utf-8")
    rows = "类别,任务,责任单位\n保密工作,强化组织领导,甲局\n其他,强化组织领导,乙局\n"
    found = joined(
        document(tmp_path / "方案.txt"), table(tmp_path, rows, "某县2021年工作方案分工.csv")
    )
    assert [(row, clause) for row, _, clause in found] == [("第2行", "二、1")]


def test_the_plan_that_the_table_names_wins(plan: Document, tmp_path: Path) -> None:
    other = tmp_path / "清溪区2022年档案工作要点.txt"
    other.write_text(PLAN.replace("2021", "2022"), "utf-8")
    documents = (plan, document(other), document(write_table(tmp_path) / TABLE_NAME))
    assert joined(*documents) == EXPECTED


def test_a_table_of_another_year_joins_nothing(plan: Document, tmp_path: Path) -> None:
    assert joined(plan, table(tmp_path, TABLE, "2019年任务清单.csv")) == []


def test_a_table_that_names_no_plan_joins_the_one_it_repeats(
    plan: Document, tmp_path: Path
) -> None:
    (tmp_path / "其他.txt").write_text(
        "某局工作总结\n一、清点馆藏。已经完成。\n二、建章立制。", "utf-8"
    )
    other = document(tmp_path / "其他.txt")
    assert joined(other, plan, table(tmp_path, TABLE, "分工.csv")) == EXPECTED


def test_a_table_of_other_tasks_joins_nothing(plan: Document, tmp_path: Path) -> None:
    text = "任务,责任单位\n清点馆藏,甲局\n修路,乙局\n架桥,丙局\n"
    assert joined(plan, table(tmp_path, text, "分工.csv")) == []


def test_a_row_without_owner_or_deadline_allots_nothing(plan: Document, tmp_path: Path) -> None:
    text = "序号,工作任务,完成情况\n1,清点馆藏,已清点\n2,修缮档案馆库,已改造\n"
    assert joined(plan, table(tmp_path, text)) == []


def test_amounts_and_the_table_s_own_numbers_are_no_address(plan: Document, tmp_path: Path) -> None:
    text = "序号,工作任务,投资额,责任单位\n二,清点馆藏,1.2,甲局\n三,添置设备,2.1,乙局\n"
    found = joined(plan, table(tmp_path, text))
    assert [(row, clause) for row, _, clause in found] == [("二", "一、（二）")]
