"""What a site or its crawler put around a document: menus, credits, widgets, footers."""

import re
from collections.abc import Iterator, Sequence

from index.reading.source import Line

_WIDGET = re.compile(
    r"[【\[]?(打印(本页)?|下载(本文|附件)?|全屏|收藏|关闭(窗口|本页)?|返回(顶部|首页)?|分享(到|至)?|字号"
    r"|字体|加大|还原|减小|大|中|小|微信|微博|扫一扫|朗读|语音播报|无障碍|长者助手|我要纠错|内容纠错"
    r"|相关(附件|新闻|报道|链接|阅读|文章|文件)|上一篇|下一篇|责任编辑|网站地图|使用帮助|关于我们|隐私(声明|安全)|网站(声明|建议|导航)|联系(我们|方式))"
    r"[】\]]?[:：|｜]?"
)
_WIDGETS = re.compile(rf"[|｜\s【】\[\]]*({_WIDGET.pattern}[|｜\s【】\[\]]*)+")
_UNMISTAKABLE = re.compile(
    r"扫一扫.{0,12}(手机|打开|当前页|分享|关注).{0,8}|[【\[]字[号体][:：].{0,20}|相关(报道|新闻|阅读)[:：]?"
    r"|[【\[]?返回顶部[】\]]?[【\[]?关闭(窗口)?[】\]]?"
)
_CRUMBS = re.compile(r"(当前|您(现在|当前)?的?|现在)的?位置\s*[:：].*|首页\s*[>＞»].*")
_FOOTER = re.compile(
    r"扫一扫.{0,6}(手机|当前页).{0,12}|[^。]{0,60}(ICP备|公网安备|网站标识码[:：]?)\s*\d{6,}[^。]{0,60}"
    r"|[^。]{0,40}版权所有(?![者权人])[^。]{0,60}|(Copyright|©).{0,80}|[【\[]返回顶部[】\]].{0,12}"
)
_CREDIT = re.compile(
    r"(信息|文章|稿件)?(来源|出处|作者|编辑|责任编辑|责编|发布时间|发布日期|浏览次数|浏览量|阅读次数|点击数?)"
    r"\s*[:：]\s*\S{0,60}(\s+\d\d:\d\d(:\d\d)?)?"
    r"|时间\s*[:：]\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.{0,12}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d\d?:\d\d(:\d\d)?"
)
_SIGNED_OFF = re.compile(
    r"[（(]?(信息|文章|稿件)?(来源|作者|编辑|责任编辑|责编)\s*[:：]\s*\S{0,30}[）)]?"
    r"|.{0,4}点击.{0,4}(图片|链接)进入.{0,12}|相关(文档|专题|信息)[:：]?"
)
_SPECKS = frozenset("【】|｜-—·>×+")
_ENTRY = 7  # characters; an entry of a menu is shorter
_MENU = 5  # entries
_WIDE = 60  # a longer line is prose, whatever words it has
_PROSE = 30
_WHOLE = 1000  # characters
_LONGEST = 200
_HEAD = 150  # lines before the text proper that a site's navigation may fill
_LEAD_IN = re.compile(
    r".{0,16}小编.{0,16}(整理|收集|搜集|分享|带来|准备|推荐|编辑).{0,120}"
    r"|.{0,16}(本站|本店|网友).{0,12}(整理|收集|搜集|分享).{0,60}(供.{0,6}参考|希望.{0,12}(帮助|喜欢)|欢迎).{0,20}"
)


def mark_dressing(lines: Sequence[Line], reasons: list[str]) -> None:
    """Give every line that is dressing its reason; a line that has one keeps it.

    Only what no document says of itself goes wherever it stands; the rest goes only where sites
    put it, around the prose.
    """
    for index, line in enumerate(lines):
        if line.text and not line.cells and len(line.text) <= _LONGEST:
            reasons[index] = reasons[index] or _unmistakable(line.text)
    for index in _repeated_whole(lines):
        reasons[index] = "重复全文"
    _mark_navigation(lines, reasons)
    for index in _menu(lines):
        reasons[index] = reasons[index] or "网站导航"
    _mark_footer(lines, reasons)
    _mark_credits(lines, reasons)


