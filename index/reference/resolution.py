"""What an address means in one document: steps walked down its outline."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.clause import Clause, Document, MarkKind, Section
from index.numeral import parse_number
from index.reference.address import Noun, Reference, Step, Steps

Node = Section | Clause


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a reference means in one document.

    Where a step leads nowhere, `missing` is that step, `nodes` are what exists in its stead, and
    `within` is the section that was reached.
    """

    document: Document
    nodes: tuple[Node, ...]
    within: Section | None = None
    missing: Step | None = None


KINDS: dict[Noun, MarkKind] = {
    "annex": "annex",
    "box": "box",
    "book": "book",
    "part": "part",
    "chapter": "chapter",
    "division": "division",
    "article": "article",
    "passage": "unnumbered",
    "row": "row",
}
_ASIDE: frozenset[MarkKind] = frozenset({"annex", "box", "row"})  # beside a document's own levels
_UNNUMBERED: frozenset[MarkKind] = frozenset({"preface", "unnumbered"})
_SUFFIX = re.compile(r"之(\S+)$")
_INLINE = re.compile(
    "(?P<said>[一二三四五六七八九十]{1,2})是|[（(](?P<bracketed>[一二三四五六七八九十\\d]{1,2})[）)]"
    "|(?P<sign>[①-⑳])|第(?P<ordinal>[一二三四五六七八九十]{1,2})[,，是]"
)


def resolve(reference: Reference, document: Document) -> Resolved:
    """Walk the steps down the document's outline, by printed number, else by position.

    Of several addresses at once those that lead somewhere count.
    """
    if reference.preface:
        return Resolved(document, tuple(_preface(document)))
    walked = [_walk(steps, document) for steps in (reference.steps, *reference.also)]
    there = [each for each in walked if each.missing is None and each.nodes]
    if len(there) < 2:
        return (there or walked)[0]
    nodes = dict.fromkeys(node for each in there for node in each.nodes)
    return Resolved(document, tuple(nodes), there[0].within)


def resolve_below(reference: Reference, document: Document, section: Section) -> Resolved:
    """Walk the steps down from a section."""
    level, nodes = _below(document, section, reference.steps[0])
    found = _walk_on(reference.steps, document, level, nodes)
    return found if found.within else replace(found, within=section)


def _preface(document: Document) -> Iterable[Clause]:
    return (
        clause
        for clause in document.clauses
        if _kind(clause) == "preface" and len(clause.marks) == 1
    )


def _walk(steps: Steps, document: Document) -> Resolved:
    return _walk_on(steps, document, *_first(document, steps[0]))


def _walk_on(
    steps: Steps, document: Document, level: tuple[Node, ...], nodes: tuple[Node, ...]
) -> Resolved:
    """On from the first step's choice, `nodes`, out of `level`."""
    within: Section | None = None
    for step, below in zip(steps, (*steps[1:], None), strict=True):
        if not nodes:
            return Resolved(document, level, within, missing=step)
        within = nodes[0] if isinstance(nodes[0], Section) else None
        if below is not None:
            levels = [_below(document, node, below) for node in nodes]
            level = levels[0][0]
            nodes = tuple(node for _, picked in levels for node in picked)
    return Resolved(document, nodes, within)


def _first(document: Document, step: Step) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes that the first step chooses from, and its choice.

    A noun that the document itself prints (章, 条) is looked for everywhere; else the top level,
    then the top level of the annexes, then an item whose number stands but once.
    """
    kind = KINDS.get(step.noun)
    if kind:
        numbered = () if step.by_place else everywhere(document, kind, step)
        picked = tuple(node for node in numbered if _suffix(node) == step.suffix)
        if picked:
            return picked, picked
        named = everywhere(document, kind)
        if named:
            return named, _pick(named, step)
    if step.noun in {"annex", "box", "row"}:
        return (), ()
    top = children(document, None)
    annexes = _annexes(top)
    own = _own(tuple(node for node in top if node not in annexes))
    for level in (own, *(children(document, annex) for annex in annexes)):
        picked = _pick(level, step)
        if picked:
            return level, picked
    return own or top, _once(document, step)


def _annexes(nodes: Iterable[Node]) -> list[Section]:
    return [node for node in nodes if isinstance(node, Section) and _kind(node) == "annex"]


def _own(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Without annexes, boxes and rows where there is anything else."""
    return tuple(node for node in nodes if _kind(node) not in _ASIDE) or nodes


def _once(document: Document, step: Step) -> tuple[Node, ...]:
    """Items of a numbering that runs on through the sections: the number stands but once."""
    if step.first < 1 or not (step.noun == "item" or step.printed):
        return ()
    found = everywhere(document, step=step)
    if step.printed:
        found = tuple(node for node in found if _bracketed(node))
    return found if len(found) == 1 and step.first == step.last else ()


def _bracketed(node: Node) -> bool:
    return _kind(node) in {"chinese_bracketed", "arabic_bracketed", "circled"}


