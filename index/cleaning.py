"""Crawl dressing and page furniture: taken out of the lines, with what was taken out kept."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.flattened import repeated_headers
from index.reading.source import Line

_LEAD_IN = re.compile(
    r"(下面|以下|这里|本文)?.{0,12}(小编|编辑|本站|店铺).{0,12}(整理|收集|分享|带来|准备|精心|推荐|搜集).{0,120}"
)
_PAGE = re.compile(
    r"[-—–－―_·•]+\s*[\d\s]{1,6}\s*[-—–－―_·•]+|第\s*\d{1,4}\s*页(\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
)
_RULE = re.compile(r"[-—–－―_=*·•~\s]{1,}")
_SPECKS = frozenset("【】|｜-—·>×+")
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADER = re.compile(r"[.…·．\s]*[-—(（]?\s*\d{0,3}\s*[-—)）]?$")
_ENTRY = 7  # characters; an entry of a menu is shorter
_MENU = 5  # entries
_LONGEST_CONTENTS = 400  # lines
_DASHES = frozenset({"—", "-", "－", "–", "―"})
_NUMBER = re.compile(r"\d{1,4}")
_WIDGET = re.compile(
    r"[【\[]?(打印(本页)?|下载(本文|附件)?|全屏|收藏|关闭(窗口|本页)?|返回(顶部|首页)?|分享(到|至)?|字号"
    r"|字体|加大|还原|减小|大|中|小|微信|微博|扫一扫|朗读|语音播报|无障碍|长者助手|我要纠错|内容纠错"
    r"|相关(附件|新闻|报道|链接|阅读|文章|文件)|上一篇|下一篇|责任编辑|网站地图|使用帮助|关于我们|隐私声明)"
    r"[】\]]?[:：|｜]?"
)
_WIDGETS = re.compile(rf"[|｜\s【】\[\]]*({_WIDGET.pattern}[|｜\s【】\[\]]*)+")
_UNMISTAKABLE = re.compile(
    r"扫一扫.{0,12}(手机|打开|当前页|分享|关注).{0,8}|[【\[]字[号体][:：].{0,20}|相关(报道|新闻|阅读)[:：]?"
    r"|[【\[]?返回顶部[】\]]?[【\[]?关闭(窗口)?[】\]]?"
)
_CRUMBS = re.compile(r"(当前|您(现在|当前)?的?|现在)的?位置\s*[:：].*|首页\s*[>＞»].*")
_FOOTER = re.compile(
    r"扫一扫.{0,6}(手机|当前页).*|.*(ICP备|公网安备|网站标识码).*|.*版权所有.*|[【\[]返回顶部[】\]].*"
)
_CREDIT = re.compile(
    r"(信息|文章|稿件)?(来源|出处|作者|编辑|责任编辑|责编|发布时间|发布日期|时间|浏览次数|浏览量|阅读次数|点击数?)"
    r"\s*[:：]\s*\S{0,60}(\s+\d\d:\d\d(:\d\d)?)?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d\d?:\d\d(:\d\d)?"
)
_SIGNED_OFF = re.compile(
    r"[（(]?(信息|文章|稿件)?(来源|作者|编辑|责任编辑|责编|校对|审核)\s*[:：]\s*\S{0,30}[）)]?"
    r"|.{0,4}点击.{0,4}(图片|链接)进入.{0,12}|相关(文档|专题|信息)[:：]?"
)
_INSERTED = re.compile(
    r"\s*(当前|此处|以下|本处)?(内容)?(已)?(被)?隐藏(的)?内容.{0,4}?(免费|付费|登录|登陆|关注|回复|评论|下载)后?可?(查看|阅读|可见|显示)"
    r"|\s*[（(【\[]?点击(此处)?(展开|查看|阅读|加载|显示)(剩余|全文|更多|原文|余下|下文)[^，。；]{0,6}?[）)】\]]"
    r"|\s*(此处|以下|剩余)(内容|部分).{0,4}(需要?|请)?(登录|登陆|付费|关注|下载|购买)后?(才能|可以?|即可)?(查看|阅读)(全文)?"
)
_HINT = re.compile("隐藏|点击|登录|登陆|付费|关注|下载|购买")
_WIDE = 60  # a longer line is prose, whatever words it has
_HEAD = 150  # lines before the text proper that a site's navigation may fill


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
    _mark_navigation(lines, reasons)
    for index in _menu(lines):
        reasons[index] = reasons[index] or "网站导航"
    _mark_footer(lines, reasons)
    _mark_credits(lines, reasons)
    return reasons


def _reason(line: Line) -> str:
    text = line.text
    if not text or line.cells or len(text) > 200:
        return ""
    if _PAGE.fullmatch(text):
        return "页码"
    if len(text) > 2 and _RULE.fullmatch(text) and "*" not in text:
        return "分隔线"
    if _UNMISTAKABLE.fullmatch(text):
        return "网页栏目"
    return "抓取导语" if _LEAD_IN.fullmatch(text) else ""


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


def _mark_navigation(lines: Sequence[Line], reasons: list[str]) -> None:
    """What stands above the breadcrumbs is the site's, as long as it is no prose."""
    for index, line in enumerate(lines[:_HEAD]):
        if line.text.endswith(("。", "；")) and len(line.text) > _WIDE:
            return
        if _CRUMBS.fullmatch(line.text) or _crumbs_go_on(lines, index):
            for above in range(_end_of_crumbs(lines, index)):
                reasons[above] = reasons[above] or ("网站导航" if lines[above].text else "")
            return


def _menu(lines: Sequence[Line]) -> Iterator[int]:
    """A site's menu that was laid out within the text: 首页 and the short entries below it."""
    for start, line in enumerate(lines):
        if "".join(line.text.split()) not in {"首页", "网站首页"}:
            continue
        end = start + 1
        while end < len(lines) and 0 < len(lines[end].text) < _ENTRY and not lines[end].cells:
            end += 1
        if end - start >= _MENU:
            yield from range(start, end)


def _crumbs_go_on(lines: Sequence[Line], index: int) -> bool:
    """首页, and on the next line > 政务公开."""
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return lines[index].text == "首页" and following.startswith((">", "＞", "»"))


def _end_of_crumbs(lines: Sequence[Line], index: int) -> int:
    end = index + 1
    while end < len(lines):
        text, before = lines[end].text, lines[end - 1].text
        crumb = text.startswith((">", "＞", "»")) or before in {">", "＞", "»"} or text == "首页"
        if not (crumb or _CRUMBS.fullmatch(text) or (text == before and len(text) < 12)):
            break
        end += 1
    return end


def _mark_footer(lines: Sequence[Line], reasons: list[str]) -> None:
    """What follows the site's first footer line is the site's, as long as it is no prose."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text
        if lines[index].cells or (len(text) > _WIDE and text.endswith(("。", "；"))):
            break
        if _FOOTER.fullmatch(text):
            start = index
    for index in range(start, len(lines)):
        reasons[index] = reasons[index] or ("网站页脚" if lines[index].text else "")


def _mark_credits(lines: Sequence[Line], reasons: list[str]) -> None:
    """Widgets and credits go where only a site puts them: above and below all prose."""
    prose = [i for i, line in enumerate(lines) if line.text.endswith("。") and not reasons[i]]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for index, line in enumerate(lines):
        if first < index <= last or reasons[index] or line.cells or len(line.text) > _WIDE:
            continue
        if _WIDGETS.fullmatch(line.text) or line.text in _SPECKS:
            reasons[index] = "网页栏目"
        elif (_CREDIT if index < first else _SIGNED_OFF).fullmatch(line.text):
            reasons[index] = "网页信息"
