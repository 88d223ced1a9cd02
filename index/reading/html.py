"""html: the main text of a page, without navigation, hidden elements and scripts."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from index.reading.html_blocks import blocks_of
from index.reading.html_hidden import drop_hidden, drop_parts
from index.reading.html_main import drop_repeat, main_element, metadata_lines, page_title
from index.reading.source import Line, Source, UnreadableFileError
from index.reading.text import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_html(path: Path) -> Source:
    """The lines of a page's main text; `number` counts paragraphs and table rows in order.

    The title stands first, also where the page has it outside the main text, then what the page
    says about the document (文号, 成文日期, 失效日期). Nothing is fetched: pictures, frames and
    styles elsewhere are not looked at.

    Raises:
        UnreadableFileError: no page, or one whose text comes by a script.
    """
    root = parse_html(path.read_bytes())
    title = page_title(root)
    drop_parts(root)
    hidden = drop_hidden(root)
    main = main_element(root)
    lines = drop_repeat(blocks_of(main))
    if not lines:
        raise UnreadableFileError(
            "网页里没有正文，可能是目录页或靠脚本加载，请打开正文页另存为 PDF 再试"
        )
    front = [*_title_line(title, lines), *metadata_lines(root, main)]
    warnings = (f"有 {hidden} 处隐藏或删除的内容未收录",) if hidden else ()
    return Source(lines=_numbered(front, lines), title=title, warnings=warnings)


def parse_html(content: bytes) -> "HtmlElement":
    """The page's root element, whatever its encoding and however broken its tags.

    Raises:
        UnreadableFileError: there is nothing to parse.
    """
    import lxml.html
    from lxml import etree

    text = decode(content)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError("网页内容为空或已损坏，请重新保存后再试") from error
    return tree


def _title_line(title: str | None, lines: list[Line]) -> list[str]:
    """The title, unless it is already among the first lines, over however many of them."""
    head = [re.sub(r"\s", "", line.text) for line in lines[:10]]
    runs = {"".join(head[at:end]) for at in range(len(head)) for end in range(at + 1, at + 5)}
    return [title] if title and re.sub(r"\s", "", title) not in runs else []


def _numbered(front: list[str], lines: list[Line]) -> tuple[Line, ...]:
    shift = len(front)
    first = [Line(text=text, number=number) for number, text in enumerate(front, 1)]
    rest = [Line(each.text, each.number + shift, each.page, each.cells) for each in lines]
    return (*first, *rest)
