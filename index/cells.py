"""A table's row: where its cells stand in the text that is quoted."""

from collections.abc import Iterable

from index.clause import Cell


def place_cells(cells: Iterable[tuple[str, str]], text: str, start: int) -> tuple[Cell, ...]:
    """The filled ones of a row's (column, text) pairs with their spans in the document.

    `text` is the row as it is quoted, from `start` on. A cell that cleaning changed is left out.
    """
    placed: list[Cell] = []
    past = 0
    for column, cell in cells:
        at = text.find(cell, past) if cell else -1
        if at >= 0:
            past = at + len(cell)
            placed.append(Cell(column, cell, start + at, start + past))
    return tuple(placed)
