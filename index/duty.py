"""Questions for all tasks of a body or of a time: 文明办牵头哪些, 9月底前要完成的有哪些."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from index.clause import Role
from index.due import POINT, Due, Relation
from index.lexical import fold

Fact = Literal["", "owner", "deadline"]


@dataclass(frozen=True, slots=True)
class Duty:
    """Whose tasks, in which role, due when.

    Attributes:
        unit: the body as it was said, "" for any.
        own: the asker's own body, which the question does not name: 我们局.
        sure: `unit` is the name of a body, whether the documents know it or not.
        firm: the question can't mean anything but the tasks of a body.
        role: None for any.
        first: the body has to be the first that is named.
        due: None for any time.
        lacking: what the tasks must not state; "" where that is not asked for.
        stating: what the tasks must state; "" where that is not asked for.
    """

    unit: str = ""
    own: bool = False
    sure: bool = False
    firm: bool = False
    role: Role | None = None
    first: bool = False
    due: Due | None = None
    lacking: Fact = ""
    stating: Fact = ""


_LEAD = "牵头|主办|挑头|打头|带头|抓总|领衔"
_SUPPORT = "配合|协办|协助|协同|参与|参加|会办"
_RESPONSIBLE = "负责|主责|承办|主管"
_FIRM = f"{_LEAD}|{_SUPPORT}|{_RESPONSIBLE}"
_LOOSE = "承担|分管|管着?|扛|抓|干|做|落实|实施|完成|推进|推动|组织|开展|有|忙|弄|搞"
_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", _LEAD),
    ("support", _SUPPORT),
    ("responsible", _RESPONSIBLE),
)
_NOT_OWNER = "(?!单位|部门|机构|方[^面案式]|人[^才员]|主体|科室|处室)"  # 牵头单位有哪些 asks who
_TASKS = "任务|工作|事项|事情|事儿?|活儿?|条款|条目|项目|措施|职责|分工|内容|要点"
_WHICH = (
    "(?:哪一?些|哪几|哪|什么|甚么|啥|几|多少)(?:个|项|条|件|样|款|类)?"
    rf"(?:具体|重点|主要)?的?(?:{_TASKS})?"
)
_HOW = (
    "(?:都|还|要|需要?|应当?|该|得|须|必须|主要|具体|到底|究竟|分别|一共|总共|共|总计|今年|年内|这次|来|去|在|里面|里|中"
    "|这里面|文件|其中|被|作为|所|也|能|本身|方面|同志|那边|这边|大概|名下|头上|手里|手上|身上"
    "|[列排]在?(?:第一|首|头一)位|[列排]在?(?:第一|头一)个?)*"
)
_BODY = r"(?P<unit>[^\s，,。；;：:？?！!、谁哪啥几]{2,24}?)"
_ASPECT = "(?:的|了|着|过|或者?负责|和负责|有)*"
_MORE = (
    rf"(?:[的，,是有都一共总里中、]|里面|当中|{_WHICH}|{_TASKS}"
    r"|出来|列|全|清单|吗|呢|呀|啊|？|\?|。|！|:|：)*"
)
_WAYS = tuple(
    re.compile(way)
    for way in (
        # 文明办牵头哪些任务; 需要文明办配合的有哪几项; 列出文明办负责的所有任务
        rf"^{_BODY}{_HOW}(?P<verb>{_FIRM}){_NOT_OWNER}{_ASPECT}(?P<rest>(?=.*(?:{_WHICH}|{_TASKS}|清单|吗))"
        rf"{_MORE}|的?所有(?:{_TASKS})|$)[?？。]*$",
        # 哪些任务由文明办牵头; 哪几项是文明办负责的; 哪些需要文明办配合
        rf"^(?:文件里?|这里|里面|都|有)*{_WHICH}(?:里面?|中)?(?:都|是|要|由|归|需要?|得|应该?|须|让|请|属于|轮到|找)*"
        rf"{_BODY}{_HOW}(?P<verb>{_FIRM}|承担|落实|实施|完成|管|干|做){_NOT_OWNER}{_ASPECT}[?？。]*$",
        # 文明办列第一位的有哪几条
        rf"^{_BODY}(?:都|是|被|要)*(?P<verb>[列排]在?(?:第一|首|头一)(?:位|个))的?{_MORE}$",
        # 牵头单位是文明办的有哪些; 哪些任务的配合单位有文明办
        rf"^(?:{_WHICH}的?|所有的?)?(?P<verb>{_FIRM}|责任)(?:单位|部门|方|主体)(?:都|里|中|为|是|有|包括|含|写的?)+{_BODY}"
        rf"的?{_MORE}$",
        # 文明办作为牵头单位的任务; 哪些任务文明办是配合单位
        rf"^(?:{_WHICH})?{_BODY}(?:作为|是|做|当|为|列为)(?:了)?(?:{_WHICH}的?)?(?P<verb>{_FIRM}|责任)(?:单位|部门|方|主体)的?{_MORE}$",
    )
)
_FIRST = re.compile("[列排]在?(?:第一|首|头一)(?:位|个)")
_LOOSE_WAYS = tuple(
    re.compile(way)
    for way in (
        # 跟商务厅有关的任务; 涉及商务厅的有哪些
        rf"^(?:跟|和|与|同|涉及到?|关于|属于|轮到)(?P<verb>){_BODY}(?:有关|相关|沾边)?的?{_MORE}$",
        rf"^{_WHICH}(?:都|是)*(?:跟|和|与|同|涉及到?|关于|属于|轮到)(?P<verb>){_BODY}(?:有关|相关|沾边|的)*[?？。]*$",
        # 宣传部都要做哪些工作; 财政厅在里面有哪些活
        rf"^{_BODY}{_HOW}(?P<verb>{_LOOSE})(?:的|了|着|好)?{_WHICH}(?:呢|呀|啊|吗|来着)?[?？。]*$",
        # 文明办的任务清单; 文明办有任务吗
        rf"^{_BODY}{_HOW}(?P<verb>的)(?:全部|所有|主要|重点)*(?:{_TASKS})(?:清单|列表|表)?(?:都|一共|总共)?{_MORE}$",
    )
)
_POLITE = re.compile(
    "^(?:请问|请|麻烦|劳驾|您好|你好|帮忙|帮我|给我|我想问问?|想问问?|问一下|想知道|我想知道|咨询一下|查一下|查查?|看看|看一下|看"
    "|列一下|列出来?|列举|列|找出|找|数一下|梳理一下|梳理|捋一?下|捋一捋|汇总一下|汇总|整理一下|整理|统计一下|统计|说说|讲讲|说下"
    "|把|将|由|里面|里|中|的|归|需要|要|让|那么?|嗯|呃|哦|所有|全部|一下|是|[,，、：:])+"
)
_COURTESY = re.compile(
    "(?:[,，]?(?:都|全都?|请|帮我|给我|麻烦)*(?:列|找|挑|摘|数|理|说|讲|念|报)(?:一|个)?(?:出来|全|下|清楚|给我|来|我|遍|明白)*"
    "|谢谢|[,，]?一共(?:多少|几)[条项件个]?|[呢吗呀啊吧哈]+)?[?？。！!~～ ]*$"
)
_OWN = re.compile(
    "^(?:我们?|咱们?|俺们?|本|自己|敝)(?:这个|这|所在的?|自己的?)?(?:局|委|办|部|厅|处|科|科室|单位|部门|院|中心|街道|镇|乡|公司"
    "|处室|机关|这边|这儿|这里|这块)?$|^我们?(?:这|那)"
)
_SUFFIX = re.compile(
    "(?:[部委办局厅署院处科会社]|政府|街道|[乡镇]|集团|公司|中心|支队|大队|总队|银行|党校|联|馆|研究所|实验室|公安|海关|法院|检察院)$"
)
_OFFICE = re.compile("(?:[委办局厅署]|(?<![干全内外东西中])部|政府|街道|公安)$")
_NO_BODY = re.compile(
    "任务|工作|项目|哪|谁|什么|怎么|如何|(?:^|[相有]关|主管|职能|各|责任|行政|其他|牵头|配合|[些个的])部门$|单位$|多少|是否|应该|的$|[一二三四五六七八九十\\d]+[条项章节款]|部分$"
    "|时候$|何时$|地方$|机会$|社会$|开会$|大会$|委会议|协会会|全会$"
)
_DONE = (
    "完成|办结|办完|做完|干完|弄完|搞定|搞完|建成|交账|交差|交付|交卷|结束|到期|截止"
    "|落实到位|到位|收官|达标|出台|见效|结项|完工"
)
_LIMIT = "完成时[限间]|时限|期限|办结时[限间]|截止(?:时间|日期)|时间节点|完成日期"
_INTENT = "(?:截止到?|截至|截止|最晚|最迟|在|于|到|赶在|必须|须|要)*"
_DUE = re.compile(
    rf"(?P<limit>(?:{_LIMIT})(?:都?(?:是|为|在|到|写的?|定在?))*)?{_INTENT}"
    rf"(?P<point>{POINT.pattern.replace('?P<', '?P<p_')})"
    rf"(?P<tail>的|就|都|要|须|得|应当?|该|必须|需要?|能|可以|全部|全|到(?!期)|才|哪些|哪几[项条件]|什么|必)*(?P<done>{_DONE})?"
)
_LISTS = re.compile(f"{_WHICH}|清单|列|有吗|有没有|(?:{_TASKS})[?？。]*$|的[?？。]*$")


_OWNER_STATED = (
    "(?P<owner>(?:责任|牵头|主责|负责|主管|承办)(?:单位|部门|主体|人|方)"
    "|由?谁(?:来)?(?:负责|牵头|管))"
)
_TIME_STATED = (
    "(?P<deadline>时间(?:节点|要求|表)|(?:完成|办结|截止)?(?:时[限间]|期限|日期)"
    "|什么时候完成|何时完成)"
)
_VERB = "写|标|注|列|明确|确定|规定|说|指定|落实|给|设|定|提|安排"
_STATED = (
    rf"(?:明|清楚?|出|上|到|有|了|着)*(?:具体|明确|清楚)?的?(?:{_OWNER_STATED}|{_TIME_STATED})"
)
# 哪些任务没写责任单位, 没有明确时限的有几条
_LACKS = re.compile(rf"(?:没有?|未|无|缺少?|漏)(?:曾|被)?(?:{_VERB}){{0,2}}{_STATED}")
# 哪些条写了具体完成时间, 有明确时限的任务
_STATES = re.compile(rf"(?:(?:{_VERB})(?:{_VERB})?|有|带|含)(?:了|着|过)?{_STATED}")
_LISTING = re.compile(
    rf"(?:都|还|里面|里|中|其中|的|是|有|请|列出来?|找出来?|所有|全部|{_WHICH}|条文|条款|条|项|{_TASKS}"
    r"|[\s,，、?？。吗呢啊])*"
)


def _read_stated(text: str) -> Duty | None:
    """Tasks that state no responsible body or no time; and those that do."""
    lacks = _LACKS.search(text)
    found = lacks or _STATES.search(text)
    if found is None:
        return None
    around = text[: found.start()] + text[found.end() :]
    if not _LISTS.search(around) or not (lacks or _LISTING.fullmatch(around)):
        return None
    fact: Fact = "owner" if found["owner"] else "deadline"
    return Duty(sure=True, lacking=fact) if lacks else Duty(sure=True, stating=fact)


def read_duty(text: str) -> Duty | None:
    """What a question asks of all tasks; None where it asks for something else."""
    stated = _read_stated(fold(text))
    if stated:
        return stated
    plain = _COURTESY.sub("", _POLITE.sub("", fold(text).strip()))
    due, rest = _read_due(plain)
    if due and _bare(rest):
        return Duty(due=due, sure=True) if _LISTS.search(text) else None
    done = re.search(_DONE, rest) if due else None
    without = rest[: done.start()] + rest[done.end() :] if done else rest
    duty = _read_unit(_POLITE.sub("", without)) or _read_unit(_POLITE.sub("", rest))
    return replace(duty, due=due) if duty else None


def without_due(text: str) -> str:
    """The text without the time that is asked for, which is no document's year."""
    found = _DUE.search(fold(text))
    return f"{text[: found.start()]} {text[found.end() :]}" if found else text


