"""A document as a whole: how many parts and items it has, and what the parts are called."""

import re
from dataclasses import dataclass
from typing import Literal

from index.clause import Document, Section
from index.reference import (
    ASIDE,
    UNNUMBERED,
    Node,
    children,
    clauses_of,
    everywhere,
    items_of,
    kind_of,
)

Overview = Literal["", "parts", "items"]

_ALL = (
    "一共|总共|共计|合计|共|总计|全文|通篇|整个|到底|大概|大致|都|主要|具体|里面|里|中|内|的|它"
    "|这份文件|[,，]"
)
_HAS = "有|分为|分成|分|包括|包含|含|设|列|讲|写|规定|是|了|着|出|哪些|多少|几|哪几|什么|啥|个|大"
_PARTS = "部分|板块|章节|章|节|编|篇|方面|大块|标题|目录|大纲|提纲|结构|框架"
_ITEMS = "条款|条目|条文|条|款|项|点|任务|事项|工作|措施|举措|问题|问"
_SHOW = (
    "(?:请|帮我|给我|看看|看一下|看|列一下|列出来|列出|列|说说|说一下|介绍一下|介绍"
    "|概括一下|概括|查一下|查看)*"
)
_ENDING = (
    "(?:[,，]?(?:都|分别|各)?(?:是|叫|讲|写)?(?:什么|啥|哪些|哪几[个条])?|[吗呢啊呀来着])*"
    r"[?？。.!！\s]*"
)
_COUNT = rf"(?:{_ALL}|{_HAS})*(?:几|多少|哪些|哪几)个?大?"
_PARTS_ASKED = re.compile(
    rf"{_SHOW}(?:(?:{_COUNT})(?:{_PARTS})(?:(?:{_COUNT})?(?:{_ITEMS}|{_PARTS}))?"
    rf"|(?:{_ALL})*(?:目录|大纲|提纲|结构|框架|章节|主要内容|总体内容)(?:是|有|{_ALL})*){_ENDING}"
)
_ITEMS_ASKED = re.compile(
    rf"{_SHOW}(?:{_COUNT})(?:{_ITEMS})(?:任务|工作|内容|规定|要求|措施)?{_ENDING}"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the outermost level with how many items it holds."""

    section: Section
    items: int


def read_overview(text: str) -> Overview:
    """Whether nothing but the number or the headings of a document's parts or items is asked."""
    if _PARTS_ASKED.fullmatch(text.strip()):
        return "parts"
    return "items" if _ITEMS_ASKED.fullmatch(text.strip()) else ""


def parts_of(document: Document) -> tuple[Part, ...]:
    """The outermost numbered headings with what they hold, annexes as they stand."""
    tops = [node for node in children(document, None) if isinstance(node, Section) and node.marks]
    return tuple(Part(each, count_in(document, each)) for each in tops)


def count_in(document: Document, section: Section | None) -> int:
    """How many items a section, or the document without its annexes, has.

    They are the articles, else what stands right below; sub-items are none of their own.
    """
    if section is None:
        return len(_items(document))
    inside = document.clauses[section.first : section.last]
    spans = (inside[0].start, inside[-1].start) if inside else (0, -1)
    articles = [
        each
        for each in everywhere(document, "article")
        if spans[0] <= _start(document, each) <= spans[1]
    ]
    if articles and kind_of(section) != "article":
        return len(articles)
    below = [each for each in children(document, section) if kind_of(each) not in UNNUMBERED]
    return len(below) or len(inside)


def _items(document: Document) -> tuple[Node, ...]:
    articles = everywhere(document, "article")
    tops = children(document, None)
    own = [node for node in tops if kind_of(node) not in ASIDE] or tops
    return articles or items_of(document, own)


def is_aside(section: Section) -> bool:
    """Whether it is an annex or a box, beside the document's own parts."""
    return kind_of(section) in ASIDE


def _start(document: Document, node: Node) -> int:
    return next(iter(clauses_of(document, node)), node).start
