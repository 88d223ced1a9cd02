"""Bytes to text: UTF-8, UTF-16 and GB18030, with however many byte order marks."""

import codecs

from index.reading.source import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a file; what it declares is tried after what its bytes prove.

    Raises:
        UnreadableFileError: no encoding fits.
    """
    for encoding in _candidates(content, declared):
        try:
            return content.decode(encoding).lstrip("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFileError("认不出文字编码，请另存为 UTF-8 编码后再试")


def _candidates(content: bytes, declared: str | None) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    if marked:
        return marked
    wide = _wide(content)
    if wide:
        return [wide]
    return ["utf-8", *_declared(declared), "gb18030"]


def _declared(name: str | None) -> list[str]:
    """A declaration worth a try: GB2312 and GBK are read as GB18030, which holds them."""
    return [name] if name and name.lower() not in {"gb2312", "gbk", "utf-8", "utf8"} else []


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every ASCII character leaves a zero byte at the same side."""
    head = content[:4096]
    if b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"
