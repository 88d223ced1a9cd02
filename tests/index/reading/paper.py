"""Makes small real files: pdf and ofd byte by byte, docx through python-docx."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

A4 = (595, 842)


@dataclass(frozen=True)
class Text:
    """Words at a place, in points from the page's lower left corner."""

    x: float
    y: float
    words: str
    size: float = 16
    mode: int = 0


@dataclass(frozen=True)
class Rule:
    """A drawn line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Picture:
    """A grey picture over the whole page."""


Item = Text | Rule | Picture


def body(lines: Sequence[str], top: float = 740, left: float = 80, size: float = 16) -> list[Item]:
    """Lines one below the other; a leading ideographic space is an indent of one character."""
    items: list[Item] = []
    for at, line in enumerate(lines):
        words = line.lstrip("\u3000")
        x = left + size * (len(line) - len(words))
        items.append(Text(x, top - 28 * at, words, size))
    return items


def write_pdf(path: Path, pages: Sequence[Sequence[Item]], extra: str = "") -> Path:
    """A pdf with one font that maps its codes to Unicode; `extra` goes into the trailer."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 4 0 R"
        b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /ItalicAngle 0"
        b" /FontBBox [0 -140 1000 860] /Ascent 860 /Descent -140 /CapHeight 860 /StemV 80"
        b" >> >>] >>",
        _stream(_unicode_map()),
        _stream(b"\x90" * 16, "/Type /XObject /Subtype /Image /Width 4 /Height 4"
                " /ColorSpace /DeviceGray /BitsPerComponent 8"),
    ]  # fmt: skip
    for at, items in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents {7 + 2 * at}"
            " 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> >>".encode()
        )
        objects.append(_stream("\n".join(map(_drawn, items)).encode()))
    path.write_bytes(_assembled(objects, extra))
    return path


def _drawn(item: Item) -> str:
    match item:
        case Text():
            code = item.words.encode("utf-16-be").hex()
            place = f"1 0 0 1 {item.x} {item.y} Tm"
            return f"BT {item.mode} Tr /F {item.size} Tf {place} <{code}> Tj ET"
        case Rule():
            return f"{item.x0} {item.y0} m {item.x1} {item.y1} l S"
        case Picture():
            return f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /I Do Q"


def _unicode_map() -> bytes:
    ranges = [f"<{high:02X}00> <{high:02X}FE> <{high:02X}00>" for high in range(256)]
    blocks = [
        f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange"
        for part in (ranges[at : at + 64] for at in range(0, 256, 64))
    ]
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def"
    space = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return "\n".join([head, space, *blocks, "endcmap end end"]).encode()


def _stream(content: bytes, entries: str = "") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(content), content)


def _assembled(objects: Sequence[bytes], extra: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer << /Size {count} /Root 1 0 R {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode()


def grid(columns: Sequence[float], rows: Sequence[float]) -> list[Item]:
    """The drawn lines of a table."""
    across: list[Item] = [Rule(columns[0], y, columns[-1], y) for y in rows]
    down: list[Item] = [Rule(x, rows[0], x, rows[-1]) for x in columns]
    return across + down


def numbered_word(levels: Sequence[tuple[str, str]]) -> Word:
    """A Word document with one list (w:num 77) whose levels have these formats and patterns."""
    document = Document()
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (form, pattern) in enumerate(levels)
    )
    numbering: Any = document.part.numbering_part.element
    names = nsdecls("w")
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {names} w:abstractNumId="77">{shapes}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {names} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    return document


def number(paragraph: Paragraph, level: int, list_id: int = 77) -> None:
    """Put a paragraph into the list."""
    properties: Any = paragraph._p.get_or_add_pPr()
    values = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{values}</w:numPr>"))


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def write_ofd(path: Path, pages: Sequence[str], members: Sequence[tuple[str, str]] = ()) -> Path:
    """An ofd package; each page is the XML of its layer's objects."""
    entries = "".join(
        f'<ofd:Page ID="{at + 1}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in range(len(pages))
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
        )
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{entries}</ofd:Pages>"
            "</ofd:Document>",
        )
        for at, objects in enumerate(pages):
            package.writestr(
                f"Doc_0/Pages/Page_{at}/Content.xml",
                f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer>'
                "</ofd:Content></ofd:Page>",
            )
        for name, content in members:
            package.writestr(name, content)
    return path


def ofd_text(x: float, y: float, words: str, attributes: str = "", size: float = 5.6) -> str:
    """A text object; the place, in millimetres, is its baseline's left end."""
    steps = f"g {len(words) - 1} {size}" if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="8" Boundary="{x} {y - 10} 180 12" Size="{size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="10" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )
