"""The office's supplements and the documents that they are for, for `wence supplement`."""

from pathlib import Path

from bot.settings import Settings
from index.additions import Supplement
from index.clause import Document
from index.corpus import OFFICE
from index.errors import WenceError
from index.generation import Generation
from index.office import SUPPLEMENTS, Row, rows_of
from index.reading import UnreadableFileError


class SupplementError(WenceError):
    """A supplement that can't be used; nothing was written."""


def rows_in(settings: Settings) -> list[tuple[int, Row]]:
    """The table's rows, each with the number of its line.

    Raises:
        SupplementError: it can't be read.
    """
    try:
        return rows_of(file_of(settings))
    except UnreadableFileError as error:
        raise SupplementError(f"{file_of(settings)}：{error}。") from error


def file_of(settings: Settings) -> Path:
    return settings.corpus / OFFICE / SUPPLEMENTS


def documents_of(settings: Settings) -> tuple[Document, ...]:
    return Generation.open(settings.place).documents


def placed(found: Supplement | str, documents: tuple[Document, ...]) -> str:
    """The clause in words; "" where the row leads to none."""
    if isinstance(found, str):
        return ""
    document = next(each for each in documents if each.id == found.document)
    clause = next(each for each in document.clauses if each.start == found.start)
    return f"《{document.title}》{clause.label}"