def _unmistakable(text: str) -> str:
    if _UNMISTAKABLE.fullmatch(text):
        return "网页栏目"
    return "抓取导语" if _LEAD_IN.fullmatch(text) else ""


def _mark_navigation(lines: Sequence[Line], reasons: list[str]) -> None:
    """What stands above the breadcrumbs is the site's, as long as it is no prose."""
    for index, line in enumerate(lines[:_HEAD]):
        if len(line.text) > _PROSE and _is_prose(line.text):
            return
        if _CRUMBS.fullmatch(line.text) or _crumbs_go_on(lines, index):
            for above in range(_end_of_crumbs(lines, index)):
                reasons[above] = reasons[above] or ("网站导航" if lines[above].text else "")
            return


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


def _menu(lines: Sequence[Line]) -> Iterator[int]:
    """A site's menu that was laid out within the text: 首页 and the short entries below it."""
    index = 0
    while index < len(lines):
        end = index + 1
        if "".join(lines[index].text[: 2 * _ENTRY].split()) in {"首页", "网站首页"}:
            while end < len(lines) and 0 < len(lines[end].text) < _ENTRY and not lines[end].cells:
                end += 1
        before = lines[index - 1].text if index else ""
        broken_off = len(before) > 2 * _ENTRY and not before.endswith(("。", "；", "："))
        if end - index >= _MENU and broken_off:
            yield from range(index, end)
        index = end


def _mark_footer(lines: Sequence[Line], reasons: list[str]) -> None:
    """A site's footer: its own lines wherever they stand, and all below it that is no prose."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].cells or (_is_prose(lines[index].text) and not reasons[index]):
            break
        if _FOOTER.fullmatch(lines[index].text):
            start = index
    for index, line in enumerate(lines):
        if line.text and (index >= start or _FOOTER.fullmatch(line.text)) and not line.cells:
            reasons[index] = reasons[index] or "网站页脚"
    _mark_beside_footer(lines, reasons, range(len(lines)))
    _mark_beside_footer(lines, reasons, range(len(lines) - 1, -1, -1))


def _mark_beside_footer(lines: Sequence[Line], reasons: list[str], order: range) -> None:
    """The entries of a menu that stand right above or below a footer's line."""
    beside = False
    for index in order:
        if not lines[index].text:
            continue
        beside = reasons[index] == "网站页脚" or (beside and _is_widget(lines[index]))
        if beside:
            reasons[index] = reasons[index] or "网站页脚"


def _is_widget(line: Line) -> bool:
    if line.cells or len(line.text) > _WIDE:
        return False
    return line.text in _SPECKS or bool(_WIDGETS.fullmatch(line.text))


def _is_prose(text: str) -> bool:
    return len(text) > 12 and ("。" in text or text.endswith("；"))


def _repeated_whole(lines: Sequence[Line]) -> Iterator[int]:
    """A line into which a site put the whole text once more, for its search."""
    long = [index for index, line in enumerate(lines) if len(line.text) > _WHOLE]
    if not long:
        return
    keys = ["".join(line.text.split()) for line in lines]
    for index in long:
        rest = "".join(keys[:index])
        key = keys[index]
        middle = len(key) // 2
        if key[-100:-10] in rest and key[middle : middle + 100] in rest:
            yield index


def _mark_credits(lines: Sequence[Line], reasons: list[str]) -> None:
    """Widgets and credits go where only a site puts them: above and below all prose."""
    prose = [i for i, line in enumerate(lines) if line.text.endswith("。") and not reasons[i]]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    for index, line in enumerate(lines):
        if first < index <= last or reasons[index] or line.cells or len(line.text) > _WIDE:
            continue
        if _is_widget(line):
            reasons[index] = "网页栏目"
        elif (_CREDIT if index < first else _SIGNED_OFF).fullmatch(line.text):
            reasons[index] = "网页信息"
