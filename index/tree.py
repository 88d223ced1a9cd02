"""Items and paragraphs → a tree of numbered units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.clause import Mark
from index.ladder import Item
from index.paragraph import Paragraph
from index.title import (
    closing_start,
    heading_groups,
    lines_of_heading,
    read_title,
    title_lines,
)

_BARE = frozenset({"annex", "box", "book", "part", "chapter", "division"})
_LISTED = frozenset({"chinese_bracketed", "arabic", "arabic_bracketed", "circled"})
_CLOSED = ("。", "；", "：", "！", "？", ";", ".", "）", ")")
_GOES_ON = ("（", "(", "〔", "——", "注", "其中", "一是", "二是", "三是", "四是", "五是")
_LONGEST_HEADING = 60
_LONGEST_CLOSED_HEADING = 30
# What a rule says and a heading does not
_SENTENCE = re.compile(
    "应当|应给予|负责|不得|可以|依照|的，|的人员$|由.{1,12}(签发|承担|制定|组织|组成|决定)|经.{2,20}[后，]"
)
_MUCH = 700  # characters below a sentence that show it to be a heading


@dataclass(slots=True)
class Node:
    """A numbered unit, a heading without a number, or the document itself.

    `head` is the paragraph with the mark, whose text begins at column `start`; `heading` are the
    paragraphs that are its title alone; `own` are the paragraphs above the children. A `loose`
    node is text among or below the children that belongs to none of them. `articles_run_on` is
    False where every chapter of this document or annex begins with 第一条.
    """

    mark: Mark | None = None
    parent: "Node | None" = None
    head: int | None = None
    start: int = 0
    heading: tuple[int, ...] = ()
    bare: bool = False
    articles_run_on: bool = True
    document: bool = False
    loose: bool = False
    own: list[int] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def marks(self) -> tuple[Mark, ...]:
        above = self.parent.marks if self.parent is not None else ()
        return above if self.mark is None else (*above, self.mark)


@dataclass(frozen=True, slots=True)
class Tree:
    root: Node
    title: str | None


def grow(paragraphs: Sequence[Paragraph], items: Sequence[Item]) -> Tree:
    """Hang every paragraph below the unit that it belongs to."""
    return _Grower(paragraphs, items).grow()


class _Grower:
    def __init__(self, paragraphs: Sequence[Paragraph], items: Sequence[Item]) -> None:
        self._paragraphs = paragraphs
        self._items = items
        by_line = {item.line: index for index, item in enumerate(items)}
        self._item_at = [by_line.get(each.begins) for each in paragraphs]
        self._root = Node(document=True)
        self._nodes: list[Node] = []
        self._of_item: dict[int, Node] = {}
        # Headings without a number, by the item that they stand below
        self._heading_under: dict[int | None, Node] = {}

    def grow(self) -> Tree:
        title, index = self._take_title()
        current = self._root
        for number, first, end in self._runs():
            start = first
            if number is not None:
                current = self._plant(first, number)
                start = self._take_heading(current, first + 1, end)
            current = self._hang_run(current, number, max(start, index), end, title)
        for node in [self._root, *self._nodes]:
            _give_back(node, self._paragraphs)
        for node in self._nodes:
            if node.head is not None and node.mark is not None and not node.bare:
                node.bare = node.mark.kind != "article" and _is_heading(node, self._paragraphs)
        for node in [self._root, *self._nodes]:
            node.articles_run_on = not is_part(node) or _first_articles(node) < 2
        return Tree(self._root, title)

    def _hang_run(
        self, current: Node, number: int | None, start: int, end: int, title: str | None
    ) -> Node:
        """Hang the paragraphs between two items below the first, or below headings among them."""
        for first, last, document in self._headings(number, start, end):
            self._hang(current, start, first, ends=True)
            start = last
            if document and self._read(first, last) == title:
                self._root.heading += tuple(range(first, last))
            else:
                current = self._add_heading(first, last, end, document=document)
        self._hang(current, start, end, ends=self._ends_part(end))
        return current

    def _runs(self) -> Iterator[tuple[int | None, int, int]]:
        """Every item with the paragraphs up to the next: (item or None, first, end)."""
        begin = 0
        for index in range(1, len(self._paragraphs) + 1):
            if index == len(self._paragraphs) or self._item_at[index] is not None:
                yield self._item_at[begin], begin, index
                begin = index

    def _take_title(self) -> tuple[str | None, int]:
        """The document's title and the paragraph after it; what stands above it is front matter.

        Where no title stands on top, as in a decree, the first heading that names a kind of
        document is it.
        """
        end = next(
            (i for i, item in enumerate(self._item_at) if item is not None), len(self._item_at)
        )
        found = title_lines(self._paragraphs, end)
        if found is None:
            groups = heading_groups(self._paragraphs, 0, end)
            found = next(((first, last) for first, last, document in groups if document), None)
        if found is None:
            return None, 0
        if found[0]:
            front = Node(parent=self._root, loose=True, own=list(range(found[0])))
            self._root.children.append(front)
        self._root.heading = tuple(range(*found))
        return self._read(*found), found[1]

    def _read(self, first: int, last: int) -> str:
        return read_title([each.text for each in self._paragraphs[first:last]])

    def _plant(self, index: int, number: int) -> Node:
        item = self._items[number]
        if item.mark.kind == "annex":
            self._heading_under.clear()
        above = self._heading_under.get(item.parent)
        if above is None:
            above = self._of_item[item.parent] if item.parent is not None else self._root
        alone = len(self._paragraphs[index].text) == item.end and item.mark.kind != "row"
        bare = item.mark.kind in _BARE or (alone and item.mark.kind != "article")
        node = Node(item.mark, above, index, item.end, bare=bare)
        above.children.append(node)
        self._nodes.append(node)
        self._of_item[number] = node
        return node

    def _take_heading(self, node: Node, start: int, end: int) -> int:
        """Give a mark that stands alone on its line the heading below it."""
        if node.head is None or not node.bare:
            return start
        if len(self._paragraphs[node.head].text) > node.start:
            return start
        last = lines_of_heading(self._paragraphs, start, end)
        node.heading = tuple(range(start, last))
        return last

    def _headings(self, number: int | None, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Headings without a number: only where no numbering goes on around them."""
        following = self._items[item] if (item := self._item_after(end)) is not None else None
        begins = following is None or following.restarts or following.parent is None
        if following is not None and following.levels != (1,):
            return []
        if (number is not None and following is None) or not begins:
            return []
        groups = heading_groups(self._paragraphs, start, end)
        if number is not None and following is not None and following.mark.kind == "annex":
            return []
        return groups

    def _item_after(self, end: int) -> int | None:
        return self._item_at[end] if end < len(self._item_at) else None

    def _add_heading(self, first: int, last: int, end: int, *, document: bool) -> Node:
        item = self._item_after(end)
        under = self._items[item].parent if item is not None else None
        above = self._of_item[under] if under is not None else self._root
        outer = self._heading_under.get(under)
        if not document and outer is not None and outer.document:
            above = outer
        elif not document and outer is not None and outer.parent is not None:
            above = outer.parent
        node = Node(parent=above, heading=tuple(range(first, last)), bare=True, document=document)
        above.children.append(node)
        self._nodes.append(node)
        self._heading_under[under] = node
        return node

    def _ends_part(self, end: int) -> bool:
        item = self._item_after(end)
        if item is None:
            return end >= len(self._item_at)
        return self._items[item].mark.kind == "annex" or self._items[item].restarts

    def _hang(self, node: Node, start: int, end: int, *, ends: bool) -> None:
        closing = closing_start(self._paragraphs, start, end) if ends else end
        node.own.extend(range(start, closing))
        part = node
        while part.parent is not None and not is_part(part):
            part = part.parent
        if closing < end:
            part.children.append(Node(parent=part, loose=True, own=list(range(closing, end))))