def _below(document: Document, node: Node, step: Step) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes below `node` that a further step chooses from, and its choice."""
    if step.noun == "paragraph" and _kind(node) == "article":
        return (node,), _with_paragraph(document, node, step)
    if isinstance(node, Clause):
        return (node,), (node,) if _says(node, step) else ()
    if step.noun == "passage":
        level = _passages(document, node)
        return level, _pick(level, step)
    level = _own(children(document, node))
    picked = _pick(level, step)
    kind = KINDS.get(step.noun)
    if not picked and kind:  # 第一编第二十条, with chapters between
        deeper = tuple(each for each in _inside(document, node) if _kind(each) == kind)
        return (deeper, _pick(deeper, step)) if deeper else (level, ())
    return level, picked


def _with_paragraph(document: Document, article: Node, step: Step) -> tuple[Node, ...]:
    """The article as a whole, if it has so many paragraphs (款).

    An article with items has its later paragraphs among them, where they can't be told apart.
    """
    if isinstance(article, Section):
        return (article,)
    count = len(document.text[article.start : article.end].splitlines())
    return (article,) if max(abs(step.first), step.last) <= count else ()


def _says(clause: Clause, step: Step) -> bool:
    """Whether a clause holds the item that is asked for in its running text: 二是, ②."""
    numbers = {parse_number(next(filter(None, each))) for each in _INLINE.findall(clause.text)}
    return step.first in numbers or (step.first < 0 and bool(numbers))


def _passages(document: Document, section: Section) -> tuple[Node, ...]:
    inside = document.clauses[section.first : section.last]
    return tuple(clause for clause in inside if _kind(clause) == "unnumbered")


def _inside(document: Document, section: Section) -> tuple[Node, ...]:
    return tuple(
        node
        for node in everywhere(document)
        if section.end <= node.start <= _end(document, section)
    )


def _end(document: Document, section: Section) -> int:
    return document.clauses[section.last - 1].end if section.last > section.first else section.end


def everywhere(
    document: Document, kind: MarkKind | None = None, step: Step | None = None
) -> tuple[Node, ...]:
    """All sections and clauses with a mark of that kind and a number of that step, in order."""
    low, high = (step.first, step.last) if step else (0, sys.maxsize)
    everything: list[Node] = [*document.sections, *document.clauses]
    nodes = [
        node
        for node in everything
        if node.marks
        and low <= node.marks[-1].number <= high
        and (kind is None or node.marks[-1].kind == kind)
    ]
    sections = [node for node in nodes if isinstance(node, Section)]
    if not sections:
        return tuple(nodes)
    headed = {section.label for section in document.sections}
    nodes = [node for node in nodes if isinstance(node, Section) or node.label not in headed]
    return tuple(sorted(nodes, key=lambda node: node.start))


def children(document: Document, within: Section | None) -> tuple[Node, ...]:
    """The numbered nodes right below a section, or at the top, in order.

    A heading without a number is looked through: what it heads is numbered. The text that an item
    has above its sub-items has the item's own label and is no child.
    """
    nodes = _right_below(document, within)
    through: list[Node] = []
    for node in nodes:
        if isinstance(node, Section) and not node.marks:
            through += children(document, node)
        else:
            through.append(node)
    return tuple(node for node in through if _kind(node) not in _UNNUMBERED) or nodes


def _right_below(document: Document, within: Section | None) -> tuple[Node, ...]:
    index = document.sections.index(within) if within else None
    sections = [section for section in document.sections if section.parent == index]
    headed = {section.label for section in sections} | ({within.label} if within else set())
    inside = document.clauses[within.first : within.last] if within else document.clauses
    clauses = [
        clause for clause in inside if clause.section == index and clause.label not in headed
    ]
    return tuple(sorted((*sections, *clauses), key=lambda node: node.start))


def _pick(level: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
    """By number; where two attached texts are numbered alike, of both."""
    if step.other:
        named = _pick(level, replace(step, other=False))
        return tuple(node for node in level if node not in named) if named else ()
    if step.middle:
        # One more where the middle lies between two: 中间那条 of four are two.
        before = (len(level) - step.middle) // 2
        return level[before : len(level) - before] if before >= 0 else ()
    if step.first < 0:
        first, last = sorted((step.first, step.last))
        return level[first : (last + 1) or None] if -first <= len(level) else ()
    wanted = range(step.first, step.last + 1)
    by_number = tuple(
        node for node in level if _number(node) in wanted and _suffix(node) == step.suffix
    )
    if by_number or step.suffix or any(_number(node) == 1 for node in level):
        return by_number
    return level[step.first - 1 : step.last]  # numbering that runs on


def _kind(node: Node) -> MarkKind:
    """The kind of the node's own mark; a heading may have none."""
    return node.marks[-1].kind if node.marks else "unnumbered"


def _number(node: Node) -> int:
    return node.marks[-1].number if node.marks else 0


def _suffix(node: Node) -> int:
    """The number behind 之 in 第十七条之一, else 0."""
    found = _SUFFIX.search(node.marks[-1].text) if node.marks else None
    return parse_number(found[1]) or 0 if found else 0


def text_of(node: Node) -> str:
    """A section's heading, or a clause with its headings."""
    return node.title if isinstance(node, Section) else " ".join((*node.path, node.text))


def clauses_of(document: Document, node: Node) -> tuple[Clause, ...]:
    return document.clauses[node.first : node.last] if isinstance(node, Section) else (node,)
