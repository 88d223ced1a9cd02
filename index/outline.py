"""Lines → Document: what was read becomes sections and clauses with spans."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from index.blocks import blocks
from index.cells import place_cells
from index.clause import Clause, Cut, Document, Mark, Section
from index.cleaning import clean
from index.ladder import infer
from index.numbering import label, parse_number
from index.paragraph import Joiner, Paragraph, join
from index.reading.source import Source
from index.rolled import unroll
from index.title import read_title
from index.tree import Node, grow, is_part

_HEADLINE = re.compile(r"([^。；：:\n]{2,40})(。|：(?=[^\n]{6,}。))(?=[^（(〔])")
_LONG = 700  # characters; more without a number below is told by paragraphs
_LONGEST = 1500  # characters that may stand above sub-items as one clause
_LEAD_IN = 40
_NUMBER_COLUMNS = frozenset({"序号", "编号", "项次", "序", "序列", "条目号"})


def outline(source: Source, name: str, identity: str) -> Document:
    """Read a file's lines as a numbered document; `name` is the file below the corpus.

    Any text makes a document: one without a number has its paragraphs as clauses.
    """
    lines, cuts = clean(unroll(source.lines))
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
        self._run_on = True

    def cuts(self) -> list[Cut]:
        return [
            Cut(start + column, text, reason)
            for start, paragraph in zip(self._starts, self._paragraphs, strict=True)
            for column, text, reason in paragraph.cuts
        ]

    def write(self, root: Node) -> None:
        self._run_on = root.articles_run_on
        self._write_parts(root, (), None)

    def _label(self, marks: tuple[Mark, ...]) -> str:
        return label(marks, articles_run_on=self._run_on)

    def _write_node(self, node: Node, path: tuple[str, ...], above: int | None) -> None:
        has_rows = any(self._is_row(index) for index in node.own)
        if node.mark is not None and not (node.bare or node.children or has_rows):
            self._write_leaf(node, path, above)
            return
        title, start, end = self._title(node)
        index = len(self.sections)
        inner = (*path, self._printed(node, title, end))
        first = len(self.clauses)
        self.sections.append(
            Section(
                self._label(node.marks), node.marks, title, path, start, end, above, first, first
            )
        )
        around = self._run_on
        self._run_on = node.articles_run_on if is_part(node) else around
        self._write_parts(node, inner, index)
        self._run_on = around
        self.sections[index] = replace(self.sections[index], last=len(self.clauses))

    def _write_leaf(self, node: Node, path: tuple[str, ...], above: int | None) -> None:
        if node.head is None:
            return
        empty = len(self._paragraphs[node.head].text) == node.start
        if empty and node.own:
            self._add(node.marks, path, above, node.own)
        else:
            block = [node.head, *node.own]
            self._add(node.marks, path, above, block, 0 if empty else node.start)

    def _write_parts(self, node: Node, path: tuple[str, ...], above: int | None) -> None:
        """Text above the children, then the children, all in the file's order."""
        count = 0
        front = [child for child in node.children if child.loose and _precedes(child, node.own)]
        for child in front:
            count = self._write_loose(node, child, count, path, above)
        count = self._write_own(node, count, path, above)
        for child in node.children[len(front) :]:
            if child.loose:
                count = self._write_loose(node, child, count, path, above)
            else:
                self._write_node(child, path, above)

    def _write_loose(
        self, node: Node, loose: Node, count: int, path: tuple[str, ...], above: int | None
    ) -> int:
        for is_row, group in groupby(loose.own, self._is_row):
            if is_row:
                self._add_rows(node.marks, path, above, group)
            else:
                count = self._write_paragraphs(node, list(group), count, path, above)
        return count

    def _write_own(self, node: Node, count: int, path: tuple[str, ...], above: int | None) -> int:
        """Write the text and the rows above the children; the count of paragraphs so far."""
        own = [*([node.head] if node.head is not None and not node.bare else []), *node.own]
        write = self._write_text
        for is_row, group in groupby(own, self._is_row):
            if is_row:
                self._add_rows(node.marks, path, above, group)
            else:
                count = write(node, list(group), count, path, above)
            write = self._write_paragraphs
        return count

    def _is_row(self, index: int) -> bool:
        return bool(self._paragraphs[index].cells)

    def _write_text(
        self, node: Node, own: list[int], count: int, path: tuple[str, ...], above: int | None
    ) -> int:
        parts = blocks(self._paragraphs, own)
        size = sum(len(self._paragraphs[i].text) for i in own)
        longest = _LONGEST if node.children else _LONG
        if node.mark is not None and (len(parts) == 1 or size <= longest or _is_article(node)):
            self._add(node.marks, path, above, own, 0 if node.bare else node.start)
            return count + len(parts)
        if node.mark is not None and not node.bare:
            self._add(node.marks, path, above, parts[0], node.start)
            rest = [index for part in parts[1:] for index in part]
            return self._write_paragraphs(node, rest, count + 1, path, above)
        if node.mark is None and node.document and _is_numbered(node):
            self._write_preface(node, parts if size > _LONG else [own], path, above)
            return count + len(parts)
        return self._write_paragraphs(node, own, count, path, above)

    def _write_paragraphs(
        self, node: Node, own: list[int], count: int, path: tuple[str, ...], above: int | None
    ) -> int:
        for block in blocks(self._paragraphs, own):
            count += 1
            self._add_paragraph(node.marks, count, path, above, block)
        return count

    def _write_preface(
        self, node: Node, parts: list[list[int]], path: tuple[str, ...], above: int | None
    ) -> None:
        marks = (*node.marks, Mark("preface", 0, "前言"))
        self._add(marks, path, above, parts[0])
        for count, block in enumerate(parts[1:], 2):
            self._add_paragraph(marks, count, path, above, block)

    def _add_paragraph(
        self,
        marks: tuple[Mark, ...],
        count: int,
        path: tuple[str, ...],
        above: int | None,
        block: Sequence[int],
    ) -> None:
        self._add((*marks, Mark("unnumbered", count, f"第{count}段")), path, above, block)

    def _add_rows(
        self, marks: tuple[Mark, ...], path: tuple[str, ...], above: int | None, rows: Iterable[int]
    ) -> None:
        for row in rows:
            self._add((*marks, _row_mark(self._paragraphs[row])), path, above, [row])

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
        headline = _headline(marks, text) if column else ""
        self.clauses.append(
            Clause(
                self._label(marks),
                marks,
                path,
                headline,
                text,
                start,
                end,
                above,
                first.line,
                first.page,
                cells=place_cells(first.cells, text, start),
            )
        )

    def _title(self, node: Node) -> tuple[str, int, int]:
        """A section's title with its span; empty where an item has text only."""
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


def _is_article(node: Node) -> bool:
    return node.mark is not None and node.mark.kind == "article"


def _is_numbered(node: Node) -> bool:
    return any(child.mark is not None for child in node.children)


def _row_mark(row: Paragraph) -> Mark:
    printed = next((cell for head, cell in row.cells if head in _NUMBER_COLUMNS), "")
    number = parse_number(printed)
    if number is None:
        return Mark("row", row.line, f"第{row.line}行")
    return Mark("row", number, printed.strip())


def _precedes(child: Node, own: Sequence[int]) -> bool:
    return bool(own) and child.own[0] < own[0]


def _headline(marks: tuple[Mark, ...], text: str) -> str:
    if marks and marks[-1].kind in {"article", "unnumbered", "row", "preface"}:
        return ""
    found = _HEADLINE.match(text)
    return found[1] if found else ""


def _lead_in(text: str) -> str:
    return text[:-1] if text.endswith(("：", ":")) and len(text) <= _LEAD_IN else ""
