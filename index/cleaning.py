"""Crawl dressing and page furniture: taken out of the lines, with what was taken out kept."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.dressing import mark_dressing
from index.flattened import repeated_headers
from index.reading.source import Line

_PAGE = re.compile(
    r"[-—–－―_·•]+\s*[\d\s]{1,6}\s*[-—–－―_·•]+|第\s*\d{1,4}\s*页(\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
)
_RULE = re.compile(r"[-—–－―_=*·•~\s]{1,}")
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADER = re.compile(r"[.…·．\s]*[-—(（]?\s*\d{1,3}\s*[-—)）]?$|[.…·．\s]+$")
_LONGEST_CONTENTS = 400  # lines
_DASHES = frozenset({"—", "-", "－", "–", "―"})
_NUMBER = re.compile(r"\d{1,4}")
_INSERTED = re.compile(
    r"\s*(当前|此处|以下|本处)?(内容)?(已)?(被)?隐藏(的)?内容.{0,4}?(免费|付费|登录|登陆|关注|回复|评论|下载)后?可?(查看|阅读|可见|显示)"
    r"|\s*[（(【\[]?点击(此处)?(展开|查看|阅读|加载|显示)(剩余|全文|更多|原文|余下|下文)[^，。；]{0,6}?[）)】\]]"
    r"|\s*(此处|以下|剩余)(内容|部分).{0,4}(需要?|请)?(登录|登陆|付费|关注|下载|购买)后?(才能|可以?|即可)?(查看|阅读)(全文)?"
)
_HINT = re.compile("隐藏|点击|登录|登陆|付费|关注|下载|购买")


@dataclass(frozen=True, slots=True)
class LineCut:
    """What was taken out before a column of a cleaned line; behind the last, at their count."""

    line: int
    column: int
    text: str
    reason: str


def clean(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[LineCut, ...]]:
    """Take out what a crawler, a site or a page added; blank lines stay where they part paragraphs.

    Whole lines go only where their whole text is dressing, and stretches within a line only where
    no document says such a thing of itself.
    """
    stripped = [_with(line, line.text.strip()) for line in lines]
    reasons = _reasons(stripped)
    kept: list[Line] = []
    cuts: list[LineCut] = []
    for index, line in enumerate(stripped):
        if reasons[index]:
            _add(cuts, LineCut(len(kept), 0, line.text, reasons[index]))
        elif line.text or not _beside_page_break(reasons, stripped, index):
            text, inner = _without_insertions(line.text, len(kept))
            cuts.extend(inner)
            kept.append(_with(line, text))
    return tuple(kept), tuple(cuts)


def _with(line: Line, text: str) -> Line:
    return line if text == line.text else Line(text, line.number, line.page, line.cells)


def _add(cuts: list[LineCut], cut: LineCut) -> None:
    """Add a whole line, together with the one cut right before it for the same reason."""
    last = cuts[-1] if cuts else None
    if last is not None and (last.line, last.column, last.reason) == (cut.line, 0, cut.reason):
        cuts[-1] = replace(last, text=f"{last.text}\n{cut.text}")
    else:
        cuts.append(cut)


def _without_insertions(text: str, at: int) -> tuple[str, list[LineCut]]:
    if not _HINT.search(text):
        return text, []
    pieces: list[str] = []
    cuts: list[LineCut] = []
    last = length = 0
    for found in _INSERTED.finditer(text):
        pieces.append(text[last : found.start()])
        length += len(pieces[-1])
        cuts.append(LineCut(at, length, found[0], "网页提示"))
        last = found.end()
    return "".join([*pieces, text[last:]]), cuts


def _beside_page_break(reasons: Sequence[str], lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line only sets a page number apart."""
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(lines) and not lines[near].text and abs(near - index) < 4:
            near += step
        if 0 <= near < len(lines) and reasons[near] == "页码":
            return True
    return False


def _reasons(lines: Sequence[Line]) -> list[str]:
    """For every line the reason to cut it, or ""."""
    reasons = [_reason(line) for line in lines]
    for index in _page_numbers(lines):
        reasons[index] = "页码"
    _mark_spread_page_numbers(lines, reasons)
    for index in _contents(lines):
        reasons[index] = reasons[index] or "目录"
    for index in repeated_headers(lines):
        reasons[index] = reasons[index] or ("重复表头" if lines[index].text else "")
    mark_dressing(lines, reasons)
    return reasons


def _reason(line: Line) -> str:
    text = line.text
    if not text or line.cells or len(text) > 200:
        return ""
    if _PAGE.fullmatch(text):
        return "页码"
    if len(text) > 2 and _RULE.fullmatch(text) and "*" not in text:
        return "分隔线"
    return ""


def _page_numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Bare numbers that count the pages: alone beside a blank line, each one more than the last."""
    chain: list[int] = []
    for index, line in enumerate(lines):
        if line.cells or not _NUMBER.fullmatch(line.text) or not _set_apart(lines, index):
            continue
        if not chain or int(line.text) == int(lines[chain[-1]].text) + 1:
            chain.append(index)
    if len(chain) > 1:
        yield from chain


def _set_apart(lines: Sequence[Line], index: int) -> bool:
    if index == 0 or not lines[index - 1].text:
        return True
    page = lines[index].page
    return page is not None and page != lines[index - 1].page


def _mark_spread_page_numbers(lines: Sequence[Line], reasons: list[str]) -> None:
    """A page number set over lines of its own: —, ２, — or —, １, ０, —."""
    for index, line in enumerate(lines):
        if line.text not in _DASHES:
            continue
        end = index + 1
        while end < len(lines) and end - index < 4 and _NUMBER.fullmatch(lines[end].text):
            end += 1
        if end - index > 1 and end < len(lines) and lines[end].text in _DASHES:
            reasons[index : end + 1] = ["页码"] * (end + 1 - index)


def _contents(lines: Sequence[Line]) -> list[int]:
    """A table of contents, whose every entry stands once more below as a heading."""
    start = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), None)
    if start is None:
        return []
    keys = [_entry(line.text) for line in lines]
    first = next((i for i in range(start + 1, len(lines)) if keys[i]), len(lines))
    end = next((i for i in range(first + 1, len(lines)) if keys[i] == keys[first]), None)
    if end is None or end - start > _LONGEST_CONTENTS:
        return []
    below = set(keys[end:])
    listed = [i for i in range(first, end) if keys[i]]
    return [start, *listed] if all(keys[i] in below for i in listed) else []


def _entry(text: str) -> str:
    """A heading as both the contents and the text have it: without dots, page and spaces."""
    return "".join(unicodedata.normalize("NFKC", _LEADER.sub("", text)).split())
