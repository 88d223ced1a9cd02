"""pdf: the text layer as paragraphs and table rows, each with its page; a scan goes to OCR."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.furniture import furniture
from index.reading.glyphs import PageGlyphs, page_glyphs
from index.reading.layout import Box, Column, TextLine, column_of, continues, joined, lines_of
from index.reading.pdf_tables import PageTable, followed, page_tables
from index.reading.scan import read_scans
from index.reading.source import Line, Source, UnreadableFileError
from index.reading.table import Row, table_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MAX_PAGES = 3000
_MIN_GLYPHS = 8  # fewer on a page that is a picture: a stamp, not its text
_PICTURE = 0.4  # of the page that a scan's picture covers at least


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines outside tables, from top to bottom, and its tables."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[PageTable, ...] = ()


def read_pdf(path: Path) -> Source:
    """The lines of a pdf; `number` counts paragraphs and table rows, `page` is where one begins.

    Page numbers and running heads are in `removed`. Pages without a text layer are read by OCR
    where it is installed; where some pages have text, the others are named in a warning.

    Raises:
        UnreadableFileError: damaged, with a password, too long, or a scan without OCR.
    """
    document = _open(path)
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableFileError(f"超过 {_MAX_PAGES} 页，请拆成几个文件再试")
        return _read(path, document)
    finally:
        document.close()


def _open(path: Path) -> "PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableFileError("PDF 设有密码，请去掉密码后另存一份再试") from error
        raise UnreadableFileError("PDF 已损坏，请重新导出后再试") from error


def _read(path: Path, document: "PdfDocument") -> Source:
    seen = [_glyphs(document, at) for at in range(len(document))]
    ruled = [at for at, page in enumerate(seen) if page.ruled and page.turned == 0]
    notes: tuple[str, ...] = ()
    tables: dict[int, tuple[PageTable, ...]] = {}
    try:
        tables = page_tables(path, {at: seen[at].glyphs for at in ruled})
    except UnreadableFileError as error:
        notes = (str(error),)
    pages = [_page(at, each, tables.get(at, ())) for at, each in enumerate(seen)]
    scanned = [at for at, each in enumerate(seen) if _is_scanned(each)]
    if not scanned:
        return assemble(pages, notes)
    whole = len(scanned) == sum(1 for each in seen if each.glyphs or each.image)
    return _with_scans(document, pages, scanned, whole)


def _glyphs(document: "PdfDocument", at: int) -> PageGlyphs:
    import pypdfium2

    try:
        page = document[at]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(f"PDF 第 {at + 1} 页已损坏，请重新导出后再试") from error
    try:
        return page_glyphs(page)
    finally:
        page.close()


def _page(at: int, seen: PageGlyphs, tables: Sequence[PageTable]) -> Page:
    boxes = [table.box for table in tables]
    outside = [glyph for glyph in seen.glyphs if not _within(glyph.box, boxes)]
    return Page(at + 1, seen.width, seen.height, tuple(lines_of(outside)), tuple(tables))


def _within(box: Box, tables: Sequence[Box]) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return any(table.holds(x, y) for table in tables)


def _is_scanned(seen: PageGlyphs) -> bool:
    return len(seen.glyphs) < _MIN_GLYPHS and seen.image > _PICTURE


def _with_scans(
    document: "PdfDocument", pages: list[Page], scanned: list[int], whole: bool
) -> Source:
    """The pages with those read by OCR put in their places."""
    names = "、".join(str(at + 1) for at in scanned[:10]) + ("等" if len(scanned) > 10 else "")
    try:
        read = read_scans(document, scanned)
    except UnreadableFileError:
        if whole:
            raise
        return assemble(pages, (f"第 {names} 页是扫描图像，没有文字层，未收录",))
    filled = [
        Page(page.number, page.width, page.height, tuple(read.get(at, page.lines)), page.tables)
        for at, page in enumerate(pages)
    ]
    return assemble(filled, (f"第 {names} 页由扫描图像识别而来，可能有错字，引用前请核对原件",))


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
        raise UnreadableFileError("PDF 里没有可读的文字，请重新导出带文字层的 PDF 后再试")
    return Source(lines=lines, warnings=warnings, removed=removed)


def _without(lines: Sequence[TextLine], gone: set[int]) -> tuple[TextLine, ...]:
    return tuple(line for at, line in enumerate(lines) if at not in gone)


def _columns(pages: Sequence[Page]) -> dict[int, Column]:
    """The column of each page width: annexes may lie across."""
    widths = {round(page.width) for page in pages}
    return {
        width: column_of([line for p in pages if round(p.width) == width for line in p.lines])
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
