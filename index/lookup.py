"""A document by what somebody calls it, a clause by its label: for commands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.clause import Document
from index.edition import canonical_number
from index.errors import WenceError
from index.lexical import plain
from index.reference import Node, children, parse_reference, resolve

_LISTED = 6


class NotFoundError(WenceError):
    """No document, or no clause, of that name."""


class AmbiguousError(WenceError):
    """The name fits several documents."""


@dataclass(frozen=True, slots=True)
class _Name:
    whole: tuple[str, ...]
    parts: tuple[str, ...]


def find_document(called: str, documents: Sequence[Document]) -> Document:
    """The document of that title, file name or 文号; a unique part of one suffices.

    Raises:
        NotFoundError: there is none.
        AmbiguousError: there are several; the message names them.
    """
    wanted = plain(called)
    steps: tuple[Callable[[_Name], bool], ...] = (
        lambda name: called.removeprefix("./") in name.whole,
        lambda name: bool(wanted) and wanted in map(plain, name.whole),
        lambda name: bool(wanted) and any(wanted in part for part in name.parts),
    )
    named = [(document, _names(document)) for document in documents]
    for fits in steps:
        found = [document for document, name in named if fits(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousError(
                f"“{called}”可以指 {len(found)} 份文件：{_listed(found)}；请写得更完整。"
            )
    raise NotFoundError(
        f"索引里没有“{called}”；现有 {_listed(documents)}。请核对文件名，或先运行 wence index。"
    )


def _names(document: Document) -> _Name:
    path = PurePosixPath(document.source)
    number = document.edition.number
    whole = (document.title, document.source, path.name, path.stem, document.id)
    parts = tuple(map(plain, (document.title, document.source)))
    if number is None:
        return _Name(whole, parts)
    printed = (number.text, canonical_number(number.text))
    return _Name((*whole, *printed), (*parts, *map(plain, printed)))


def _listed(documents: Sequence[Document]) -> str:
    names = [f"《{each.title}》（{each.source}）" for each in documents[:_LISTED]]
    more = len(documents) - _LISTED
    return "、".join(names) + (f"等 {len(documents)} 份" if more > 0 else "")


def find_nodes(called: str, document: Document) -> tuple[Node, ...]:
    """The clauses or sections of a label as printed, or of any address by number.

    Raises:
        NotFoundError: it leads nowhere; the message says what exists.
    """
    wanted = called.strip().rstrip("、.．")
    sections = tuple(each for each in document.sections if each.label == wanted)
    clauses = tuple(each for each in document.clauses if each.label == wanted)
    if sections or clauses:
        return sections[:1] or clauses
    reference, _ = parse_reference(called)
    if reference is None:
        raise NotFoundError(
            f"“{called}”不是条款编号；可以写 {_example(document)} 这样的编号，不写则列出目录。"
        )
    resolved = resolve(reference, document)
    if resolved.missing or not resolved.nodes:
        raise NotFoundError(f"《{document.title}》里没有“{called}”；{_there(resolved.nodes)}。")
    return resolved.nodes


def _example(document: Document) -> str:
    tops = children(document, None)
    return tops[0].label if tops else "第1段"


def _there(nodes: Sequence[Node]) -> str:
    if not nodes:
        return "不写编号可以列出目录"
    return f"有的是 {nodes[0].label} 到 {nodes[-1].label}，请改写编号"
