"""A pdf page's glyphs with their places, as pdfium has them; hidden ones left out."""

import ctypes
import math
import statistics
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.reading.layout import Box, Glyph

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_ASCENT, _DESCENT = 0.86, 0.14  # of the type size, as Chinese fonts have it
_TRUSTED = (0.65, 1.6)  # height of a glyph's box by its stated size
_INVISIBLE = 3  # text render mode: neither filled nor stroked
_WHITE = 250
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """What a page shows: glyphs upright, in points from its upper left corner.

    `turned` is how far the text was turned (0, 90, 180, 270 degrees) before it was set upright;
    `ruled` tells of drawn lines that may be a table's; `image` is the share of the page that its
    largest picture covers.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    turned: int
    ruled: bool
    image: float


@dataclass(frozen=True, slots=True)
class _Raw:
    """A glyph in the page's own coordinates, upwards; `corners` are opposite ones."""

    text: str
    corners: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    high: float
    angle: int
    pale: bool
    unseen: bool


def page_glyphs(page: "PdfPage") -> PageGlyphs:
    """The glyphs of a pypdfium2 page."""
    paths, images = _objects(page)
    left, bottom, right, top = page.get_mediabox()
    area = max((right - left) * (top - bottom), 1)
    image = max((box.height * (box.right - box.left) / area for box in images), default=0)
    seen = [each for each in _raw_glyphs(page) if _is_shown(each, paths + images, image)]
    raw = _scaled(seen)
    turned = Counter(each.angle for each in raw).most_common(1)[0][0] if raw else 0
    upright = _turner(turned, (left, bottom, right, top))
    glyphs = [_placed(each, upright) for each in raw if each.angle == turned]
    sideways = turned in {90, 270}
    width, height = (top - bottom, right - left) if sideways else (right - left, top - bottom)
    inside = Box(-1, -1, width + 1, height + 1)
    kept = tuple(g for g in glyphs if inside.holds(g.box.left, (g.box.top + g.box.bottom) / 2))
    return PageGlyphs(kept, width, height, turned, len(paths) > 1, min(image, 1))


def _objects(page: "PdfPage") -> tuple[list[Box], list[Box]]:
    """Where paths and pictures stand, in the page's own coordinates (top and bottom swapped)."""
    import pypdfium2.raw as pdfium

    paths: list[Box] = []
    images: list[Box] = []
    for each in page.get_objects(max_depth=3):
        if each.type in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}:
            left, bottom, right, top = each.get_bounds()
            box = Box(left, bottom, right, top)
            (images if each.type == pdfium.FPDF_PAGEOBJ_IMAGE else paths).append(box)
    return paths, images


def _is_shown(glyph: _Raw, grounds: list[Box], image: float) -> bool:
    """Whether a reader sees it: an unseen layer over a scan is what its picture shows."""
    if glyph.unseen:
        return image > 0.5
    if not glyph.pale:
        return True
    left, bottom, right, top = glyph.corners
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(ground.holds(x, y) for ground in grounds)


def _raw_glyphs(page: "PdfPage") -> Iterator[_Raw]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    pending = 0
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000 and pending:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
        pending = 0
        if not _is_noise(code) and pdfium.FPDFText_IsGenerated(text, at) != 1:
            yield _raw_glyph(text, at, _plain(chr(code)))
    text.close()


def _is_noise(code: int) -> bool:
    """White space and codes that stand for nothing printed."""
    return (
        code < 0x21
        or code in {0xA0, 0xAD, 0x3000, 0xFFFE, 0xFFFF, 0xFEFF}
        or (0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF)
    )


def _plain(character: str) -> str:
    """A radical that a font's table puts for the character that looks the same."""
    if "\u2f00" <= character <= "\u2fdf":
        return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)


def _raw_glyph(text: "PdfTextPage", at: int, character: str) -> _Raw:
    import pypdfium2.raw as pdfium

    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text, at, box)
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(text, at))) % 360
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
    drawn = pdfium.FPDFText_GetTextObject(text, at)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    sideways = angle in {90, 270}
    return _Raw(
        text=character,
        corners=(box.left, box.bottom, box.right, box.top),
        origin=(x.value, y.value),
        size=pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d),
        high=abs(box.right - box.left) if sideways else abs(box.top - box.bottom),
        angle=angle,
        pale=min(red.value, green.value, blue.value) >= _WHITE and mode != _INVISIBLE,
        unseen=mode == _INVISIBLE or alpha.value == 0,
    )


def _scaled(glyphs: list[_Raw]) -> list[_Raw]:
    """The glyphs with their true size: an outer matrix can make the stated one wrong for all.

    Single boxes don't tell, since fonts give some characters (一, quotation marks) flat ones.
    """
    rates = [each.high / each.size for each in glyphs if each.size > 0 and each.high > 0]
    rate = statistics.median(rates) if rates else 1
    if _TRUSTED[0] < rate < _TRUSTED[1]:
        return glyphs
    return [replace(each, size=max(each.size * rate, 0.1)) for each in glyphs]


_Turn = Callable[[float, float], tuple[float, float]]


def _turner(turned: int, page: tuple[float, float, float, float]) -> _Turn:
    """From the page's own coordinates to upright ones, downwards from the upper left corner."""
    left, bottom, right, top = page
    turns: dict[int, _Turn] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns.get(turned, lambda x, y: (x - left, top - y))


def _placed(raw: _Raw, upright: _Turn) -> Glyph:
    """The glyph by its baseline and size, since fonts differ in how high their boxes are."""
    x0, y0, x1, y1 = raw.corners
    first, second, origin = upright(x0, y0), upright(x1, y1), upright(*raw.origin)
    box = Box(
        min(first[0], second[0]),
        origin[1] - _ASCENT * raw.size,
        max(first[0], second[0]),
        origin[1] + _DESCENT * raw.size,
    )
    return Glyph(raw.text, box if box.right > box.left else replace(box, right=box.left + 0.1))
