"""Lines that are titles, headings without a number, and closings, told by their looks."""

import re
from collections.abc import Sequence

from index.looks import (
    is_annex_mark,
    is_closing,
    is_date,
    is_document_number,
    is_labelled,
    is_letterhead,
    is_note,
    is_subtitle,
    names_body,
)
from index.paragraph import Paragraph

_NOUNS = (
    "要点|方案|通知|意见|办法|规定|计划|规划|报告|条例|细则|函|批复|通报|决定|决议|公告|通告|公报|纲要|措施|举措"
    "|规则|制度|清单|预案|答复|指南|问答|解读|总结|讲话|章程|准则|守则|规范|标准|名单|安排|建议"
    "|议案|命令|法|法典|分工|分工表|任务书|责任书|白皮书|协议|纪要|请示|说明|体系|实事|一览表|表|流程|程序"
)
_STRONG = re.compile(rf"(?:.*(?:{_NOUNS})|关于.{{6,}})(?:[（(][^（）()]{{1,24}}[）)])*")
_ENDING = re.compile(
    r".*(的(通知|函|意见|批复|复函|通报|决定|报告|公告|通告|请示|答复)|(指导|实施|若干)意见|若干(措施|举措|政策)|实施方案"
    r"|行动(计划|方案))(?:[（(][^（）()]{1,24}[）)])*"
)
_NAMED = re.compile(rf".*(?:{_NOUNS})(?:[（(][^（）()]{{1,24}}[）)])*")
_CLOSED = ("。", "；", ";", "：", ":", "，", ",", "、", "！", "!", "？", "?", "…")
_HAN = r"[\u3400-\u9fff〇《》“”（）、，]"
_LONGEST = 60
_HEADING = 40
_PROSE = 30
_SIGNATURE = 9  # lines
_SEARCHED = 60  # paragraphs; a title stands above


def is_title_like(paragraph: Paragraph) -> bool:
    """Whether a line could be a title or a part of one by its own looks."""
    text = paragraph.text
    if paragraph.cells or not 2 <= len(text) <= _LONGEST:
        return False
    if text.endswith(_CLOSED) or "。" in text or text.isdecimal():
        return False
    told = (is_document_number, is_date, is_note, is_annex_mark, is_labelled, is_subtitle)
    return not any(tells(text) for tells in told)


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
    titles = [read_title([each.text for each in paragraphs[slice(*group)]]) for group in groups]
    for title in titles:
        if is_strong(title):
            # A site says the title once more above the document; the last one is its own
            return groups[len(titles) - 1 - titles[::-1].index(title)]
    for first, last in groups[:1]:
        text = read_title([each.text for each in paragraphs[first:last]])
        if 4 <= len(text) <= _LONGEST and not is_letterhead(text):
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
    paragraphs: Sequence[Paragraph], start: int, end: int
) -> list[tuple[int, int, bool]]:
    """Headings without a number in [start, end): first, last, whether it heads a document.

    A document's heading names its kind. Another stands between prose and prose, or right above
    the first mark.
    """
    found: list[tuple[int, int, bool]] = []
    for first, last in _groups(paragraphs, start, end):
        if not _stands_apart(paragraphs, first, start) or _signs(paragraphs, first, end):
            continue
        title = read_title([each.text for each in paragraphs[first:last]])
        above_prose = last < end and _is_prose(paragraphs[last])
        if is_strong(title) and len(title) >= 6:
            if last == end or above_prose or _is_sentence(paragraphs[last].text):
                found.append((first, last, True))
        elif last - first == 1 and 4 <= len(title) <= _HEADING and (above_prose or last == end):
            found.append((first, last, False))
    return found


def _stands_apart(paragraphs: Sequence[Paragraph], first: int, start: int) -> bool:
    """Whether what stands above a line is finished."""
    above = paragraphs[first - 1].text if first > start else "。"
    return above.endswith(("。", "！", "）", ")", "”")) or is_closing(above)


def _is_sentence(text: str) -> bool:
    return text.endswith(("。", "：")) or is_subtitle(text)


def closing_start(paragraphs: Sequence[Paragraph], start: int, end: int) -> int:
    """Where attachments, signature, date and notes begin in [start, end), else `end`."""
    for index in range(start, end):
        if paragraphs[index].cells:
            continue
        if is_closing(paragraphs[index].text):
            return index
        if _signs(paragraphs, index, end):
            return index
    return end


def _signs(paragraphs: Sequence[Paragraph], index: int, end: int) -> bool:
    """Whether names of bodies, each on a line of its own, run from here up to a date."""
    for below in range(index, min(index + _SIGNATURE, end)):
        text = paragraphs[below].text
        if is_date(text):
            return below > index
        if not names_body(text):
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
    if text.count("《") > text.count("》") or not _NAMED.fullmatch("".join(text.split())):
        return False
    return (
        index + 1 >= end
        or bool(_ENDING.fullmatch(text))
        or not _ENDING.fullmatch(paragraphs[index + 1].text)
    )
