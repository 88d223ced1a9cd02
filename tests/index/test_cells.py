from pathlib import Path

import pytest

from index.cells import place_cells
from index.clause import Document
from index.outline import outline
from index.owners import find_owners
from index.reading import read

ROWS = [
    ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"],
    ["1", "建档；立卷", "区档案馆", "区委办、区政府办", "2021年6月"],
    ["2", "归档", "区委办", "/", "持续推进"],
]


def written(suffix: str, folder: Path) -> Path:
    path = folder / f"分工.{suffix}"
    match suffix:
        case "csv":
            path.write_text("\n".join(",".join(row) for row in ROWS), "utf-8")
        case "html":
            rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS)
            path.write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
        case "xlsx":
            import openpyxl

            book = openpyxl.Workbook()
            for row in ROWS:
                book.worksheets[0].append(row)
            book.save(path)
        case "docx":
            import docx

            paper = docx.Document()
            table = paper.add_table(len(ROWS), len(ROWS[0]))
            for cells, row in zip(table.rows, ROWS, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
            paper.save(str(path))
    return path


def document(path: Path) -> Document:
    return find_owners(outline(read(path), path.name, "1"))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "docx", "html"])
def test_a_row_is_a_clause_with_its_cells_and_owner(suffix: str, tmp_path: Path) -> None:
    found = document(written(suffix, tmp_path))
    rows = [clause for clause in found.clauses if clause.cells]
    assert [row.label for row in rows] == ["1", "2"]
    first, second = rows
    assert [cell.column for cell in second.cells] == ["序号", "工作任务", "牵头单位", "完成时限"]
    for cell in (*first.cells, *second.cells):
        assert found.text[cell.start : cell.end] == cell.text
        assert first.start <= cell.start < cell.end <= second.end
    assert [(unit.name, unit.role) for unit in first.owner.units] == [
        ("区档案馆", "lead"),
        ("区委办", "support"),
        ("区政府办", "support"),
    ]
    assert [row.owner.deadline.text for row in rows if row.owner.deadline] == [
        "2021年6月",
        "持续推进",
    ]


def test_a_cell_that_is_not_in_the_row_is_left_out() -> None:
    cells = [("甲", "一"), ("乙", "删去的"), ("丙", ""), ("丁", "二")]
    found = place_cells(cells, "甲：一；丁：二", 10)
    assert [(cell.text, cell.start, cell.end) for cell in found] == [("一", 12, 13), ("二", 16, 17)]
