import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from index.reading.sheet import read_csv, read_xlsx
from index.reading.source import UnreadableFileError

HEAD = ["序号", "工作任务", "牵头单位", "配合单位"]


def sheet_of(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def texts(book: Workbook, path: Path) -> list[str]:
    book.save(path)
    return [line.text for line in read_xlsx(path).lines]


def test_finds_the_header_below_title_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    rows: list[list[Any]] = [
        ["某区任务分工表"],
        ["单位：万元"],
        HEAD,
        [1, "建档", "档案局", "/"],
        [],
        HEAD,
        [2, "立卷", "区委办", None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    book.save(tmp_path / "a.xlsx")
    lines = read_xlsx(tmp_path / "a.xlsx").lines
    assert [(line.number, line.text) for line in lines] == [
        (1, "某区任务分工表"),
        (2, "单位：万元"),
        (4, "序号：1；工作任务：建档；牵头单位：档案局"),
        (7, "序号：2；工作任务：立卷；牵头单位：区委办"),
    ]
    assert lines[2].cells[3] == ("配合单位", "")


def test_merged_cells_hold_for_their_rows_but_blank_ones_stay_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    rows: list[list[Any]] = [
        ["类别", "任务", "牵头单位"],
        ["算力", "甲", "经信局"],
        [None, "乙", None],
        [None, "丙", None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("C2:C3")
    assert texts(book, tmp_path / "a.xlsx") == [
        "类别：算力；任务：甲；牵头单位：经信局",
        "类别：算力；任务：乙；牵头单位：经信局",
        "类别：算力；任务：丙",
    ]


def test_a_header_of_two_rows_gives_its_lower_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    rows: list[list[Any]] = [
        ["任务", "责任分工", None, "完成时限"],
        [None, "牵头单位", "配合单位", None],
        ["建档", "档案局", "各镇街", "年底"],
        ["立卷", "区委办", "/", "6月"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("D1:D2")
    assert (
        texts(book, tmp_path / "a.xlsx")[0]
        == "任务：建档；牵头单位：档案局；配合单位：各镇街；完成时限：年底"
    )


def test_hidden_sheets_rows_and_columns_are_no_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    rows: list[list[Any]] = [
        ["任务", "底稿", "单位"],
        ["甲", "不算", "教育局"],
        ["乙", "不算", "民政局"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("作废").append(["不算"])
    book["作废"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    source = read_xlsx(tmp_path / "a.xlsx")
    assert [line.text for line in source.lines] == ["任务：甲；单位：教育局"]
    assert len(source.warnings) == 2


def test_each_of_several_sheets_begins_with_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = sheet_of(book)
    first.title = "上半年"
    second = book.create_sheet("下半年")
    for sheet, task in ((first, "甲"), (second, "乙")):
        sheet.append(["任务", "单位"])
        sheet.append([task, "教育局"])
    assert texts(book, tmp_path / "a.xlsx") == [
        "上半年",
        "任务：甲；单位：教育局",
        "下半年",
        "任务：乙；单位：教育局",
    ]


def test_a_heading_between_rows_is_a_line_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    rows: list[list[Any]] = [
        HEAD,
        ["一、档案工作"],
        [1, "建档", "档案局", "/"],
        [2, "立卷", "档案局", "/"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:D2")
    assert texts(book, tmp_path / "a.xlsx")[0] == "一、档案工作"


def test_values_read_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append(["指标", "目标值", "完成时限"])
    shown = [(0.155, "0.0%"), (12345.5, "#,##0.00"), (3.0, "General"), (7, '0"项"')]
    for value, form in shown:
        sheet.append(["甲", value, dt.date(2026, 3, 5)])
        sheet.cell(sheet.max_row, 2).number_format = form
        sheet.cell(sheet.max_row, 3).number_format = 'yyyy"年"m"月"'
    found = texts(book, tmp_path / "a.xlsx")
    values = ["15.5%", "12,345.50", "3", "7项"]
    assert found == [f"指标：甲；目标值：{value}；完成时限：2026年3月" for value in values]


def test_a_table_with_a_cell_at_the_end_of_the_world_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet_of(book)["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFileError, match="范围过大"):
        read_xlsx(tmp_path / "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reads_csv_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = (
        '\ufeff序号,工作任务,牵头单位\n1,"建档，\n立卷",档案局\n'
        if encoding == "utf-8-sig"
        else '序号,工作任务,牵头单位\n1,"建档，\n立卷",档案局\n'
    )
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert [line.text for line in read_csv(tmp_path / "a.csv").lines] == [
        "序号：1；工作任务：建档，立卷；牵头单位：档案局"
    ]


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_finds_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["序号", "任务", "单位"], ["1", "建档，立卷，归档", "档案局"]]
    (tmp_path / "a.csv").write_text(
        "\n".join(delimiter.join(row) for row in rows), encoding="utf-8"
    )
    assert (
        read_csv(tmp_path / "a.csv").lines[0].text
        == "序号：1；任务：建档，立卷，归档；单位：档案局"
    )