def is_part(node: Node) -> bool:
    """Whether a unit numbers for itself: the document, one that it sends out, an annex."""
    return node.document or (node.mark is not None and node.mark.kind == "annex")


def _first_articles(node: Node) -> int:
    """How often articles begin below a unit, parts of their own apart."""
    count = 0
    for child in node.children:
        if child.mark is not None and child.mark.kind == "article":
            count += child.mark.number == 1
        elif not is_part(child):
            count += _first_articles(child)
    return count


def _is_heading(node: Node, paragraphs: Sequence[Paragraph]) -> bool:
    if node.head is None or not (node.own or node.children):
        return False
    text = paragraphs[node.head].text[node.start :]
    closed = text.endswith("。")
    title = text[:-1] if closed else text
    if any(mark in title for mark in "。；") or title.endswith(
        ("：", ":", "的", "，", "、", "）。")
    ):
        return False
    if closed and _SENTENCE.search(title):
        return False
    below = sum(len(paragraphs[i].text) for i in node.own)
    longest = _LONGEST_CLOSED_HEADING if closed and below < _MUCH else _LONGEST_HEADING
    return 0 < len(title) <= longest


def _give_back(node: Node, paragraphs: Sequence[Paragraph]) -> None:
    """Paragraphs below a list whose items have one each are the list's, not its last item's."""
    children: list[Node] = []
    run: list[Node] = []
    for index, child in enumerate(node.children):
        children.append(child)
        run.append(child)
        following = node.children[index + 1] if index + 1 < len(node.children) else None
        if following is None or following.loose or _begins_again(following):
            if _ends_list(run, paragraphs):
                children.append(Node(parent=node, loose=True, own=child.own))
                child.own = []
            run = []
    node.children = children


def _begins_again(node: Node) -> bool:
    return node.mark is not None and node.mark.number == 1


def _ends_list(run: Sequence[Node], paragraphs: Sequence[Paragraph]) -> bool:
    *before, last = run
    if last.mark is None or last.mark.kind not in _LISTED or last.children or not last.own:
        return False
    if paragraphs[last.own[0]].text.startswith(_GOES_ON) or paragraphs[last.own[0]].cells:
        return False
    leaves = [child for child in before if not child.children]
    if not leaves or any(child.own for child in before):
        return False
    # A heading in a list of sentences has its text below it
    return _closes(last, paragraphs) or not all(_closes(leaf, paragraphs) for leaf in leaves)


def _closes(node: Node, paragraphs: Sequence[Paragraph]) -> bool:
    return node.head is not None and paragraphs[node.head].text.endswith(_CLOSED)
