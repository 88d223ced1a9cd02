"""A scanned page's lines by OCR, where the extra `ocr` is installed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.reading.layout import Box, TextLine
from index.reading.source import UnreadableFileError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument
    from rapidocr import RapidOCR

_DPI = 200
_SCALE = _DPI / 72
_SURE = 0.5  # below this score a line is noise


def read_scans(document: "PdfDocument", pages: Iterable[int]) -> dict[int, list[TextLine]]:
    """The lines, in points, of the pictures on some pages (counted from 0) of a pypdfium2 document.

    Raises:
        UnreadableFileError: OCR is not installed.
    """
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise UnreadableFileError(
            "这是扫描件，没有文字层。请运行 pip install 'wence[ocr]' 装上文字识别后重新索引，"
            "或换成带文字层的文件"
        ) from error
    engine = RapidOCR(params={"Global.log_level": "error"})
    return {at: _lines(engine, document, at) for at in pages}


def _lines(engine: "RapidOCR", document: "PdfDocument", at: int) -> list[TextLine]:
    page = document[at]
    picture = page.render(scale=_SCALE).to_numpy()
    page.close()
    result = engine(picture[:, :, :3])
    if result.boxes is None:
        return []
    found = zip(result.boxes, result.txts, result.scores, strict=True)
    lines = [_line(box, text) for box, text, score in found if score >= _SURE and text]
    return sorted(lines, key=lambda line: (round(line.box.top / 6), line.box.left))


def _line(corners: Sequence[Sequence[float]], text: str) -> TextLine:
    xs = [float(x) / _SCALE for x, _ in corners]
    ys = [float(y) / _SCALE for _, y in corners]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    width = (box.right - box.left) / max(len(text), 1)
    return TextLine(text=text, box=box, size=_type_size(box, text), word=width)


def _type_size(box: Box, text: str) -> float:
    """By the width of a Chinese character: the boxes have a margin above and below."""
    wide = sum(1 if ord(each) > 0x2E80 else 0.5 for each in text)
    return (box.right - box.left) / wide if wide >= 4 else box.height * 0.8
