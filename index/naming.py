"""Which documents a question names, by title, by file or by the end of a title."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from index.clause import Document
from index.lexical import fold
from index.words import subject

LONG = 4  # characters of a title, or of its end, that is taken for one inside a question


def named(documents: Sequence[Document], text: str) -> tuple[Document, ...]:
    """The documents that the question names, all where it names none."""
    asked = plain(text)
    whole = tuple(each for each in documents if any(name in asked for name in _names(each)))
    return whole or _named_in_short(documents, asked) or tuple(documents)


def beside_name(text: str, document: Document) -> str:
    """What the question says beside the document's name; all of it where it names none."""
    asked = said = plain(text)
    for name in (plain(document.source), *_names(document)):
        asked = asked.replace(name, " ")
    title = plain(document.title)
    short = _end_in(title, asked)
    if short >= LONG:
        asked = asked.replace(title[-short:], " ")
    return subject(asked) if asked != said else text


def _names(document: Document) -> tuple[str, ...]:
    names = (plain(document.title), plain(PurePosixPath(document.source).stem))
    return tuple(filter(None, names))


def _named_in_short(documents: Sequence[Document], asked: str) -> tuple[Document, ...]:
    """The documents whose title ends as the question says: 图书馆管理办法 for 某市图书馆管理办法.

    Several are named by an end that they share.
    """
    said = [_end_in(plain(each.title), asked) for each in documents]
    longest = max(said, default=0)
    if longest < LONG:
        return ()
    return tuple(each for each, length in zip(documents, said, strict=True) if length == longest)


def _end_in(title: str, text: str) -> int:
    """How much of the title's end stands in the text, in characters."""
    sizes = range(len(title), 0, -1)
    return next((size for size in sizes if title[-size:] in text), 0)


def plain(text: str) -> str:
    """Letters and digits alone, folded."""
    return "".join(char for char in fold(text) if char.isalnum())
