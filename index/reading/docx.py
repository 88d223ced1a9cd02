"""docx: paragraphs with the numbers Word shows, tables, text boxes, footnotes.

What a tracked change deletes, hidden runs and rows, and the table of contents are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.package import open_package
from index.reading.source import Line, Source, UnreadableFileError
from index.reading.table import Cell, Row, table_lines
from index.reading.word_numbering import W
from index.reading.word_package import furniture_lines, word_notes, word_parts
from index.reading.word_styles import Styles, read_styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {W + "del", W + "moveFrom", W + "pPr", W + "rPr", W + "instrText", W + "delText"}
_BREAKS = {"textWrapping", ""}
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read_docx(path: Path) -> Source:
    """The document's lines; `number` counts paragraphs and table rows in order.

    A line break within a paragraph starts a new line with the same number; a footnote follows its
    paragraph as `[1] …`. Header and footer text is in `removed`.

    Raises:
        UnreadableFileError: damaged, encrypted, no Word document, or a zip bomb.
    """
    with open_package(path) as package:
        roots = word_parts(package)
        removed = furniture_lines(package)
    body = roots["document"].find(W + "body")
    if body is None:
        raise UnreadableFileError("不是 Word 文档，请用 Word 或 WPS 打开后另存为 docx 再试")
    reader = _Reader(read_styles(roots.get("styles"), roots.get("numbering")), word_notes(roots))
    lines = (*reader.blocks(body), *reader.lines(reader.carried))
    return Source(lines=lines, warnings=reader.warnings(), removed=removed)


@dataclass(slots=True)
class _Text:
    """A paragraph's text as it is gathered, with what hangs on it."""

    text: str = ""
    boxes: "list[_Element]" = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Walks the body once, in order: numbers and notes count as they pass."""

    styles: Styles
    notes: "dict[tuple[str, str], _Element]"
    number: int = 0
    deleted: int = 0
    hidden: int = 0
    noted: int = 0
    carried: str = ""

    def warnings(self) -> tuple[str, ...]:
        found = []
        if self.deleted:
            found.append(f"有 {self.deleted} 处修订删除的文字未收录")
        if self.hidden:
            found.append(f"有 {self.hidden} 处隐藏文字未收录")
        return tuple(found)

    def blocks(self, parent: "_Element") -> Iterator[Line]:
        """The lines of the paragraphs and tables right below an element."""
        for child in parent:
            if child.tag == W + "p":
                yield from self.paragraph(child)
            elif child.tag == W + "tbl":
                yield from self.table(child)
            elif child.tag == W + "sdt":
                yield from self.control(child)
            elif child.tag in {W + "ins", W + "moveTo", W + "customXml", W + "smartTag"}:
                yield from self.blocks(child)
            elif child.tag == _MC + "AlternateContent":
                yield from self.blocks(_chosen(child))

    def control(self, control: "_Element") -> Iterator[Line]:
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(W + "val") == "Table of Contents":
            return
        content = control.find(W + "sdtContent")
        if content is not None:
            yield from self.blocks(content)

    def paragraph(self, paragraph: "_Element") -> Iterator[Line]:
        """A paragraph's lines; one whose mark is deleted runs on into the next."""
        if self.styles.is_contents(paragraph):
            return
        found = _Text()
        self.gather(paragraph, found)
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self.carried += found.text
        else:
            text = self.carried + found.text
            self.carried = ""
            self.number += 1
            if text.strip() or found.boxes:
                mark = self.styles.mark(paragraph) if text.strip() else ""
                yield from self.lines(mark + text.strip())
        yield from self.hung(found)

    def lines(self, text: str) -> Iterator[Line]:
        for piece in text.split("\n"):
            if piece.strip():
                yield Line(text=piece.strip(), number=self.number)

    def hung(self, found: _Text) -> Iterator[Line]:
        """Text boxes and notes that belong to a paragraph, after it."""
        for box in found.boxes:
            yield from self.blocks(box)
        for key in found.notes:
            note = self.notes.get(key)
            if note is not None:
                self.noted += 1
                text = " ".join(line.text for line in self.blocks(note))
                yield Line(text=f"[{self.noted}] {text}", number=self.number)

    def gather(self, element: "_Element", found: _Text) -> None:
        """Add the text in force below an element."""
        for child in element:
            if child.tag == W + "r":
                self.run(child, found)
            elif child.tag in {W + "del", W + "moveFrom"}:
                self.deleted += 1
            elif child.tag == _MC + "AlternateContent":
                self.gather(_chosen(child), found)
            elif child.tag not in _GONE:
                found.text += str(child.text or "") if child.tag == _MATH_TEXT else ""
                self.gather(child, found)

    def run(self, run: "_Element", found: _Text) -> None:
        if self.styles.is_hidden(run):
            self.hidden += bool("".join(run.itertext()).strip())
            return
        for child in run:
            self.piece(child, found)

    def piece(self, child: "_Element", found: _Text) -> None:
        """One thing inside a run."""
        if child.tag == _MC + "AlternateContent":
            for each in _chosen(child):
                self.piece(each, found)
        elif child.tag in {W + "footnoteReference", W + "endnoteReference"}:
            kind = child.tag.removeprefix(W).removesuffix("Reference")
            found.notes.append((kind, str(child.get(W + "id"))))
        elif child.tag in {W + "drawing", W + "pict", W + "object"}:
            found.boxes.extend(_boxes(child))
        else:
            found.text += _plain(child)

    def table(self, table: "_Element") -> Iterator[Line]:
        """A table's rows; a table of one cell a row is a frame around paragraphs."""
        rows = [row for row in _below(table, "tr") if not self.is_gone(row)]
        grid = [list(_below(row, "tc")) for row in rows]
        if all(len(cells) <= 1 for cells in grid):
            for cells in grid:
                for cell in cells:
                    yield from self.blocks(cell)
            return
        above: dict[int, str] = {}
        yield from table_lines(
            [self.row(row, cells, above) for row, cells in zip(rows, grid, strict=True)]
        )

    def is_gone(self, row: "_Element") -> bool:
        properties = row.find(W + "trPr")
        if properties is None:
            return False
        deleted = properties.find(W + "del") is not None
        hidden = properties.find(W + "hidden") is not None
        self.deleted += deleted
        self.hidden += hidden
        return deleted or hidden

    def row(self, row: "_Element", cells: "list[_Element]", above: dict[int, str]) -> Row:
        """A row's cells, one for each column it spans; `above` is what vertical merges repeat."""
        filled = [Cell()] * _skipped(row, "gridBefore")
        start = self.number
        for cell in cells:
            number = self.number
            down = _continues(cell)
            text = "\n".join(line.text for line in self.blocks(cell))
            self.number = number
            if down:
                text = above.get(len(filled), "")
            above[len(filled)] = text
            span = _span(cell)
            filled += [Cell(text, down=down), *[Cell(text, True, down)] * (span - 1)]
        self.number = start + 1
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        return Row(tuple(filled), self.number, header=header)


