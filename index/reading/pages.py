"""Pages with places become one run of paragraphs and table rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.reading.furniture import furniture
from index.reading.layout import Column, TextLine, column_of, continues, joined
from index.reading.pdf_tables import PageTable, followed
from index.reading.source import Line, Source, UnreadableFileError
from index.reading.table import Row, table_lines


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines outside tables, from top to bottom, and its tables."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[PageTable, ...] = ()


def assemble(pages: Sequence[Page], warnings: tuple[str, ...] = ()) -> Source:
    """Pages as one run of paragraphs and table rows, furniture apart.

    Raises:
        UnreadableFileError: no page has any text.
    """
    dropped = furniture([page.lines for page in pages], [page.height for page in pages])
    kept = [
        Page(page.number, page.width, page.height, _without(page.lines, gone), page.tables)
        for page, gone in zip(pages, dropped, strict=True)
    ]
    removed = tuple(
        Line(page.lines[at].text, page.number, page.number)
        for page, gone in zip(pages, dropped, strict=True)
        for at in sorted(gone)
    )
    lines = _numbered(_Assembly(_columns(kept)).lines(kept))
    if not lines:
        raise UnreadableFileError("文件里没有可读的文字，请重新导出带文字层的文件后再试")
    return Source(lines=lines, warnings=warnings, removed=removed)


def _without(lines: Sequence[TextLine], gone: set[int]) -> tuple[TextLine, ...]:
    return tuple(line for at, line in enumerate(lines) if at not in gone)


def _columns(pages: Sequence[Page]) -> dict[int, Column]:
    """The column of each page width: annexes may lie across."""
    widths = {round(page.width) for page in pages}
    return {
        width: column_of(
            [line for p in pages if round(p.width) == width for line in p.lines], width
        )
        for width in widths
    }


def _numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(
        Line(line.text, number, line.page, line.cells) for number, line in enumerate(lines, 1)
    )


class _Assembly:
    """Puts lines together to paragraphs, and tables that go on over a page break to one."""

    def __init__(self, columns: dict[int, Column]) -> None:
        self._columns = columns
        self._done: list[Line] = []
        self._text: str = ""
        self._start: int = 0
        self._last: tuple[TextLine, int] | None = None
        self._rows: list[Row] = []
        self._table: PageTable | None = None

    def lines(self, pages: Sequence[Page]) -> list[Line]:
        for page in pages:
            items: list[TextLine | PageTable] = [*page.lines, *page.tables]
            for item in sorted(items, key=lambda each: each.box.top):
                if isinstance(item, PageTable):
                    self._add_table(item, page)
                else:
                    self._add_line(item, page)
        self._end_table()
        self._end_paragraph()
        return self._done

    def _add_line(self, line: TextLine, page: Page) -> None:
        self._end_table()
        column = self._columns[round(page.width)]
        if self._last and continues(self._last[0], line, column, self._last[1] == page.number):
            self._text = joined(self._text, line.text)
        else:
            self._end_paragraph()
            self._text, self._start = line.text, page.number
        self._last = (line, page.number)

    def _add_table(self, table: PageTable, page: Page) -> None:
        self._end_paragraph()
        if self._table and not self._table.goes_on_as(table):
            self._end_table()
        before = [row.cells for row in self._rows]
        after = followed(before, table)
        pages = [row.page for row in self._rows] + [page.number] * (len(after) - len(before))
        self._rows = [Row(cells, 0, on) for cells, on in zip(after, pages, strict=True)]
        self._table = table

    def _end_paragraph(self) -> None:
        if self._text:
            self._done.append(Line(self._text, 0, self._start))
        self._text, self._last = "", None

    def _end_table(self) -> None:
        self._done += table_lines(self._rows)
        self._rows, self._table = [], None
