"""Cuts an answer into messages of so many bytes, where a reader would part it."""

import re
from collections.abc import Iterator

LIMIT = 2048
SMALLEST = 32
BREAK = "\n\n"

_BLOCK_BREAK = re.compile(r"(\n\s*\n)")
# From the best place to part a block to the last resort. A piece keeps the mark it ends with, and
# the quotation marks and brackets closing after it.
_PIECES = (
    re.compile(r"[^\n]*\n+|[^\n]+"),
    re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’」』】）)]*|[^。！？!?\n]+"),
    re.compile(r"[^；;]*[；;]+|[^；;]+"),
    re.compile(r"[^，,]*[，,]+|[^，,]+"),
)
# A character with what is drawn upon it: accents, variation selectors, skin tones, joined emoji.
_CHARACTER = re.compile(
    "[\\s\\S](?:[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
    "\U000e0020-\U000e007f\U000e0100-\U000e01ef]|\u200d[\\s\\S]?)*"
)


def split(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Parts of `text` of at most `limit` bytes of UTF-8, numbered （1/3） if there are several.

    Blocks (parted by an empty line) stay whole unless one alone exceeds a message; such a block is
    cut at a sentence end, else at ； or ，, never inside a character. Without their numbering the
    parts are `text` in order; only white space between two parts is dropped.

    Raises:
        ValueError: `limit` is below 32, which leaves no room beside the numbering.
    """
    return _numbered(text, limit, limit)


def pages(text: str, hint: str, limit: int = LIMIT) -> tuple[str, ...]:
    """`split`, with `hint` (how to get the next) closing every part but the last.

    A block that fits a message only without the hint stays whole, and goes without.
    """
    if _size(text) <= limit:
        return (text,)
    closing = BREAK + hint
    *others, last = _numbered(text, limit - _size(closing), limit)
    return (*(_closed(part, closing, limit) for part in others), last)


def _closed(part: str, closing: str, limit: int) -> str:
    return part + closing if _size(part + closing) <= limit else part


def _numbered(text: str, usual: int, limit: int) -> tuple[str, ...]:
    """Parts of at most `usual` bytes, but for a block that alone takes up to `limit`."""
    if usual < SMALLEST:
        raise ValueError(f"a message of {usual} bytes has no room for text")
    if _size(text) <= usual:
        return (text,)
    digits = 1
    while True:
        number = _size(_number(10**digits - 1, 10**digits - 1))
        parts = _pack(text.strip(), usual - number, limit - number)
        if len(parts) < 10**digits:
            break
        digits += 1
    total = len(parts)
    return tuple(_number(at, total) + part for at, part in enumerate(parts, 1))


def _number(at: int, total: int) -> str:
    return f"（{at}/{total}）" if total > 1 else ""


def _size(text: str) -> int:
    return len(text.encode())


def _pack(text: str, room: int, most: int) -> list[str]:
    """Greedily, so that the messages are as few as the whole pieces allow."""
    parts: list[str] = []
    used = 0
    for glue, piece in _pieces(text, room, most):
        size = _size(piece)
        if parts and used + _size(glue) + size <= room:
            parts[-1] += glue + piece
            used += _size(glue) + size
        else:
            parts.append(piece)
            used = size
    return parts


def _pieces(text: str, room: int, most: int) -> Iterator[tuple[str, str]]:
    """(What stands before it, piece of at most `room` bytes or block of `most`), in order."""
    glue = ""
    for at, block in enumerate(_BLOCK_BREAK.split(text)):
        if at % 2:
            glue = block
            continue
        for piece in (block,) if _size(block) <= most else _cut(block, room):
            yield glue, piece
            glue = ""


def _cut(block: str, room: int, level: int = 0) -> Iterator[str]:
    if _size(block) <= room:
        yield block
    elif level < len(_PIECES):
        for piece in _PIECES[level].findall(block):
            yield from _cut(piece, room, level + 1)
    else:
        yield from _cut_anywhere(block, room)


def _cut_anywhere(run: str, room: int) -> Iterator[str]:
    for character in _CHARACTER.findall(run):
        yield from (character,) if _size(character) <= room else character
