"""Lines that are titles, headings without a number, and closings, told by their looks."""

import re
from collections.abc import Sequence

from index.paragraph import Paragraph

_NOUNS = (
    "要点|方案|通知|意见|办法|规定|计划|规划|报告|条例|细则|函|批复|通报|决定|决议|公告|通告|公报|纲要|措施|举措"
    "|规则|制度|清单|预案|答复|指南|问答|解读|总结|讲话|章程|准则|守则|规范|标准|名单|安排|建议"
    "|议案|命令|令|法|法典|分工|分工表|任务书|责任书|白皮书|协议|纪要|请示|说明|体系|实事|一览表|表|流程|程序"
)
_STRONG = re.compile(rf"(?:.*(?:{_NOUNS})|关于.{{6,}})(?:[（(][^（）()]{{1,24}}[）)])*")
_COMPLETES = re.compile(
    r".{0,40}(的通知|的函|的意见|的批复|的复函|的通报|的决定|的报告|的公告|举措|实施方案)"
)
_CLOSED = ("。", "；", ";", "：", ":", "，", ",", "、", "！", "!", "？", "?", "…")
_NUMBER_OF_DOCUMENT = re.compile(r".{1,20}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*(第\s*)?\d+\s*号")
_YEAR = r"(?:[\d０-９]{4}|[〇○零Ｏ一二三四五六七八九]{4})"
_COUNT = r"[\d０-９一二三四五六七八九十]{1,3}"
_DATE = re.compile(rf"[（(]?{_YEAR}\s*年\s*{_COUNT}\s*月(\s*{_COUNT}\s*日)?[）)]?")
_LETTERHEAD = re.compile(r".{2,30}(文件|委员会令|政府令|部令|人民政府|办公厅|办公室|委员会)")
_NOTE = re.compile(
    r"[（(].{0,30}(公开|删减|删节|略|印发|抄送).{0,10}[）)]|(信息)?公开(方式|属性|选项|类别)\s*[:：].*"
    r"|抄\s*送\s*[:：].*|.{2,30}(秘书处|办公[厅室]).{0,12}年.{1,8}日印发。?|主动公开.{0,10}"
    r"|[（(]?(联系人|联系电话|联系方式)\s*[:：].*"
)
_ATTACHMENTS = re.compile(r"附\s*(件|表|录|图)\s*\d{0,2}\s*[:：].*")
_ANNEX = re.compile(r"附\s*(件|表|录)\s*[\d０-９一二三四五六七八九十]{0,3}")
_SUBTITLE = re.compile(r"[（(].{1,60}[）)]|——.{4,60}")
_HAN = r"[\u3400-\u9fff〇《》“”（）、，]"
_LONGEST = 60
_HEADING = 40
_PROSE = 30
_SEARCHED = 60  # paragraphs; a title stands above


def is_title_like(paragraph: Paragraph) -> bool:
    """Whether a line could be a title or a part of one by its own looks."""
    text = paragraph.text
    if paragraph.cells or not 2 <= len(text) <= _LONGEST:
        return False
    if text.endswith(_CLOSED) or "。" in text or text.isdecimal():
        return False
    patterns = (_NUMBER_OF_DOCUMENT, _DATE, _NOTE, _ATTACHMENTS, _ANNEX, _SUBTITLE)
    return not any(pattern.fullmatch(text) for pattern in patterns)


def is_strong(title: str) -> bool:
    """Whether a title says what kind of document it heads: …方案, …的通知, 关于…."""
    return bool(_STRONG.fullmatch("".join(title.split())))


def read_title(parts: Sequence[str]) -> str:
    """Put a title together that was broken over lines or spaced out."""
    title = ""
    for part in parts:
        latin = title[-1:].isalpha() and title[-1:].isascii() and part[:1].isascii()
        title += (" " if latin else "") + part
    return re.sub(rf"(?<={_HAN})\s+(?={_HAN})", "", title)


