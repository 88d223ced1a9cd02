"""A pdf page's ruled tables: the grid from the drawn lines, the text from the glyphs."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.layout import Box, Glyph, joined, lines_of
from index.reading.source import UnreadableFileError
from index.reading.table import Cell

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page; `edges` are the left edges of its columns."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    edges: tuple[float, ...]

    def goes_on_as(self, table: "PageTable") -> bool:
        """Whether another table has the same columns: the next page's part of this one."""
        pairs = zip(self.edges, table.edges, strict=False)
        same = len(self.edges) == len(table.edges)
        return same and all(abs(one - other) < 6 for one, other in pairs)


def page_tables(
    path: Path, glyphs: Mapping[int, Sequence[Glyph]]
) -> dict[int, tuple[PageTable, ...]]:
    """The tables of the pages (counted from 0) whose glyphs are given.

    Raises:
        UnreadableFileError: the drawn lines can't be read; the text can still be.
    """
    if not glyphs:
        return {}
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font it dislikes
    try:
        with pdfplumber.open(path, pages=[at + 1 for at in glyphs]) as document:
            pairs = zip(glyphs, document.pages, strict=True)
            return {at: _tables(page, glyphs[at]) for at, page in pairs}
    except Exception as error:  # whatever pdfminer stumbles over in a file that pdfium can read
        raise UnreadableFileError("表格线未能识别，表格按文字收录，请核对") from error


def _tables(page: "Page", glyphs: Sequence[Glyph]) -> tuple[PageTable, ...]:
    tables = (_table(table, glyphs) for table in page.find_tables())
    return tuple(table for table in tables if _is_table(table))


def _is_table(table: PageTable) -> bool:
    """At least two rows and columns with text: a frame around a text or a rule is none."""
    filled = [[cell for cell in row if cell.text and not cell.right] for row in table.rows]
    return len(table.rows) > 1 and len(table.edges) > 1 and any(len(row) > 1 for row in filled)


def _table(table: "Table", glyphs: Sequence[Glyph]) -> PageTable:
    boxes = [Box(*cell) for cell in table.cells]
    lefts = _distinct(box.left for box in boxes)
    tops = _distinct(box.top for box in boxes)
    texts = {box: _text(box, glyphs) for box in boxes}
    rows = tuple(tuple(_cell(boxes, texts, left, top) for left in lefts) for top in tops)
    return PageTable(Box(*table.bbox), rows, tuple(lefts))


def _distinct(values: Iterable[float]) -> list[float]:
    """The grid's lines, those a hair apart as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 3:
            kept.append(value)
    return kept


def _cell(boxes: Sequence[Box], texts: Mapping[Box, str], left: float, top: float) -> Cell:
    """What covers a place of the grid: a cell that begins there, or one that reaches there."""
    x, y = left + 4, top + 4
    for box in boxes:
        if box.holds(x, y):
            return Cell(texts[box], right=left - box.left > 3, down=top - box.top > 3)
    return Cell()


def _text(box: Box, glyphs: Sequence[Glyph]) -> str:
    inside = [
        glyph
        for glyph in glyphs
        if box.holds((glyph.box.left + glyph.box.right) / 2, (glyph.box.top + glyph.box.bottom) / 2)
    ]
    text = ""
    for line in lines_of(inside):
        text = joined(text, line.text)
    return text
