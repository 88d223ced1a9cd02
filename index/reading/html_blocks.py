"""A page's elements as lines: paragraphs, table rows and numbered lists, hidden ones left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.reading.html_hidden import squeezed
from index.reading.source import Line
from index.reading.table import Cell, Row, one_line, table_lines
from index.reading.word_numbering import numeral

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "o:p",
        "q",
        "rp",
        "rt",
        "ruby",
        "samp",
        "small",
        "span",
        "strong",
        "st1:chsdate",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPAN_LIMIT = 200
MAX_DEPTH = 200


def blocks_of(main: "HtmlElement") -> list[Line]:
    """The lines of an element in order."""
    reader = _Reader()
    lines = list(reader.walk(main, 0))
    return [*lines, *reader.flush()]


@dataclass(slots=True)
class _Reader:
    """Gathers inline text until a block ends it."""

    number: int = 0
    pieces: list[str] = field(default_factory=list)

    def flush(self) -> list[Line]:
        """The paragraph gathered so far; each line break in it starts a line of its own."""
        text = "".join(self.pieces)
        self.pieces.clear()
        texts = [one_line(piece).strip() for piece in text.split("\r")]
        texts = [text for text in texts if text]
        self.number += bool(texts)
        return [Line(text=text, number=self.number) for text in texts]

    def walk(self, element: "HtmlElement", depth: int) -> Iterator[Line]:
        """The lines that end inside an element; the last is still being gathered."""
        self.pieces.append(_clean(element.text, element))
        for child in element:
            if child.tag == "br":
                self.pieces.append("\r")
            elif child.tag == "table":
                yield from self.flush()
                yield from self.table(child, depth)
            elif child.tag in _INLINE or depth > MAX_DEPTH:
                yield from self.inline(child, depth)
            elif isinstance(child.tag, str):
                yield from self.flush()
                self.pieces.append(_list_mark(child))
                yield from self.walk(child, depth + 1)
                yield from self.flush()
            self.pieces.append(_clean(child.tail, element))

    def inline(self, child: "HtmlElement", depth: int) -> Iterator[Line]:
        if depth > MAX_DEPTH:
            self.pieces.append(child.text_content())
        else:
            yield from self.walk(child, depth + 1)

    def table(self, table: "HtmlElement", depth: int) -> Iterator[Line]:
        """A table's rows; a table that only lays out the page is walked through."""
        rows = _rows(table)
        if _is_layout(rows):
            for cell in (cell for cells in rows for cell in cells):
                yield from self.walk(cell, depth + 1)
                yield from self.flush()
            return
        start = self.number
        grid = _grid(rows)
        yield from table_lines(
            [
                Row(cells, start + at, header=all(each.tag == "th" for each in rows[at - 1]))
                for at, cells in enumerate(grid, 1)
            ]
        )
        self.number = start + len(grid)


def _clean(text: str | None, element: "HtmlElement") -> str:
    """Source line breaks are no line breaks on the page, but in preformatted text."""
    kept = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return kept.replace("\n", "\r") if element.tag == "pre" else kept


def _list_mark(element: "HtmlElement") -> str:
    """The number that a browser shows before an item of an ordered list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol":
        return ""
    if re.search(r"list-style(-type)?\s*:[^;]*none", parent.get("style") or ""):
        return ""
    start = _whole(parent.get("start"), 1)
    items = [each for each in parent if each.tag == "li"]
    number = _whole(element.get("value"), start + items.index(element))
    return numeral(number, _LIST_FORMS.get(parent.get("type") or "1", "decimal")) + ". "


def _whole(text: str | None, default: int) -> int:
    found = re.fullmatch(r"\s*(\d{1,6})\s*", text or "")
    return int(found[1]) if found else default


def _rows(table: "HtmlElement") -> "list[list[HtmlElement]]":
    """The cells of the table's own rows, not of tables inside its cells."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    return [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]


def _is_layout(rows: "list[list[HtmlElement]]") -> bool:
    """One column, or cells that hold whole tables or a page's worth of paragraphs."""
    if all(len(cells) <= 1 for cells in rows):
        return True
    cells = [cell for row in rows for cell in row]
    inner = any(next(cell.iter("table"), None) is not None for cell in cells)
    long = any(len(cell.findall(".//p")) > 8 and len(squeezed(cell)) > 800 for cell in cells)
    return inner or long


def _grid(rows: "list[list[HtmlElement]]") -> list[tuple[Cell, ...]]:
    """The rows with merged cells spread over all that they span."""
    spread: dict[tuple[int, int], Cell] = {}
    for at, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (at, column) in spread:
                column += 1
            _spread(spread, at, column, cell, len(rows))
    width = max((column for _, column in spread), default=-1) + 1
    return [
        tuple(spread.get((at, column), Cell()) for column in range(width))
        for at in range(len(rows))
    ]


def _spread(
    spread: dict[tuple[int, int], Cell], at: int, column: int, cell: "HtmlElement", height: int
) -> None:
    text = "\n".join(line.text for line in blocks_of(cell))
    rows = min(_whole(cell.get("rowspan"), 1) or height, height - at, _SPAN_LIMIT)
    columns = min(max(_whole(cell.get("colspan"), 1), 1), _SPAN_LIMIT)
    for down in range(rows):
        for right in range(columns):
            spread.setdefault((at + down, column + right), Cell(text, right > 0, down > 0))
