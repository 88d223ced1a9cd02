"""What a docx says through styles: a paragraph's list, hidden text, a table of contents."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.reading.word_numbering import Numbering, W, is_on, read_numbering, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENTS = re.compile(r"toc ?\d", re.IGNORECASE)


@dataclass(slots=True)
class Styles:
    """The styles by id and the lists that they and the paragraphs name."""

    numbering: Numbering
    styles: "dict[str, _Element]" = field(default_factory=dict)
    default: str | None = None

    def mark(self, paragraph: "_Element") -> str:
        """The number that Word puts before a paragraph; counts it."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        list_id = None if own is None else value(own, "numId")
        level = None if own is None else value(own, "ilvl")
        for style in self._chain(self._paragraph_style(paragraph)):
            inherited = style.find(f"{W}pPr/{W}numPr")
            if inherited is not None:
                list_id = list_id or value(inherited, "numId")
                level = level or value(inherited, "ilvl")
        if list_id in {None, "0"}:
            return ""
        return self.numbering.mark(str(list_id), whole(level, 0))

    def is_hidden(self, run: "_Element") -> bool:
        """The run's own w:vanish, else that of its character style, else the paragraph style's."""
        own = run.find(f"{W}rPr/{W}vanish")
        if own is not None:
            return is_on(own)
        properties = run.find(W + "rPr")
        ids = [None if properties is None else value(properties, "rStyle")]
        paragraph = next(run.iterancestors(W + "p"), None)
        if paragraph is not None:
            ids.append(self._paragraph_style(paragraph))
        for style in (style for style_id in ids for style in self._chain(style_id)):
            found = style.find(f"{W}rPr/{W}vanish")
            if found is not None:
                return is_on(found)
        return False

    def is_contents(self, paragraph: "_Element") -> bool:
        """A line of the table of contents, which repeats headings that stand elsewhere."""
        style_id = self._paragraph_style(paragraph)
        style = self.styles.get(style_id or "")
        name = (value(style, "name") if style is not None else None) or style_id or ""
        return bool(_CONTENTS.fullmatch(name))

    def _paragraph_style(self, paragraph: "_Element") -> str | None:
        properties = paragraph.find(W + "pPr")
        own = None if properties is None else value(properties, "pStyle")
        return own or self.default

    def _chain(self, style_id: str | None) -> "list[_Element]":
        chain: list[_Element] = []
        while style_id in self.styles and len(chain) < 16:  # styles based on each other in a ring
            chain.append(self.styles[style_id])
            style_id = value(chain[-1], "basedOn")
        return chain


def read_styles(styles: "_Element | None", numbering: "_Element | None") -> Styles:
    """Styles from styles.xml and lists from numbering.xml, either of which may be missing."""
    by_id: dict[str, _Element] = {}
    default = None
    for style in () if styles is None else styles.iterchildren(W + "style"):
        style_id = str(style.get(W + "styleId"))
        by_id[style_id] = style
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}:
            default = style_id
    lists = {
        style_id: str(found.get(W + "val"))
        for style_id, style in by_id.items()
        if (found := style.find(f"{W}pPr/{W}numPr/{W}numId")) is not None
    }
    return Styles(read_numbering(numbering, lists), by_id, default)
