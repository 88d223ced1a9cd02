"""Whether a document is marked secret: such a document is never indexed.

By GB/T 9704 the marking stands at the head of the first page, 机密★1年, on a line with little else.
"""

import re
import unicodedata
from collections.abc import Iterable

from index.reading.source import Line

_HEAD = 12  # lines of text: markings stand above the title and the document number
_LEVEL = "(?:绝密|机密|秘密)"
_TERM = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,4})(?:年|个月|日|天)|长期|永久|启用前"
_STAR = "[★☆*＊]"
_MARK = re.compile(rf"(?:密级:?)?({_LEVEL}级?(?:{_STAR}+(?:{_TERM})?|\((?:{_TERM})\)|{_TERM})?)")
_STARRED = re.compile(rf"{_LEVEL}{_STAR}+(?:{_TERM})?$")
_BRACKETS = str.maketrans("", "", "【】[]〔〕")
_BESIDE = re.compile(r"(?:(?:份号|编号|No\.?|第)?:?\d{1,6}号?|特急|加急|特提|平急|急件?)")


def secrecy_mark(lines: Iterable[Line]) -> str | None:
    """The marking at the head, such as `机密★1年`, or None; the words in a sentence are none.

    A copy's number and the urgency may stand on the same line (000001 机密★1年 特急), and the
    letters may be spaced (机 密).
    """
    head = [line.text for _, line in zip(range(_HEAD), _written(lines), strict=False)]
    return next((mark for text in head if (mark := _marking(text))), None)


def _written(lines: Iterable[Line]) -> Iterable[Line]:
    return (line for line in lines if line.text.strip())


def _marking(text: str) -> str | None:
    rest = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    rest = _without_beside(rest)
    found = _MARK.match(rest)
    if found and not _without_beside(rest[found.end() :]):
        return found[1]
    starred = _STARRED.search(rest)
    return starred[0] if starred else None


def _without_beside(text: str) -> str:
    """The text without copy numbers and degrees of urgency at its start."""
    while found := _BESIDE.match(text):
        text = text[found.end() :]
    return text
