"""The parts of a docx: body, styles, numbering, notes, headers and footers."""

import re
import zipfile
from typing import TYPE_CHECKING

from index.reading.package import parse_xml, read_member
from index.reading.source import Line
from index.reading.word_numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def word_parts(package: zipfile.ZipFile) -> "dict[str, _Element]":
    """The roots of the parts by kind: document, and what there is of styles, numbering, notes."""
    names = package.namelist()
    parts = _parts(names, read_member(package, "_rels/.rels"))
    return {kind: parse_xml(read_member(package, name)) for kind, name in parts.items()}


def furniture_lines(package: zipfile.ZipFile) -> tuple[Line, ...]:
    """The texts of all headers and footers, each once."""
    heads = [
        parse_xml(read_member(package, name))
        for name in package.namelist()
        if re.search(r"/(header|footer)\d*\.xml$", name)
    ]
    return _furniture(heads)


def _parts(names: list[str], relations: bytes) -> dict[str, str]:
    """Names of the parts by kind; the main part is where the package's relations say."""
    targets = [
        str(each.get("Target")).lstrip("/")
        for each in parse_xml(relations).iter(_REL)
        if str(each.get("Type")).endswith("/officeDocument")
    ]
    main = targets[0] if targets else "word/document.xml"
    folder = main.rpartition("/")[0]
    parts = {"document": main}
    for kind in ("styles", "numbering", "footnotes", "endnotes"):
        name = f"{folder}/{kind}.xml"
        if name in names:
            parts[kind] = name
    return parts


def word_notes(roots: "dict[str, _Element]") -> "dict[tuple[str, str], _Element]":
    """Footnotes and endnotes by kind and id, the separators left out."""
    return {
        (kind, str(note.get(W + "id"))): note
        for kind in ("footnote", "endnote")
        if kind + "s" in roots
        for note in roots[kind + "s"].iterchildren(W + kind)
        if note.get(W + "type") in {None, "normal"}
    }


def _furniture(heads: "list[_Element]") -> tuple[Line, ...]:
    texts = (
        "".join(str(t.text or "") for t in paragraph.iter(W + "t")).strip()
        for head in heads
        for paragraph in head.iter(W + "p")
    )
    return tuple(Line(text=text, number=1) for text in dict.fromkeys(texts) if text)
