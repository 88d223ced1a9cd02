"""One clause by what someone wrote for it: its label, or any address that leads to it alone."""

import unicodedata
from dataclasses import dataclass

from index.clause import Clause, Document, Section
from index.lexical import plain
from index.reference import Node, Reference, parse_reference, resolve


@dataclass(frozen=True, slots=True)
class Astray:
    """An address that leads to no clause, or to several: `labels` are what it leads to or near."""

    several: bool
    labels: tuple[str, ...] = ()


def find_clause(address: str, document: Document) -> Clause | Astray:
    """The one clause that `address` stands for: 五、3, 五（三）, 第五部分第三项, 第12行, 前言.

    Words beside the number (五（三）加强队伍建设) have to stand in the clause or its headings.
    """
    named = [each for each in document.clauses if _bare(each.label) == _bare(address)]
    if len(named) == 1:
        return named[0]
    if named:
        return Astray(several=True, labels=(named[0].label,))
    reference, rest = parse_reference(address)
    if reference is None:
        return Astray(several=False)
    return _resolved(reference, plain(rest), document)


def _resolved(reference: Reference, rest: str, document: Document) -> Clause | Astray:
    resolved = resolve(reference, document)
    labels = tuple(node.label for node in resolved.nodes)
    if resolved.missing or not resolved.nodes:
        return Astray(several=False, labels=labels)
    found = [clause for node in resolved.nodes for clause in _clauses(node, document)]
    if len(found) > 1:
        return Astray(several=True, labels=tuple(clause.label for clause in found))
    if rest not in plain("".join((*found[0].path, found[0].text))):
        return Astray(several=False, labels=(found[0].label,))
    return found[0]


def _clauses(node: Node, document: Document) -> tuple[Clause, ...]:
    return document.clauses[node.first : node.last] if isinstance(node, Section) else (node,)


def _bare(label: str) -> str:
    """A label as it is compared: half-width, without blanks and a last 、 or full stop."""
    return "".join(unicodedata.normalize("NFKC", label).split()).rstrip("、.")
