"""What a generation is made of, as one digest: equal when a build would change nothing."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from index.corpus import Failure, File


def fingerprint(
    files: Sequence[File],
    failures: Sequence[Failure],
    engine: str,
    chroma: str | None,
    office: str = "",
) -> str:
    """A digest of the files, what was left out, the engine, the store, the program and its aids.

    `office` is a digest of what the office adds.
    """
    parts = [_program(), *_aids(), engine, chroma or "", office]
    parts += [f"{file.source}\0{file.digest}" for file in files]
    parts += [f"{failure.source}\0{failure.reason}" for failure in failures]
    return sha256("\n".join(parts).encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of this package: another release may read the same file otherwise."""
    folder = Path(__file__).parent
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".txt"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _aids() -> list[str]:
    """What reading can call on, by presence: a file that failed for want of it is read again."""
    programs = [name for name in ("soffice", "libreoffice") if which(name)]
    return programs + [name for name in ("rapidocr",) if find_spec(name)]
