"""Addresses by number, as people write and say them: 第五部分第三项, 五（三）, 5-3, 最后一条."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from index.clause import Clause, Document, MarkKind, Section
from index.numeral import parse_number

Noun = Literal["annex", "section", "item", "article", "paragraph", "any"]
Node = Section | Clause


@dataclass(frozen=True, slots=True)
class Step:
    """One level of an address: `first` to `last`, counted from 1, or from the end when negative."""

    noun: Noun
    first: int
    last: int
    said: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Steps from the outermost down; `preface` is the text before the first mark."""

    steps: tuple[Step, ...] = ()
    preface: bool = False


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


_DIGITS = r"0-9０-９"
_HAN = "一二三四五六七八九十百两〇零廿壹贰叁肆伍陆柒捌玖拾佰"
_CIRCLED = "①-⑳⑴-⒇"
_NUMBER = rf"(?:[{_DIGITS}]{{1,3}}|[{_HAN}]{{1,5}}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{{1,5}}(?![A-Za-z]))"
_SECTION_NOUNS = "大标题|标题|大部分|部分|板块|篇章|大块|大项|大点|大条|大类|章节|章|编|篇|节|块"
_ITEM_NOUNS = "小项|小点|小条|小节|任务|条款|条|款|项|点|目"
_NOUNS = f"(?P<noun>{_SECTION_NOUNS}|{_ITEM_NOUNS}|附件)"

_BRACKETED = rf"[（(〔\[]\s*{_NUMBER}\s*[)）〕\]]"
_TO = r"\s*(?:到|至|-|—|~|～)\s*(?:第\s*)?"
_ORDINAL = re.compile(
    rf"(?:(?P<from_end>倒数)?第\s*[（(]?(?P<number>{_NUMBER})[)）]?(?:{_TO}(?P<to>{_NUMBER}))?\s*"
    rf"|(?P<last>最后|最末|末尾|末了?)(?=[一那个这]|部分|条|项|章|节)[一那这]*"
    rf"|(?P<head>头一|开头一|开头那|第一|首)"
    rf"|(?P<printed>{_BRACKETED})\s*[这那](?=个|一|{_SECTION_NOUNS}|{_ITEM_NOUNS})一?)"
    rf"\s*个?\s*{_NOUNS}"
)
_ANNEX = re.compile(rf"附件\s*(?P<number>{_NUMBER})")
_JOINT = re.compile(
    r"[\s的里中内之、,，.．]{0,3}(?:里面|当中|其中|下面|底下|下)?[\s的,，]{0,2}(?:那|这)?"
)
_PREFACE = re.compile(r"前言|导语|引言|序言|开场白|开头(?:那|这)?(?:一)?(?:段|部分)|正文开头")

# 五、3  五（三） 5.3  5-3  十.3  九之三  六③  二、（三）1
_LEVEL = (
    rf"(?:\s*(?:之|点|[、.．·\-—–－_/])\s*(?:第\s*)?{_NUMBER}|\s*[、.．]?\s*{_BRACKETED}"
    rf"|[、.．]?[{_CIRCLED}]|(?<=[)）〕\]])\s*[、.．]?{_NUMBER})"
)
_LABEL = re.compile(
    rf"(?<![{_DIGITS}{_HAN}A-Za-z第.．/%])(?P<head>{_NUMBER}|{_BRACKETED})(?P<rest>{_LEVEL}{{1,4}})"
    rf"(?:[、.．])?(?P<after>条|项|款|点)?"
    rf"(?![{_DIGITS}%％A-Za-z年月日万亿元家个人次岁号倍届])"
)
_ALONE = re.compile(
    rf"(?:part|section)\s*(?P<spoken>{_NUMBER})|^\s*(?:原文|全文)?\s*"
    rf"(?P<alone>{_BRACKETED}|[{_HAN}]{{1,3}}[、.．]?|[{_CIRCLED}])\s*[。？?！!]*\s*$",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"{_NUMBER}|[{_CIRCLED}]")


def parse_reference(text: str) -> tuple[Reference | None, str]:
    """The address in `text` and the text without it; None and the whole text where none is."""
    for read in (_preface, _ordinals, _label, _alone):
        found = read(text)
        if found:
            reference, start, end = found
            return reference, f"{text[:start]} {text[end:]}".strip()
    return None, text


_Read = tuple[Reference, int, int] | None


def _ordinals(text: str) -> _Read:
    """第五部分第三项: neighbouring ordinals, with hardly a word between them."""
    annex = _ANNEX.search(text)
    first = _ORDINAL.search(text)
    start = annex or first
    if start is None:
        return None
    steps = [_annex_step(annex)] if annex and start is annex else []
    end = start.end() if steps else start.start()
    while True:
        joint = _JOINT.match(text, end) if steps else None
        following = _ORDINAL.match(text, joint.end() if joint else end)
        if following is None:
            break
        steps.append(_ordinal_step(following))
        end = following.end()
    return Reference(tuple(steps)), start.start(), end