def _read_due(text: str) -> tuple[Due | None, str]:
    """The time that is asked for, and the text without it."""
    for found in _DUE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        later = re.search(_DONE, after)
        by = (found["p_relation"] or "").endswith("前") and _bare(before + after)
        if not (found["done"] or found["limit"] or later or by):
            continue
        rest = before.rstrip("、,， ") + (found["done"] or "") + after
        return Due(found["point"], _relation(found)), rest
    return None, text


def _relation(found: re.Match[str]) -> Relation:
    said = found["p_relation"] or ""
    if said.endswith("后"):
        return "after"
    lead = found.string[found.start() : found.start("point")]
    by = said.endswith("前") or re.search("截|最[晚迟]|赶|到", lead)
    return "before" if by else "within"


def _bare(rest: str) -> bool:
    """Whether nothing but words of asking is left beside a time."""
    asking = rf"(?:{_DONE}|{_WHICH}|{_TASKS}|{_HOW}|[的了是有,，、?？。])*"
    return re.fullmatch(asking, rest) is not None


def _read_unit(text: str) -> Duty | None:
    for ways, firm in ((_WAYS, True), (_LOOSE_WAYS, False)):
        for way in ways:
            found = way.search(text)
            unit = _POLITE.sub("", found["unit"]).strip("“”\"'《》") if found else ""
            if found and _OWN.match(unit):
                return Duty("", own=True, sure=True, role=_role(found["verb"]))
            first = _FIRST.search(found[0]) is not None if found else False
            if found and len(unit) > 1 and not _NO_BODY.search(unit):
                sure = (_SUFFIX if firm else _OFFICE).search(unit) is not None
                return Duty(unit, sure=sure, firm=firm, role=_role(found[0]), first=first)
    return None


def _role(said: str) -> Role | None:
    """The one role that is spoken of; None for none or several."""
    roles = [role for role, verbs in _ROLES if re.search(verbs, said)]
    return roles[0] if len(roles) == 1 else None
