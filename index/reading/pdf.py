"""pdf: the text layer as paragraphs and table rows, each with its page; a scan goes to OCR."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.glyphs import PageGlyphs, page_glyphs
from index.reading.layout import Box, lines_of
from index.reading.pages import Page, assemble
from index.reading.pdf_tables import PageTable, page_tables
from index.reading.scan import read_scans
from index.reading.source import Source, UnreadableFileError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MAX_PAGES = 3000
_MIN_GLYPHS = 8  # fewer on a page that is a picture: a stamp, not its text
_PICTURE = 0.4  # of the page that a scan's picture covers at least


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
