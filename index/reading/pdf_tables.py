"""A pdf page's ruled tables: the grid from the drawn lines, the text from the glyphs."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.layout import Box, Glyph, joined, lines_of
from index.reading.source import UnreadableFileError
from index.reading.table import Cell

if TYPE_CHECKING:
    from pdfplumber.page import Page


_FAR = 160  # points between two parts of a grid with a merged cell between them
_OPEN = 10  # points between a table's last upright line and the end of its level ones


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
    settings = {"explicit_vertical_lines": _open_sides(page)}
    grids = _side_by_side([Box(*cell) for cell in t.cells] for t in page.find_tables(settings))
    tables = (_table(cells, glyphs) for cells in grids)
    return tuple(table for table in tables if _is_table(table))


def _side_by_side(tables: Iterable[list[Box]]) -> list[list[Box]]:
    """The tables' cells, those at the same height together.

    A merged cell that a page break cuts has no line at the break, and splits the grid in two.
    """
    grids: list[list[Box]] = []
    for cells in tables:
        for grid in grids:
            if _share_height(_around(grid), _around(cells)):
                grid.extend(cells)
                break
        else:
            grids.append(list(cells))
    return grids


def _share_height(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = max(one.left, other.left) - min(one.right, other.right)
    return shared > 0.8 * max(one.height, other.height) and apart < _FAR


def _around(cells: Sequence[Box]) -> Box:
    return Box(
        min(cell.left for cell in cells),
        min(cell.top for cell in cells),
        max(cell.right for cell in cells),
        max(cell.bottom for cell in cells),
    )


def _open_sides(page: "Page") -> list[float]:
    """Where tables end that are drawn without a line at their left and right."""
    level = [edge for edge in page.edges if edge["orientation"] == "h"]
    upright = [float(edge["x0"]) for edge in page.edges if edge["orientation"] == "v"]
    if not level or not upright:
        return []
    ends = (min(float(edge["x0"]) for edge in level), max(float(edge["x1"]) for edge in level))
    return [end for end in ends if all(abs(end - x) > _OPEN for x in upright)]


def _is_table(table: PageTable) -> bool:
    """Several columns with text in one row: a frame around a text, or a rule, is none."""
    filled = [[cell for cell in row if cell.text and not cell.right] for row in table.rows]
    grid = len(table.edges) > 2 and any(filled)
    return grid or (len(table.edges) > 1 and any(len(row) > 1 for row in filled))


def _table(boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> PageTable:
    lefts = _distinct([x for box in boxes for x in (box.left, box.right)])[:-1]
    tops = _distinct(box.top for box in boxes)
    texts = {box: _text(box, glyphs) for box in boxes}
    rows = tuple(tuple(_cell(boxes, texts, left, top) for left in lefts) for top in tops)
    return PageTable(_around(boxes), rows, tuple(lefts))


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
    return Cell(down=top > min(box.top for box in boxes))


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


def followed(rows: Sequence[tuple[Cell, ...]], table: PageTable) -> list[tuple[Cell, ...]]:
    """A table's rows with those of its part on the next page.

    There a repeated header goes, a row that the page break cut is put together again, and a merged
    cell that goes on empty keeps its text.
    """
    if not rows:
        return list(table.rows)
    added = list(table.rows)
    while added and _texts(added[0]) == _texts(rows[0]):
        added.pop(0)
    last = rows[-1]
    if not added:
        return list(rows)
    if _is_cut(last, added[0]):
        whole = tuple(
            replace(cell, text=joined(cell.text, rest.text))
            for cell, rest in zip(last, added[0], strict=True)
        )
        return [*rows[:-1], whole, *_inherited(whole, added)[1:]]
    return [*rows, *_inherited(last, added)]


def _texts(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in row]


def _is_cut(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether a page's first row is the rest of the row before.

    Then the column where rows begin is empty, nothing stands where the row before had nothing, and
    the longest text of that row had not come to its end.
    """
    own = [at for at, cell in enumerate(last) if cell.text and not cell.down and not cell.right]
    more = [at for at, cell in enumerate(first) if cell.text and not cell.right]
    if not own or not more or own[0] in more or not set(more) <= set(own):
        return False
    longest = max((last[at].text for at in more), key=len)
    return not longest.rstrip().endswith(("。", "；", "！", "？", ".", ";"))


def _inherited(last: Sequence[Cell], rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows with empty merged cells at their top filled from the cell they continue."""
    filled = [list(row) for row in rows]
    for at, cell in enumerate(last):
        merged = len(rows) > 1 and rows[1][at].down and not rows[0][at].text
        for row in filled if merged and cell.text else ():
            if row is not filled[0] and not row[at].down:
                break
            row[at] = replace(row[at], text=cell.text, down=True)
    return [tuple(row) for row in filled]
