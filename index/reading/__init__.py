"""One reader a format: a file becomes lines with their positions."""

from pathlib import Path

from index.reading.source import Source


def read(path: Path) -> Source:
    from index.reading.html import read_html

    return read_html(path)
