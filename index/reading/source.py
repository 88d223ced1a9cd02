"""What a reader makes of a file: its lines with their positions, nothing interpreted yet."""

from dataclasses import dataclass

from index.errors import WenceError


class UnreadableFileError(WenceError):
    """A file that can't be read; the message is the reason and the cure, without its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, paragraph or table row of a file.

    `number` counts from 1 as the file's own program counts (line, paragraph, sheet row). `cells`
    are a table row's (column header, cell) pairs; `text` is then the row as it is quoted.
    """

    text: str
    number: int
    page: int | None = None
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines in reading order; `title` where the format itself carries one.

    `removed` is the page furniture that only the reader could tell from text by its place on the
    page, such as running heads and page numbers. A site's navigation is not kept.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    warnings: tuple[str, ...] = ()
    removed: tuple[Line, ...] = ()
