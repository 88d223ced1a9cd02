"""Documents as the corpus reader makes them, without files."""

from index.clause import Document
from index.edition import find_edition
from index.outline import outline
from index.reading.source import Line, Source


def document(text: str, name: str = "文件.txt") -> Document:
    lines = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 1))
    return find_edition(outline(Source(lines), name, name))
