"""Lines → Document: what was read becomes sections and clauses with spans."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.clause import Clause, Cut, Document, Mark, Section
from index.cleaning import clean
from index.ladder import infer
from index.numbering import label, parse_number
from index.paragraph import Joiner, Paragraph, join
from index.reading.source import Source
from index.title import read_title
from index.tree import Node, grow

_HEADLINE = re.compile(r"([^。；：:\n]{2,40})(。|：(?=[^\n]{6,}。))(?=[^（(〔])")
_LONG = 700  # characters; more without a number below is told by paragraphs
_FRAGMENT = 40
_BLOCK = 400
_NUMBER_COLUMNS = frozenset({"序号", "编号", "项次", "序", "序列", "条目号"})


def outline(source: Source, name: str, identity: str) -> Document:
    """Read a file's lines as a numbered document; `name` is the file below the corpus.

    Any text makes a document: one without a number has its paragraphs as clauses.
    """
    lines, cuts = clean(source.lines)
    joiner = Joiner(lines)
    items, warnings = infer(lines, joiner)
    starts = {item.line for item in items}
    paragraphs, after = join(lines, cuts, joiner, starts.__contains__)
    text = "\n".join(each.text for each in paragraphs)
    tree = grow(paragraphs, items)
    writer = _Writer(paragraphs, text)
    writer.write(tree.root)
    return Document(
        id=identity,
        title=tree.title or source.title or _stem(name),
        source=name,
        text=text,
        sections=tuple(writer.sections),
        clauses=tuple(writer.clauses),
        removed=(
            *writer.cuts(),
            *(Cut(len(text), cut.text, cut.reason) for cut in after),
        ),
        warnings=(*source.warnings, *warnings),
    )


def _stem(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[0] or base


class _Writer:
    """Walks the tree in the order of the text and writes down sections and clauses."""

    def __init__(self, paragraphs: Sequence[Paragraph], text: str) -> None:
        self._paragraphs = paragraphs
        self._text = text
        self._starts: list[int] = []
        at = 0
        for paragraph in paragraphs:
            self._starts.append(at)
            at += len(paragraph.text) + 1
        self.sections: list[Section] = []
        self.clauses: list[Clause] = []

    def cuts(self) -> list[Cut]:
        return [
            Cut(start + column, text, reason)
            for start, paragraph in zip(self._starts, self._paragraphs, strict=True)
            for column, text, reason in paragraph.cuts
        ]

    def write(self, root: Node) -> None:
        self._write_parts(root, (), None)

    def _write_node(self, node: Node, path: tuple[str, ...], above: int | None) -> None:
        if node.mark is not None and not node.bare and not node.children:
            self._write_leaf(node, path, above)
            return
        title, start, end = self._title(node)
        index = len(self.sections)
        inner = (*path, self._printed(node, title, end))
        first = len(self.clauses)
        self.sections.append(
            Section(label(node.marks), node.marks, title, path, start, end, above, first, first)
        )
        self._write_parts(node, inner, index)
        self.sections[index] = replace(self.sections[index], last=len(self.clauses))

    def _write_leaf(self, node: Node, path: tuple[str, ...], above: int | None) -> None:
        if node.head is not None:
            self._add(node.marks, path, above, [node.head, *node.own], node.start)

    def _write_parts(self, node: Node, path: tuple[str, ...], above: int | None) -> None:
        """Text above the children, the children, the text below them."""
        count = self._write_own(node, path, above)
        for child in node.children:
            self._write_node(child, path, above)
        for block in self._blocks(node.tail):
            count += 1
            self._add_paragraph(node.marks, count, path, above, block)
        if node.closing:
            attached = [i for i in node.closing if self._paragraphs[i].text.startswith("附")]
            count += 1
            self._add_paragraph(node.marks, count, path, above, node.closing)
            del attached

    def _write_own(self, node: Node, path: tuple[str, ...], above: int | None) -> int:
        """Write the text above the children; the count of its paragraphs."""
        own = [*([node.head] if node.head is not None and not node.bare else []), *node.own]
        rows = [i for i in own if self._paragraphs[i].cells]
        own = [i for i in own if not self._paragraphs[i].cells]
        count = self._write_text(node, own, path, above) if own else 0
        for row in rows:
            self._add_row(node.marks, path, above, row)
        return count

    def _write_text(
        self, node: Node, own: list[int], path: tuple[str, ...], above: int | None
    ) -> int:
        blocks = self._blocks(own)
        numbered = any(child.mark is not None for child in node.children)
        size = sum(len(self._paragraphs[i].text) for i in own)
        if node.mark is not None and (node.children or len(blocks) == 1 or size <= _LONG):
            self._add(node.marks, path, above, own, 0 if node.bare else node.start)
            return len(own)
        if node.mark is None and node.document and numbered:
            preface = (*node.marks, Mark("preface", 0, "前言"))
            if size <= _LONG:
                self._add(preface, path, above, own)
            else:
                self._write_preface(preface, blocks, path, above)
            return len(own)
        for count, block in enumerate(blocks, 1):
            self._add_paragraph(node.marks, count, path, above, block)
        return len(blocks)

    def _write_preface(
        self,
        marks: tuple[Mark, ...],
        blocks: list[list[int]],
        path: tuple[str, ...],
        above: int | None,
    ) -> None:
        self._add(marks, path, above, blocks[0])
        for count, block in enumerate(blocks[1:], 2):
            self._add_paragraph(marks, count, path, above, block)

    def _blocks(self, indices: Sequence[int]) -> list[list[int]]:
        """Paragraphs, with fragments such as a flattened table's cells taken together."""
        blocks: list[list[int]] = []
        size = 0
        open_block = False
        for index in indices:
            text = self._paragraphs[index].text
            fragment = len(text) < _FRAGMENT and not text.endswith(("。", "；", "！", "？"))
            if blocks and open_block and (fragment or len(blocks) == 1) and size < _BLOCK:
                blocks[-1].append(index)
            else:
                blocks.append([index])
                size = 0
            size += len(text)
            open_block = fragment
        return blocks

    def _add_paragraph(
        self,
        marks: tuple[Mark, ...],
        count: int,
        path: tuple[str, ...],
        above: int | None,
        block: Sequence[int],
    ) -> None:
        self._add((*marks, Mark("unnumbered", count, f"第{count}段")), path, above, block)

    def _add_row(
        self, marks: tuple[Mark, ...], path: tuple[str, ...], above: int | None, row: int
    ) -> None:
        paragraph = self._paragraphs[row]
        printed = next((cell for head, cell in paragraph.cells if head in _NUMBER_COLUMNS), "")
        number = parse_number(printed)
        mark = (
            Mark("row", paragraph.line, f"第{paragraph.line}行")
            if number is None
            else Mark("row", number, printed)
        )
        self._add((*marks, mark), path, above, [row])

    def _add(
        self,
        marks: tuple[Mark, ...],
        path: tuple[str, ...],
        above: int | None,
        block: Sequence[int],
        column: int = 0,
    ) -> None:
        first, last = self._paragraphs[block[0]], self._paragraphs[block[-1]]
        start = self._starts[block[0]] + column
        end = self._starts[block[-1]] + len(last.text)
        text = self._text[start:end]
        self.clauses.append(
            Clause(
                label(marks),
                marks,
                path,
                _headline(marks, text),
                text,
                start,
                end,
                above,
                first.line,
                first.page,
            )
        )

    def _title(self, node: Node) -> tuple[str, int, int]:
        """A section's title with its span; empty where an item only has text above its sub-items."""
        if node.heading:
            first, last = node.heading[0], node.heading[-1]
            start = self._starts[first]
            end = self._starts[last] + len(self._paragraphs[last].text)
            return read_title([self._paragraphs[i].text for i in node.heading]), start, end
        head = node.head or 0
        start = self._starts[head] + node.start
        text = self._paragraphs[head].text[node.start :]
        if not node.bare:
            text = _headline(node.marks, text) or _lead_in(text)
        title = text.removesuffix("。").lstrip("：: ")
        start += text.find(title) if title else 0
        return title, start, start + len(title)

    def _printed(self, node: Node, title: str, end: int) -> str:
        """The heading with its mark, as printed."""
        if node.mark is None:
            return title
        if node.heading or node.head is None or not title:
            return f"{node.mark.text} {title}".strip() if title else node.mark.text.rstrip("、.．")
        return " ".join(self._text[self._starts[node.head] : end].split())


def _headline(marks: tuple[Mark, ...], text: str) -> str:
    if marks and marks[-1].kind in {"article", "unnumbered", "row", "preface"}:
        return ""
    found = _HEADLINE.match(text)
    return found[1] if found else ""


def _lead_in(text: str) -> str:
    return text[:-1] if text.endswith(("：", ":")) and len(text) <= _FRAGMENT else ""
