"""Text and Markdown files → lines, whatever encoding they were saved in."""

import codecs
import re
from itertools import islice
from pathlib import Path

from index.reading.markdown import plain_lines
from index.reading.source import Line, Source, UnreadableFileError

_BREAK = re.compile(r"\r\n|\r|\n")
_HAN = re.compile(r"[\u3400-\u9fff]")
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")
_SAMPLE = 20_000  # characters that are enough to tell an encoding by
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS = "请用记事本或 WPS 打开，另存为 UTF-8 编码的文本文件"


def read_text(path: Path) -> Source:
    """Read a .txt or .md file.

    Raises UnreadableFileError where the file can't be opened, is empty, is no text, or is in an
    encoding other than UTF-8, UTF-16, UTF-32, GB18030 (GBK, GB2312) and Big5.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "读取出错"
        raise UnreadableFileError(
            f"打不开文件（{reason}），请检查文件是否存在、有无读取权限"
        ) from error
    lines = _BREAK.split(decode(data))
    if path.suffix.lower() in {".md", ".markdown"} or "Markdown Content:" in lines[:20]:
        return Source(tuple(plain_lines(lines)))
    return Source(tuple(Line(line, number) for number, line in enumerate(lines, 1)))


def decode(data: bytes) -> str:
    """Decode text by its byte order mark, else by what it can strictly be read as.

    UTF-8 goes first since other encodings hardly ever pass for it; GB18030 and Big5 pass for
    each other, so the one that yields more of the common characters is taken.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _strictly(data[len(bom) :], encoding)
            return _sound(None if text is None else text.lstrip("\ufeff"))
    if b"\x00" in data:
        return _sound(_likelier(data, ("utf-16-le", "utf-16-be")))
    text = _strictly(data, "utf-8")
    return _sound(text if text is not None else _likelier(data, ("gb18030", "big5")))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likelier(data: bytes, encodings: tuple[str, ...]) -> str | None:
    texts = [text for each in encodings if (text := _strictly(data, each)) is not None]
    best = max(texts, key=_common, default=None)
    return best if best is not None and _common(best) >= 0.5 else None


def _common(text: str) -> float:
    """Share of common Chinese characters among all that are not ASCII."""
    sample = [character for character in text[:_SAMPLE] if not character.isascii()]
    if not sample:
        return 1.0 if text.isprintable() or not _STRANGE.search(text) else 0.0
    return sum(1 for character in sample if _is_common(character)) / len(sample)


def _is_common(character: str) -> bool:
    """Whether it is punctuation or in the first level of GB2312 or of Big5."""
    if not _HAN.match(character):
        return character in "，。、；：？！“”‘’（）《》〔〕【】—…·　０１２３４５６７８９"
    simplified = character.encode("gb2312", "ignore")
    traditional = character.encode("big5", "ignore")
    return simplified[:1] in _LEVEL_GB or traditional[:1] in _LEVEL_BIG5


_LEVEL_GB = frozenset(bytes([lead]) for lead in range(0xB0, 0xD8))
_LEVEL_BIG5 = frozenset(bytes([lead]) for lead in range(0xA4, 0xC7))


def _sound(text: str | None) -> str:
    if text is None:
        raise UnreadableFileError(f"认不出文字编码，可能不是文本文件；{_SAVE_AS}")
    if not text.strip("\ufeff\x00 \t\r\n\u3000"):
        raise UnreadableFileError("文件是空的，请放入有内容的文件，或把它移出文件夹")
    strange = sum(1 for _ in islice(_STRANGE.finditer(text), len(text) // 50 + 1))
    if "\x00" in text or strange * 50 > len(text):
        raise UnreadableFileError(f"内容是二进制数据，不是文本；{_SAVE_AS}")
    return text
