"""Measurable targets: a figure with its unit, and the verb that sets it."""

import re

from index.clause import Clause, Phrase
from index.owners.compact import compact, find_brackets

_FIGURE = re.compile(
    r"(?<![\d.])(?P<number>\d+(?:[.,，]\d+)*(?:[—–\-~～至]\d+(?:\.\d+)?)?)"
    r"(?P<unit>(?:余|多)?(?:百分之|‰|%|％|个百分点|[十百千万亿]*"
    r"(?:个|家|所|人次|人|元|项|次|场|公里|千米|平方公里|平方米|户|套|辆|台|张|条|名|座|亩|吨标准煤|吨|千瓦时|千瓦"
    r"|件|篇|部|本|册|门|处|支|期|类|种|棵|株|头|只|架|艘|枚|床|批|对|片|组|例|节|届|首|集|幅|立方米|公顷|米|度|天|小时"
    r"|[PＰEＥ]?[Ff]lops|PB|TB|GB|ms|斤|公斤|倍|成|份|层|位|级|强))|[万亿])"
    r"(?:/[\d.]*[十百千万亿]?[一-鿿])?(?P<bound>(?:\s)?(?:以上|以下|以内|左右|上下|以外))?"
)
_SETS = re.compile(
    r"新增|新建|新改扩建|改造|改建|扩建|建成|建设|打造|培育|培养|实现|完成|达到|达|超过|超|突破|不低于|不少于|控制在"
    r"|稳定在|保持在|维持在|提高到|提升到|提高至|提升至|提高|提升|增长|增加|下降|降低|降至|降到|降|减少|压减|开展|举办|组织|发放"
    r"|引进|引育|创建|认定|形成|覆盖|累计|推出|推广|开放|制定|出台|发布|遴选|评选|选树|扶持|支持|安排|投入|整治|修复|治理|开工"
    r"|竣工|上线|开工建设|聚集|集聚|争取|力争|确保|拓展|布局|设立|招引|落地|实施|创作|编写|建立|帮扶|培训|占比|率"
)
_MARK = re.compile(
    r"(?:[一二三四五六七八九十]+[是要、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])?\s*"
)
_SEGMENT = re.compile(r"[^，,。；;：:！？\n]+")
# 2026年, 第3届, 1.2.3 and the number of a document are figures of another kind.
_NO_TARGET_BEFORE = re.compile(r"(?:第|[A-Za-z“”‘’《〔\[+＋\-]|号|\d)$")


def find_targets(clause: Clause) -> tuple[Phrase, ...]:
    """The measurable targets of a clause: “新增实体书店90家”, “实现1.0家/10万人目标”.

    A phrase is the stretch between two commas that sets a figure; its span is in offsets of the
    document's text. A figure that no verb of achievement precedes (a date, a rank, an amount
    that is merely mentioned) is no target.
    """
    if not any(character.isdigit() for character in clause.text):
        return ()
    plain = compact(clause.text)
    found = []
    for segment in _SEGMENT.finditer(plain.text):
        if _sets_figure(plain.text, *segment.span()):
            begin, end = plain.span(*_unmarked(segment))
            text = plain.source[begin:end]
            found.append(Phrase(text, begin + clause.start, end + clause.start))
    return tuple(found)


def _sets_figure(text: str, start: int, end: int) -> bool:
    for figure in _FIGURE.finditer(text, start, end):
        if _NO_TARGET_BEFORE.search(text[start : figure.start("number")][-1:]):
            continue
        if _SETS.search(text, start, figure.end()):
            return True
    return False


def _unmarked(segment: re.Match[str]) -> tuple[int, int]:
    """The segment without an item's mark before it, and without a bracket that goes on after it."""
    mark = _MARK.match(segment.group())
    start, end = segment.span()
    for bracket in find_brackets(segment.group()):
        if not bracket.closed and bracket.start:
            end = start + bracket.start
            break
    return (start + mark.end() if mark and start + mark.end() < end else start), end
