"""Markdown without its signs: headings, lists, bold, links and tables become plain lines.

A Markdown library would read the masks of these documents (******) as emphasis and eat them, so
only signs that can be nothing else are taken away.
"""

import re
from collections.abc import Iterator, Sequence

from index.reading.source import Line

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
_BULLET = re.compile(r"\s*[-*+]\s+(?![-*_\d\s]*$)")
_QUOTE = re.compile(r"\s{0,3}>+\s?")
_FENCE = re.compile(r"\s*(```|~~~).*")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
# Bold, but not the masks of two names: 张**和李**。
_BOLD = re.compile(
    r"(?<![*\w])\*\*(?![*\s])([^*]+?)(?<!\s)\*\*(?!\*)|(?<=\w)\*\*(?=[\w“《])([^*]+?)(?<!\s)\*\*(?=\w)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")


def plain_lines(lines: Sequence[str]) -> Iterator[Line]:
    """Yield the lines with their numbers; a table's rows as cells below their headers."""
    headers: list[str] = []
    for number, line in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        if "|" in line and "|" in following and _RULE.fullmatch(following):
            headers = _cells(line)
        elif headers and "|" in line:
            if not _RULE.fullmatch(line):
                yield _row(headers, _cells(line), number)
        else:
            headers = []
            yield Line("" if _FENCE.fullmatch(line) else _plain(line), number)


def _plain(line: str) -> str:
    heading = _HEADING.fullmatch(line)
    text = heading[1] if heading else _BULLET.sub("", _QUOTE.sub("", line, count=1), count=1)
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _BOLD.sub(lambda found: found[1] or found[2], text)
    return _ESCAPE.sub(r"\1", text)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [_plain(cell.replace("<br>", " ")).strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _row(headers: Sequence[str], cells: Sequence[str], number: int) -> Line:
    pairs = tuple(zip(headers, cells, strict=False))
    return Line(" ".join(cell for cell in cells if cell), number, cells=pairs)
