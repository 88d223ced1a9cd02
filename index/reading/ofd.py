"""ofd, the national format (GB/T 33190): the text layer, page by page.

Coordinates are millimetres from a page's upper left corner. Nothing outside the package is read.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.layout import Box, Glyph, lines_of
from index.reading.package import open_package, parse_xml, read_member
from index.reading.pages import Page, assemble
from index.reading.source import Source, UnreadableFileError

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS = 72 / 25.4
_MAX_PAGES = 3000
_PAPER = (0.0, 0.0, 210.0, 297.0)
_ASCENT, _DESCENT = 0.86, 0.14  # of the size, above and below the baseline


@dataclass(frozen=True, slots=True)
class _Package:
    """The zip with the names of its members, which a path may spell in another case."""

    file: zipfile.ZipFile
    names: dict[str, str]

    def xml(self, name: str) -> "_Element":
        return parse_xml(read_member(self.file, self.names.get(name.lower(), name)))


def read_ofd(path: Path) -> Source:
    """The lines of an ofd file; `number` counts paragraphs, `page` is where one begins.

    Raises:
        UnreadableFileError: damaged, encrypted, without a text layer, or a zip bomb.
    """
    with open_package(path) as file:
        package = _Package(file, {name.lower(): name for name in file.namelist()})
        start = package.xml("OFD.xml")
        if "encryptions.xml" in {posixpath.basename(name) for name in package.names}:
            raise UnreadableFileError("OFD 已加密，请解密后另存一份再试")
        places = [place for root in _all(start, "DocRoot") for place in _pages(package, root)]
        if len(places) > _MAX_PAGES:
            raise UnreadableFileError(f"超过 {_MAX_PAGES} 页，请拆成几个文件再试")
        pages, pictures = [], False
        for number, (name, paper) in enumerate(places, 1):
            content = package.xml(name)
            pages.append(_page(content, number, paper))
            pictures = pictures or bool(_all(content, "ImageObject"))
    if pictures and not any(page.lines for page in pages):
        raise UnreadableFileError("OFD 里只有图像，没有文字层，请导出为 PDF 后再试")
    return assemble(pages)


def _all(element: "_Element", name: str) -> "list[_Element]":
    """Descendants by local name: the namespace is not the same in every writer."""
    return [each for each in element.iter() if _local(each) == name]


def _local(element: "_Element") -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _pages(package: _Package, root: "_Element") -> Iterator[tuple[str, tuple[float, ...]]]:
    """Each page's member name with the paper's box."""
    document = (root.text or "").strip().lstrip("/")
    folder = posixpath.dirname(document)
    content = package.xml(document)
    boxes = [box for area in _all(content, "PageArea") for box in _all(area, "PhysicalBox")]
    paper = _box(boxes[0].text) if boxes else _PAPER
    for page in _all(content, "Page"):
        place = page.get("BaseLoc")
        if place:
            yield _resolved(folder, place), paper


def _resolved(folder: str, place: str) -> str:
    """A path within the package; one that begins with a slash starts at its root."""
    joined = place if place.startswith("/") else posixpath.join(folder, place)
    return posixpath.normpath(joined).lstrip("/")


def _box(text: str | None) -> tuple[float, ...]:
    numbers = _numbers(text)
    return tuple(numbers) if len(numbers) == 4 and numbers[3] > 0 else _PAPER


def _numbers(text: str | None) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", text or "")]


def _page(content: "_Element", number: int, paper: tuple[float, ...]) -> Page:
    own = [box for area in _all(content, "Area") for box in _all(area, "PhysicalBox")]
    _, _, width, height = _box(own[0].text) if own else paper
    glyphs = [glyph for text in _all(content, "TextObject") for glyph in _glyphs(text)]
    return Page(number, width * _POINTS, height * _POINTS, tuple(lines_of(glyphs)))


def _glyphs(text: "_Element") -> Iterator[Glyph]:
    """A text object's characters, unless it is hidden or transparent."""
    hidden = any(up.get("Visible") == "false" for up in (text, *text.iterancestors()))
    if hidden or text.get("Alpha") == "0":
        return
    left, top, *_ = _numbers(text.get("Boundary")) or [0.0, 0.0]
    a, b, c, d, e, f = _matrix(text.get("CTM"))
    size = float(text.get("Size") or 4) * abs(d or 1)
    x = y = 0.0
    for code in (each for each in text if _local(each) == "TextCode"):
        x = _number(code.get("X"), x)
        y = _number(code.get("Y"), y)
        characters = (code.text or "").strip("\r\n")
        across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for at, character in enumerate(characters):
            place = (left + a * x + c * y + e, top + b * x + d * y + f)
            yield _glyph(character, place, size)
            x += _step(across, at, 0.0 if down else size / abs(d or 1))
            y += _step(down, at, 0.0)


def _glyph(character: str, place: tuple[float, float], size: float) -> Glyph:
    x, y = place[0] * _POINTS, place[1] * _POINTS
    points = size * _POINTS
    width = points if ord(character) > 0x2E80 else points / 2
    return Glyph(character, Box(x, y - _ASCENT * points, x + width, y + _DESCENT * points))


def _matrix(text: str | None) -> tuple[float, float, float, float, float, float]:
    numbers = _numbers(text)
    if len(numbers) != 6:
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _number(text: str | None, default: float) -> float:
    numbers = _numbers(text)
    return numbers[0] if numbers else default


def _steps(text: str | None) -> list[float]:
    """Distances between characters; `g 3 4.2` stands for three times 4.2."""
    tokens = (text or "").split()
    steps: list[float] = []
    at = 0
    while at < len(tokens) and len(steps) < 100_000:
        if tokens[at] == "g" and at + 2 < len(tokens):
            steps += [_number(tokens[at + 2], 0)] * min(int(_number(tokens[at + 1], 0)), 10_000)
            at += 3
        else:
            steps.append(_number(tokens[at], 0))
            at += 1
    return steps


def _step(steps: list[float], at: int, default: float) -> float:
    if not steps:
        return default
    return steps[at] if at < len(steps) else steps[-1]