def title_lines(paragraphs: Sequence[Paragraph], end: int) -> tuple[int, int] | None:
    """Find the title above paragraph `end`: its own [first, last), or None.

    It is the first group of title-like lines that names a kind of document, else the first group
    at all where it is no letterhead.
    """
    limit = next(
        (i for i in range(min(end, _SEARCHED)) if _is_prose(paragraphs[i])), min(end, _SEARCHED)
    )
    groups = _groups(paragraphs, 0, limit)
    for first, last in groups:
        if is_strong(read_title([each.text for each in paragraphs[first:last]])):
            return first, last
    for first, last in groups[:1]:
        text = read_title([each.text for each in paragraphs[first:last]])
        if 4 <= len(text) <= _LONGEST and not _LETTERHEAD.fullmatch(text):
            return first, last
    return None


def lines_of_heading(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Where the heading that begins at `start`, below a mark on a line of its own, ends."""
    groups = _groups(paragraphs, start, min(end, start + 8))
    if not groups or groups[0][0] != start:
        return start
    first, last = groups[0]
    strong = is_strong(read_title([each.text for each in paragraphs[first:last]]))
    return last if strong and last - first <= 4 else start + 1


def heading_groups(
    paragraphs: Sequence[Paragraph], start: int, end: int, *, below_item: bool
) -> list[tuple[int, int, bool]]:
    """Headings without a number in [start, end): first, last, whether it heads a document.

    A document's heading names its kind. Another stands between prose and prose, or right above
    the first mark; below an item only a document's heading or the last line counts.
    """
    found: list[tuple[int, int, bool]] = []
    for first, last in _groups(paragraphs, start, end):
        text = read_title([each.text for each in paragraphs[first:last]])
        above = paragraphs[first - 1].text if first > start else "。"
        parted = above.endswith(("。", "！", "）", ")", "”")) or is_closing(above)
        leads = (
            last == end or _is_prose(paragraphs[last]) or _SUBTITLE.fullmatch(paragraphs[last].text)
        )
        if not parted or not leads:
            continue
        if is_strong(text) and len(text) >= 6:
            found.append((first, last, True))
        elif (
            last - first == 1
            and 4 <= len(text) <= _HEADING
            and (not below_item or last == end or _is_prose(paragraphs[last]))
        ):
            found.append((first, last, False))
    return found


def is_closing(text: str) -> bool:
    """Whether a line can only stand below a document's last words."""
    return any(pattern.fullmatch(text) for pattern in (_NOTE, _ATTACHMENTS, _DATE))


def closing_start(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Where attachments, signature, date and notes begin in [start, end); `end` where there are none."""
    for index in range(start, end):
        if paragraphs[index].cells:
            continue
        if is_closing(paragraphs[index].text):
            return index
        if _signs(paragraphs, index, end):
            return index
    return end


def _signs(paragraphs: Sequence[Paragraph], index: int, end: int) -> bool:
    """Whether short lines from here on run up to a date."""
    for below in range(index, min(index + 7, end)):
        text = paragraphs[below].text
        if _DATE.fullmatch(text):
            return below > index
        if len(text) > _HEADING or text.endswith(_CLOSED):
            return False
    return False


def _is_prose(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return not paragraph.cells and len(text) >= _PROSE and ("。" in text or text.endswith("："))


def _groups(paragraphs: Sequence[Paragraph], start: int, end: int) -> list[tuple[int, int]]:
    """Runs of title-like lines; a run ends once it names a kind of document."""
    groups: list[tuple[int, int]] = []
    first = start
    for index in range(start, end + 1):
        if index == end or not is_title_like(paragraphs[index]):
            if index > first:
                groups.append((first, index))
            first = index + 1
        elif _completes(paragraphs, first, index, end):
            groups.append((first, index + 1))
            first = index + 1
    return groups


def _completes(paragraphs: Sequence[Paragraph], first: int, index: int, end: int) -> bool:
    if index - first > 5:
        return False
    text = read_title([each.text for each in paragraphs[first : index + 1]])
    if text.count("《") > text.count("》") or not is_strong(text):
        return False
    return index + 1 >= end or not _COMPLETES.fullmatch(paragraphs[index + 1].text)