def _annex_step(found: re.Match[str]) -> Step:
    number = parse_number(found["number"]) or 0
    return Step("annex", number, number, found[0])


def _ordinal_step(found: re.Match[str]) -> Step:
    noun = _noun(found["noun"])
    if found["last"]:
        return Step(noun, -1, -1, found[0])
    printed = found["number"] or found["printed"]
    number = parse_number(printed) if printed else 1
    last = (parse_number(found["to"]) if found["to"] else number) or 0
    sign = -1 if found["from_end"] else 1
    return Step(noun, sign * (number or 0), sign * last, found[0])


def _noun(word: str) -> Noun:
    if word == "附件":
        return "annex"
    if re.fullmatch(_SECTION_NOUNS, word):
        return "section"
    return "article" if word in {"条", "条款"} else "paragraph" if word == "款" else "item"


def _label(text: str) -> _Read:
    """五、3 and its like: the levels stand side by side, without a noun."""
    found = _LABEL.search(text)
    if found is None:
        return None
    numbers = [parse_number(piece[0]) for piece in _PIECE.finditer(found["head"] + found["rest"])]
    steps = tuple(Step("any", number, number, str(number)) for number in numbers if number)
    return (Reference(steps), found.start(), found.end()) if len(steps) > 1 else None


def _alone(text: str) -> _Read:
    found = _ALONE.search(text)
    if found is None:
        return None
    number = parse_number((found["spoken"] or found["alone"]).rstrip("、.．"))
    step = Step("any", number or 0, number or 0, found[0].strip())
    return (Reference((step,)), found.start(), found.end()) if number else None


def _preface(text: str) -> _Read:
    found = _PREFACE.search(text)
    return (Reference(preface=True), found.start(), found.end()) if found else None


def resolve(reference: Reference, document: Document) -> Resolved:
    """Walk the steps down the document's outline, by printed number, else by position."""
    if reference.preface:
        return Resolved(document, tuple(c for c in document.clauses if c.label == "前言"))
    within: Section | None = None
    nodes: tuple[Node, ...] = ()
    for depth, step in enumerate(reference.steps):
        level = _level(document, within, step, first=depth == 0)
        nodes = _pick(level, step)
        if not nodes:
            return Resolved(document, level, within, missing=step)
        within = nodes[0] if isinstance(nodes[0], Section) else None
        if within is None and depth + 1 < len(reference.steps):
            return Resolved(document, nodes, missing=reference.steps[depth + 1])
    return Resolved(document, nodes, within)


_KINDS: dict[Noun, tuple[MarkKind, ...]] = {
    "annex": ("annex",),
    "section": ("part", "chapter", "book", "division", "chinese"),
    "article": ("article",),
}


def _level(
    document: Document, within: Section | None, step: Step, *, first: bool
) -> tuple[Node, ...]:
    """The nodes that a step chooses from: the next level down, or the articles of the whole."""
    if first and step.noun in {"article", "annex"}:
        kinds = _KINDS[step.noun]
        named = _everywhere(document, lambda node: node.marks[-1].kind in kinds)
        if named:
            return named
    return children(document, within)


def _everywhere(document: Document, wanted: Callable[[Node], bool]) -> tuple[Node, ...]:
    headed = {section.label for section in document.sections}
    nodes: list[Node] = [section for section in document.sections if wanted(section)]
    nodes += [c for c in document.clauses if c.label not in headed and c.marks and wanted(c)]
    return tuple(sorted(nodes, key=lambda node: node.start))


def children(document: Document, within: Section | None) -> tuple[Node, ...]:
    """The numbered nodes right below a section, or at the top, in order.

    The text that an item has above its sub-items has the item's own label and is no child.
    """
    index = document.sections.index(within) if within else None
    sections = [section for section in document.sections if section.parent == index]
    headed = {section.label for section in sections} | ({within.label} if within else set())
    clauses = [
        clause
        for clause in document.clauses
        if clause.section == index and clause.label not in headed and clause.marks
    ]
    nodes: list[Node] = sorted((*sections, *clauses), key=lambda node: node.start)
    unnumbered = {"preface", "unnumbered"}
    numbered = tuple(node for node in nodes if node.marks[-1].kind not in unnumbered)
    return numbered or tuple(nodes)


def _pick(level: tuple[Node, ...], step: Step) -> tuple[Node, ...]:
    if step.first < 0:
        first, last = sorted((step.first, step.last))
        return level[first : (last + 1) or None] if -first <= len(level) else ()
    numbers = [node.marks[-1].number for node in level]
    wanted = range(step.first, max(step.first, step.last) + 1)
    by_number = tuple(node for node, number in zip(level, numbers, strict=True) if number in wanted)
    if by_number or 1 in numbers:
        return by_number[: len(wanted)]
    return level[step.first - 1 : max(step.first, step.last)]  # numbering that runs on
