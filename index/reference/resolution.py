"""What an address means in one document: steps walked down its outline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.clause import Clause, Document, MarkKind, Section
from index.numeral import parse_number
from index.reference.address import Noun, Reference, Step, Steps
from index.reference.nodes import (
    ASIDE,
    Node,
    children,
    clauses_of,
    everywhere,
    items_of,
    kind_of,
    number_of,
    numbers_of,
    suffix_of,
)
from index.reference.picking import pick

Choice = tuple[tuple[Node, ...], tuple[Node, ...]]  # a level, and what is chosen of it


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
    if reference.until:
        return _stretch(reference, document)
    walked = [_walk(steps, document) for steps in (reference.steps, *reference.also)]
    there = [each for each in walked if each.missing is None and each.nodes]
    if len(there) < 2:
        return (there or walked)[0]
    nodes = dict.fromkeys(node for each in there for node in each.nodes)
    return Resolved(document, tuple(nodes), there[0].within)


def _stretch(reference: Reference, document: Document) -> Resolved:
    """All clauses from one place to another, in whatever order they were said."""
    ends = [_walk(steps, document) for steps in (reference.steps, reference.until)]
    lost = next((each for each in ends if each.missing or not each.nodes), None)
    if lost:
        return lost
    clauses = [
        clause for each in ends for node in each.nodes for clause in clauses_of(document, node)
    ]
    first, last = (end(clause.start for clause in clauses) for end in (min, max))
    between = (each for each in document.clauses if first <= each.start <= last)
    return Resolved(document, tuple(between), ends[0].within)


def resolve_below(reference: Reference, document: Document, section: Section) -> Resolved:
    """Walk the steps down from a section."""
    level, nodes = _below(document, section, reference.steps[0])
    found = _walk_on(reference.steps, document, level, nodes)
    return found if found.within else replace(found, within=section)


def _preface(document: Document) -> Iterable[Clause]:
    return (
        clause
        for clause in document.clauses
        if kind_of(clause) == "preface" and len(clause.marks) == 1
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


def _first(document: Document, step: Step) -> Choice:
    """The nodes that the first step chooses from, and its choice.

    A noun that the document itself prints (章, 条) is looked for everywhere; else the top level,
    then the top level of the annexes, then an item whose number stands but once.
    """
    printed = _printed(document, step)
    if printed or step.noun in ASIDE:
        return printed or ((), ())
    top = children(document, None)
    annexes = _annexes(top)
    own = _own(tuple(node for node in top if node not in annexes))
    counted = _counted(document, own, step)
    levels = (counted, *(children(document, annex) for annex in annexes if counted == own))
    for level in levels:
        picked = pick(level, step)
        if picked:
            return level, picked
    return counted or top, _once(document, step)


def _printed(document: Document, step: Step) -> Choice | None:
    """Of the marks that the document prints for the noun; None where it prints none."""
    kind = KINDS.get(step.noun)
    if kind is None:
        return None
    numbered = () if step.by_place else everywhere(document, kind, step)
    picked = tuple(node for node in numbered if suffix_of(node) == step.suffix)
    if picked:
        return picked, picked
    named = everywhere(document, kind)
    return (named, pick(named, step)) if named else None


def _counted(document: Document, own: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
    """The level that is counted: the top, or the items below it.

    The items are meant by 最后一条, by 第十四条 and （十四） where their numbers run on through the
    sections, and by （十四） where the top has no marks of that look.
    """
    if step.noun not in {"article", "item"} and not step.printed:
        return own
    items = items_of(document, own)
    if step.from_an_end:
        return items if step.noun in {"article", "item"} else own
    running = [number_of(node) for node in items] == [*range(1, len(items) + 1)]
    alike = len(items) > len(own) and len({kind_of(node) for node in items}) == 1
    if not (running and alike) or (step.printed and any(map(_bracketed, own))):
        return own
    return items if step.noun == "article" or step.printed else own


def _annexes(nodes: Iterable[Node]) -> list[Section]:
    return [node for node in nodes if isinstance(node, Section) and kind_of(node) == "annex"]


def _own(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Without annexes, boxes and rows where there is anything else."""
    return tuple(node for node in nodes if kind_of(node) not in ASIDE) or nodes


def _once(document: Document, step: Step) -> tuple[Node, ...]:
    """Items of a numbering that runs on through the sections: each number stands but once."""
    if step.first < 1 or not (step.noun in {"item", "article", "any"} or step.printed):
        return ()
    found = everywhere(document, step=step)
    if step.printed:
        found = tuple(node for node in found if _bracketed(node))
    alone = len(found) == step.last - step.first + 1 == len(numbers_of(found))
    sure = step.noun == "item" or step.printed or (alone and _runs_on(document, found[-1]))
    return found if alone and sure else ()


def _runs_on(document: Document, last: Node) -> bool:
    """Whether every number of that look up to this one stands once in the document."""
    kind = kind_of(last)
    numbers = [number_of(node) for node in everywhere(document) if kind_of(node) == kind]
    return sorted(each for each in numbers if each <= number_of(last)) == [
        *range(1, number_of(last) + 1)
    ]


def _bracketed(node: Node) -> bool:
    return kind_of(node) in {"chinese_bracketed", "arabic_bracketed", "circled"}


def _below(document: Document, node: Node, step: Step) -> Choice:
    """The nodes below `node` that a further step chooses from, and its choice."""
    if step.noun == "paragraph" and kind_of(node) == "article":
        return (node,), _with_paragraph(document, node, step)
    if isinstance(node, Clause):
        return (node,), (node,) if _says(node, step) else ()
    if step.noun == "passage":
        level = _passages(document, node)
        return level, pick(level, step)
    level = _own(children(document, node))
    picked = pick(level, step)
    kind = KINDS.get(step.noun)
    if not picked and kind:  # 第一编第二十条, with chapters between
        deeper = tuple(each for each in _inside(document, node) if kind_of(each) == kind)
        return (deeper, pick(deeper, step)) if deeper else (level, ())
    return level, picked


def _with_paragraph(document: Document, article: Node, step: Step) -> tuple[Node, ...]:
    """The article as a whole, if it has so many paragraphs (款).

    Of an article with items it is the paragraph itself, where it stands behind them.
    """
    if isinstance(article, Section):
        behind = [
            clause
            for clause in document.clauses[article.first : article.last]
            if kind_of(clause) == "unnumbered" and len(clause.marks) == len(article.marks) + 1
        ]
        meant = [each for each in behind if step.first <= number_of(each) <= step.last]
        return tuple(meant) or (article,)
    count = len(document.text[article.start : article.end].splitlines())
    return (article,) if max(abs(step.first), step.last) <= count else ()


def _says(clause: Clause, step: Step) -> bool:
    """Whether a clause holds the item that is asked for in its running text: 二是, ②."""
    numbers = {parse_number(next(filter(None, each))) for each in _INLINE.findall(clause.text)}
    return step.first in numbers or (step.first < 0 and bool(numbers))


def _passages(document: Document, section: Section) -> tuple[Node, ...]:
    inside = document.clauses[section.first : section.last]
    return tuple(clause for clause in inside if kind_of(clause) == "unnumbered")


def _inside(document: Document, section: Section) -> tuple[Node, ...]:
    return tuple(
        node
        for node in everywhere(document)
        if section.end <= node.start <= _end(document, section)
    )


def _end(document: Document, section: Section) -> int:
    return document.clauses[section.last - 1].end if section.last > section.first else section.end
