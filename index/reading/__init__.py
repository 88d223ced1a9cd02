"""One reader a format: a file becomes lines with their positions."""

from pathlib import Path

from index.reading.source import Source


def read(path: Path) -> Source:
    from index.reading.html import read_html
    from index.reading.pdf import read_pdf

    return read_pdf(path) if path.suffix == ".pdf" else read_html(path)