def _chosen(alternatives: "_Element") -> "_Element":
    """What a program that knows the newer form shows; the fallback repeats it."""
    for tag in (_MC + "Choice", _MC + "Fallback"):
        found = alternatives.find(tag)
        if found is not None and len(found):
            return found
    return alternatives.makeelement("none", {}, None)


def _boxes(drawing: "_Element") -> "list[_Element]":
    """The text boxes of a drawing, those within another one left to it."""
    return [
        box
        for box in drawing.iter(W + "txbxContent")
        if not any(
            above.tag in {W + "txbxContent", _MC + "Fallback"} for above in _up(box, drawing)
        )
    ]


def _up(element: "_Element", top: "_Element") -> "Iterator[_Element]":
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _plain(child: "_Element") -> str:
    if child.tag == W + "t":
        return str(child.text or "")
    if child.tag == W + "br":
        return "\n" if (child.get(W + "type") or "") in _BREAKS else ""
    return {W + "tab": " ", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": " "}.get(
        str(child.tag), ""
    )


def _below(parent: "_Element", tag: str) -> "Iterator[_Element]":
    """Rows of a table or cells of a row, also those inside a content control."""
    for child in parent:
        if child.tag == W + tag:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "customXml"}:
            yield from _below(child, tag)


def _span(cell: "_Element") -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return min(max(_number(found), 1), 64) if found is not None else 1


def _skipped(row: "_Element", tag: str) -> int:
    found = row.find(f"{W}trPr/{W}{tag}")
    return min(max(_number(found), 0), 64) if found is not None else 0


def _number(element: "_Element") -> int:
    text = str(element.get(W + "val") or "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _continues(cell: "_Element") -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"
