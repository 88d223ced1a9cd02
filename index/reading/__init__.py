"""One reader a format: a file becomes lines with their positions.

Nothing is ever fetched for a document, and no link is followed out of the corpus.
"""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.reading.docx import read_docx
from index.reading.html import read_html
from index.reading.kind import OFFICE, PAGES, SHEETS, TEXTS, kind_of
from index.reading.ofd import read_ofd
from index.reading.office import read_office
from index.reading.pdf import read_pdf
from index.reading.secrecy import secrecy_mark
from index.reading.sheet import read_csv, read_xlsx
from index.reading.source import Line, Source, UnreadableFileError
from index.reading.text import read_text

__all__ = ["SUFFIXES", "Line", "Source", "UnreadableFileError", "read", "secrecy_mark"]

MAX_BYTES = 200 * 1024 * 1024
_READERS: dict[str, Callable[[Path], Source]] = {
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".html": read_html,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".ofd": read_ofd,
}
_SAME_AS = ({".docx", ".docm", ".dotx"}, {".xlsx", ".xlsm"}, {".xls", ".et"}, {".doc", ".wps"})
SUFFIXES = frozenset(_READERS) | TEXTS | SHEETS | PAGES | OFFICE | {".docm", ".xlsm", ".et"}


def read(path: Path, root: Path | None = None) -> Source:
    """The lines of a file, by the reader that its content asks for.

    `root` is the folder that a link may not lead out of; without it the caller has looked.

    Raises:
        UnreadableFileError: the file can't be read; its message ends with the cure.
    """
    real = _regular_file(path, root)
    try:
        kind = kind_of(real)
        source = _read_as(kind, real)
    except UnreadableFileError:
        raise
    except PermissionError as error:
        raise UnreadableFileError("没有读取权限，请修改文件权限后再试") from error
    except Exception as error:  # a damaged file can break a library anywhere
        raise UnreadableFileError("文件已损坏，请用原程序打开后另存一份再试") from error
    if not any(line.text.strip() for line in source.lines):
        raise UnreadableFileError("文件里没有文字，请核对内容后再试")
    return _with_note(source, path.suffix.lower(), kind)


def _regular_file(path: Path, root: Path | None) -> Path:
    """The file itself, once it is known to be one: not a device, not empty, not elsewhere."""
    try:
        real = path.resolve(strict=True)
        found = real.stat()
    except (OSError, RuntimeError) as error:
        raise UnreadableFileError("文件不存在或链接已断，请核对路径后再试") from error
    if root is not None and not real.is_relative_to(root.resolve()):
        raise UnreadableFileError("链接指向文件夹以外，不予读取，请把文件本身放进来")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFileError("不是普通文件（可能是设备或管道），请移走")
    if found.st_size == 0:
        raise UnreadableFileError("文件是空的，请核对内容后再试")
    if found.st_size > MAX_BYTES:
        raise UnreadableFileError(f"文件超过 {MAX_BYTES >> 20} MB，请拆成几个文件再试")
    return real


def _read_as(kind: str, path: Path) -> Source:
    if kind in OFFICE:
        return read_office(path, kind)
    return _READERS.get(kind, read_text)(path)


def _with_note(source: Source, suffix: str, kind: str) -> Source:
    """A warning where the name promises another format than the file has."""
    alike = suffix == kind or any({suffix, kind} <= names for names in (*_SAME_AS, PAGES))
    if alike or kind in TEXTS:
        return source
    note = f"扩展名是 {suffix or '（无）'}，内容是 {kind[1:]}，按内容读取"
    return replace(source, warnings=(*source.warnings, note))
