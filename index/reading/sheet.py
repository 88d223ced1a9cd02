"""xlsx and csv: task tables, a line a row with the header of each cell.

Hidden sheets, rows and columns are no text in force. With several sheets each begins with its name.
"""

import csv
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.cell_format import shown
from index.reading.package import open_package
from index.reading.source import Line, Source, UnreadableFileError
from index.reading.table import Cell, Row, table_lines
from index.reading.text import decode

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_CELLS = 3_000_000
_DELIMITERS = ",\t;|，"
_DAMAGED = "表格已损坏，请用 Excel 或 WPS 打开后另存一份再试"


def read_csv(path: Path) -> Source:
    """The rows of a csv or tsv file; `number` is the row as a spreadsheet counts it.

    Raises:
        UnreadableFileError: no known encoding, or no table.
    """
    text = decode(path.read_bytes())
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UnreadableFileError(_DAMAGED) from error
    width = max((len(record) for record in records), default=0)
    rows = [
        Row(tuple(Cell(text) for text in record) + (Cell(),) * (width - len(record)), number)
        for number, record in enumerate(records, 1)
    ]
    return Source(lines=tuple(table_lines(rows)))


def _delimiter(text: str) -> str:
    """The separator that most of the first lines have most often."""
    head = text.splitlines()[:20]
    return max(_DELIMITERS, key=lambda each: sum(line.count(each) for line in head))


def read_xlsx(path: Path) -> Source:
    """The rows of all sheets that are shown; `number` is the row as the sheet counts.

    Raises:
        UnreadableFileError: damaged, encrypted, or a table beyond all measure.
    """
    with open_package(path):
        book = _book(path)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    tables = [(sheet.title, _sheet_lines(sheet)) for sheet in sheets]
    filled = [(title, table) for title, table in tables if table]
    lines = [line for title, table in filled for line in _named(title, table, len(filled) > 1)]
    hidden = len(book.worksheets) - len(sheets)
    notes = [f"有 {hidden} 张隐藏的工作表未收录"] if hidden else []
    notes += [f"工作表“{sheet.title}”有隐藏的行或列未收录" for sheet in sheets if _hides(sheet)]
    return Source(lines=tuple(lines), warnings=tuple(notes))


def _book(path: Path) -> "Workbook":
    """The workbook with the values its formulas had when it was saved; links are not followed."""
    import openpyxl

    try:
        with path.open("rb") as file, warnings.catch_warnings():  # a path is judged by its suffix
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not keep
            return openpyxl.load_workbook(file, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise UnreadableFileError(_DAMAGED) from error


def _sheet_lines(sheet: "Worksheet") -> list[Line]:
    if sheet.max_row * sheet.max_column > _MAX_CELLS:
        raise UnreadableFileError(
            f"工作表“{sheet.title}”范围过大，请删去远处的空行空列后另存一份再试"
        )
    return table_lines(_rows(sheet))


def _named(title: str, lines: list[Line], several: bool) -> list[Line]:
    """The lines with the sheet's name before them, where it is one of several and not said yet."""
    return [Line(text=title, number=1), *lines] if several and title not in lines[0].text else lines


def _rows(sheet: "Worksheet") -> Iterator[Row]:
    merged = _merged(sheet)
    columns = [c for c in range(1, sheet.max_column + 1) if c not in _hidden_columns(sheet)]
    for number in range(1, sheet.max_row + 1):
        if not _is_hidden_row(sheet, number):
            cells = (
                merged.get((number, column)) or Cell(shown(sheet.cell(number, column)))
                for column in columns
            )
            yield Row(tuple(cells), number)


def _merged(sheet: "Worksheet") -> dict[tuple[int, int], Cell]:
    """Every place that a merged cell covers, with its text and where it reaches from."""
    found: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged_cells.ranges:
        text = shown(sheet.cell(area.min_row, area.min_col))
        for row in range(area.min_row, min(area.max_row, sheet.max_row) + 1):
            for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1):
                found[row, column] = Cell(text, column > area.min_col, row > area.min_row)
    return found


def _hides(sheet: "Worksheet") -> bool:
    rows = any(_is_hidden_row(sheet, number) for number in list(sheet.row_dimensions))
    return rows or bool(_hidden_columns(sheet))


def _is_hidden_row(sheet: "Worksheet", number: int) -> bool:
    if number not in sheet.row_dimensions:
        return False
    row = sheet.row_dimensions[number]
    return bool(row.hidden) or row.height == 0


def _hidden_columns(sheet: "Worksheet") -> set[int]:
    """Column numbers; one record may stand for a run of columns."""
    return {
        column
        for each in sheet.column_dimensions.values()
        if each.hidden or each.width == 0
        for column in range(each.min or 0, min(each.max or 0, sheet.max_column) + 1)
    }
