"""When a clause has to be done, as far as its text says so."""

import re

from index.clause import Phrase
from index.owners.compact import Compact
from index.owners.wording import DEADLINE_LABEL

_YEAR = r"(?:(?:(?:19|20)\d\d|[一二三四五六七八九〇零○]{4})年(?:度)?|[今明本当次每]年(?:度)?)"
_MONTH = (
    r"(?:(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,2})月(?:份)?|第?[一二三四1-4]季度|[上下]半年)"
)
_DAY = r"(?:(?:3[01]|[12]\d|0?[1-9])[日号]|[上中下]旬|月?[底末])"
_POINT = rf"(?:{_YEAR}?{_MONTH}{_DAY}?|{_YEAR}[底末内]?|年[底末内]|月[底末])"
_EVENT = r"(?:(?:春节|国庆节?|元旦|两会|汛期|高考|开学)(?:到?来)?)"
_BEFORE = r"(?:之前|以前|前)"
_INTENT = r"(?:力争|争取|确保|务必|最迟|计划|预计|原则上|须|应|要|于|在|到|至|截至)"
_DONE = r"(?:基本|全部|全面|按期|初步)*(?:完成|建成|办结|到位|投用|投入使用|出台|印发|启动|见效)?"

_WHOLE = re.compile(
    rf"{_INTENT}*(?:{_POINT}{_BEFORE}?|{_EVENT}{_BEFORE}){_DONE}(?:并?(?:持续|长期).{{2,4}})?"
)
# “2018年底前已转制的企业” and “…前设立的，” tell of a condition.
_NO_CONDITION = r"(?!已|的|碳|曾|(?:[^，,。；;]{0,40})的[，,])"
_WITHIN = (
    r"(?:之日|当日|次日)起?的?[\d一二三四五六七八九十百]+个?(?:工作日|日|天|月)(?:之|以)?内"
    r"(?![^。；;]{0,12}(?:不得|不予|不再))"
)
_SINCE = r"[^，,。；;应当要须在于可自从]"
_FIRM = re.compile(
    rf"{_INTENT}*(?:{_POINT}|{_EVENT}){_BEFORE}(?:{_DONE}){_NO_CONDITION}"
    rf"|{_INTENT}*{_YEAR}{_MONTH}?[底末内]?(?:全部|全面|基本)?(?:完成|建成|办结)(?!的|了)"
    rf"|[自从](?![主行然治愿己身由])[^，,。；;自从]{{1,30}}?{_WITHIN}|(?<=[应当要须在于可，,。；;]){_SINCE}{{1,16}}?{_WITHIN}"
)
_HORIZON = re.compile(
    rf"(?<!年)(?:力争|争取)?(?:到|(?<!截)至){_YEAR}[底末]?(?=[，,])|(?<!截至){_YEAR}[底末](?=[，,])"
)
_LABELLED = re.compile(
    rf"(?<![一-鿿]){DEADLINE_LABEL.pattern}[：:﹕∶]\s*(?P<value>[^；;。\n|｜）)〕\]】]+)"
)
_IDLE = "在于应当要须"
_NONE = re.compile(r"[-—/／\s]*|无|暂无")


def is_deadline(item: str) -> bool:
    """Whether the whole item is a point in time: “2025年6月底前”, “2024年12月底前完成”."""
    return _WHOLE.fullmatch(item) is not None


def find_deadline(compact: Compact) -> Phrase | None:
    """The first deadline of running text: a labelled one, else a firm one, else a horizon."""
    text = compact.text
    if ("限" in text or "间" in text or "节点" in text) and (labelled := _LABELLED.search(text)):
        start, end = labelled.span("value")
        if not _NONE.fullmatch(labelled["value"]):
            return _phrase(compact, start, end)
    if not any(mark in text for mark in "前完建办起底末到至"):
        return None
    for pattern in (_FIRM, _HORIZON):
        if found := pattern.search(text):
            return _phrase(compact, *found.span())
    return None


def _phrase(compact: Compact, start: int, end: int) -> Phrase:
    """The phrase without the 在 or 应当 that only joins it to its sentence."""
    while start < end - 1 and compact.text[start] in _IDLE:
        start += 1
    return compact.phrase(start, end)
