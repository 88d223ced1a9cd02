"""One reader a format: a file becomes lines with their positions."""

from pathlib import Path

from index.reading.source import Source
from index.reading.text import read_text

SUFFIXES = frozenset({".txt", ".md"})


def read(path: Path) -> Source:
    """Read a file by its suffix.

    Raises:
        UnreadableFileError: with the reason and the cure.
    """
    return read_text(path)
