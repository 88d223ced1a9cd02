"""Files → Documents: finds what can be read, names what can't."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from index.clause import Document
from index.edition import find_edition
from index.outline import outline
from index.owners import find_owners
from index.reading import SUFFIXES, read
from index.reading.source import UnreadableFileError

OFFICE = "office"  # what the office adds stands apart from the documents


@dataclass(frozen=True, slots=True)
class File:
    """A file of the corpus; `source` is its name below the corpus, with `/`."""

    source: str
    path: Path
    digest: str

    @property
    def identity(self) -> str:
        """Names this version of this file: 16 hexadecimal digits."""
        return sha256(f"{self.source}\0{self.digest}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is not in the index, and why (with the cure)."""

    source: str
    reason: str


def find_files(roots: Iterable[Path]) -> tuple[list[File], list[Failure]]:
    """The readable files under `roots` in the order of their names, and what was left out."""
    files: dict[Path, File] = {}
    failures: list[Failure] = []
    for root in roots:
        for path, source in _walk(root):
            found = _inspect(path, source, root)
            if isinstance(found, Failure):
                failures.append(found)
            else:
                files.setdefault(path.resolve(), found)
    return sorted(files.values(), key=lambda file: file.source), failures


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    if not root.is_dir():
        yield root, root.name
        return
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        hidden = any(part.startswith((".", "~$")) for part in below.parts)
        if not hidden and below.parts[0] != OFFICE and (path.is_symlink() or not path.is_dir()):
            yield path, below.as_posix()


def _inspect(path: Path, source: str, root: Path) -> File | Failure:
    if not path.exists():
        return Failure(source, "找不到这个文件；请检查路径。")
    if path.is_symlink() and root.is_dir() and not path.resolve().is_relative_to(root.resolve()):
        return Failure(source, "是指向资料文件夹之外的链接，不跟随；请把文件本身放进来。")
    if not path.is_file():
        return Failure(source, "不是普通文件；请换成文件本身。")
    if path.suffix.lower() not in SUFFIXES:
        return Failure(source, f"不支持这种格式；可用的有 {' '.join(sorted(SUFFIXES))}。")
    try:
        with path.open("rb") as opened:
            digest = sha256()
            while block := opened.read(1 << 20):
                digest.update(block)
    except OSError as error:
        return Failure(source, f"打不开（{error.strerror}）；请检查权限。")
    return File(source, path, digest.hexdigest())


def read_document(file: File) -> Document | Failure:
    """Read, clean and outline one file; a failure never costs the others."""
    try:
        outlined = outline(read(file.path), file.source, file.identity)
        document = find_edition(find_owners(outlined))
    except UnreadableFileError as error:
        return Failure(file.source, str(error))
    if not document.clauses:
        return Failure(file.source, "里面没有正文；请检查文件内容。")
    return document
