"""Files → Documents: finds what can be read, names what can't."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from index.clause import Document
from index.edition import find_edition
from index.outline import outline
from index.owners import find_owners
from index.reading import SUFFIXES, Source, UnreadableFileError, read, secrecy_mark

OFFICE = "office"  # what the office adds stands apart from the documents
_BLOCK = 1 << 20  # bytes


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
    sources: set[str] = set()
    failures: list[Failure] = []
    for root in roots:
        for path in _walk(root, failures):
            found = _inspect(path, root)
            if isinstance(found, Failure):
                failures.append(found)
            elif path.resolve() not in files:
                file = replace(found, source=_unlike(found, root, sources))
                sources.add(file.source)
                files[path.resolve()] = file
    failures.sort(key=lambda failure: failure.source)
    return sorted(files.values(), key=lambda file: file.source), failures


def office_folders(roots: Iterable[Path]) -> list[Path]:
    """Where the office keeps what it adds to the documents under `roots`."""
    return [root / OFFICE for root in roots if (root / OFFICE).is_dir()]


def office_digest(roots: Iterable[Path]) -> str:
    """One digest of all that the office adds; another when it changes."""
    digest = sha256()
    for folder in office_folders(roots):
        for path in sorted(folder.glob("*.csv")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _walk(root: Path, failures: list[Failure]) -> Iterator[Path]:
    """Files and links below `root`, in order; no link is followed. Closed folders are failures."""
    if not root.is_dir():
        yield root
        return

    def closed(error: OSError) -> None:
        failures.append(Failure(_source(Path(error.filename), root), _unopened(error)))

    for folder, folders, names in os.walk(root, onerror=closed):
        here = Path(folder)
        top = here == root
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if not (_hidden(name) or name in linked or (top and name == OFFICE))
        )
        kept = [*names, *(name for name in linked if not (top and name == OFFICE))]
        yield from (here / name for name in sorted(kept) if not _hidden(name))


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _source(path: Path, root: Path) -> str:
    """The name below `root`; names that unzipping left in GBK are read as such."""
    below = path.relative_to(root) if path != root else Path(path.name or ".")
    return "/".join(_characters(os.fsencode(part)) for part in below.parts) or "."


def _characters(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def _unlike(file: File, root: Path, sources: set[str]) -> str:
    """A name that no other file has: two folders may each hold a file of the same name."""
    names = (file.source, f"{root.resolve().name}/{file.source}", file.path.resolve().as_posix())
    return next(name for name in names if name not in sources)


def _inspect(path: Path, root: Path) -> File | Failure:
    source = _source(path, root)
    try:
        reason = _unfit(path, root)
        return Failure(source, reason) if reason else File(source, path, _digest(path))
    except OSError as error:
        return Failure(source, _unopened(error))
    except UnreadableFileError as error:
        return Failure(source, str(error))


def _unfit(path: Path, root: Path) -> str:
    """Why the file is left out, with the cure; "" where it isn't."""
    if not path.exists():
        return "找不到这个文件；请检查路径。"
    if path.is_symlink() and root.is_dir() and not path.resolve().is_relative_to(root.resolve()):
        return "是指向资料文件夹之外的链接，不跟随；请把文件本身放进来。"
    if not path.is_file():
        return "不是普通文件；请换成文件本身。"
    if path.suffix.lower() not in SUFFIXES:
        return f"不支持这种格式；可用的有 {' '.join(sorted(SUFFIXES))}。"
    return ""


def _unopened(error: OSError) -> str:
    return f"打不开（{error.strerror}）；请检查权限。"


def _digest(path: Path) -> str:
    digest = sha256()
    for block in _blocks(path):
        digest.update(block)
    return digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    """The file's bytes; errors of reading are told apart from those of whoever takes them."""
    try:
        with path.open("rb") as opened:
            while block := opened.read(_BLOCK):
                yield block
    except OSError as error:
        raise UnreadableFileError(_unopened(error)) from error


def take(file: File, folder: Path) -> tuple[File, Document | Failure]:
    """Keep the file's bytes in `folder` and read them: what is read is what is kept.

    The file may have changed since it was found; the one returned has the digest of what was
    taken. A failure never costs the others, and leaves nothing in the folder.

    Raises:
        OSError: `folder` can't be written.
    """
    fresh = folder / f"taking{file.path.suffix}"
    try:
        taken = replace(file, digest=_copy(file.path, fresh))
    except UnreadableFileError as error:
        fresh.unlink(missing_ok=True)
        return file, Failure(file.source, str(error))
    found = read_document(taken, fresh)
    if isinstance(found, Failure):
        fresh.unlink()
    else:
        fresh.replace(folder / taken.identity)
    return taken, found


def _copy(path: Path, target: Path) -> str:
    digest = sha256()
    with target.open("wb") as copy:
        for block in _blocks(path):
            digest.update(block)
            copy.write(block)
    return digest.hexdigest()


def read_document(file: File, path: Path) -> Document | Failure:
    """Read, clean and outline the bytes at `path`, which are the file's or a copy of them."""
    try:
        source = read(path)
        _refuse_secrets(source)
        document = find_edition(find_owners(outline(source, file.source, file.identity)))
    except UnreadableFileError as error:
        return Failure(file.source, str(error))
    if not document.clauses:
        return Failure(file.source, "里面没有正文；请检查文件内容。")
    return document


def _refuse_secrets(source: Source) -> None:
    # A marking on every page was taken for a running head.
    mark = secrecy_mark(source.lines) or secrecy_mark(source.removed)
    if mark:
        raise UnreadableFileError(
            f"标有“{mark}”，秘密文件不入库；请把它移出资料文件夹，已解密的请先删去密级标志。"
        )
