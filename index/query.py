"""What to look for, typed: an address, a whole section, every mention of a term, else a text."""

import re
from dataclasses import dataclass, replace

from index.duty import Duty, read_duty, without_due
from index.overview import Overview, read_overview
from index.quotation import without_passages
from index.reference import Reference, Stretch, read_reference
from index.request import without_request
from index.words import content_words, subject

LIMIT = 8


@dataclass(frozen=True, slots=True)
class Query:
    """`reference` leads before `heading`, both before `mention`, which then is of one section.

    Attributes:
        text: the question without its address, as it was said.
        reference: an address by number.
        heading: a section described by its subject; beside a reference, what may be one that the
            reference goes on from: 附则里第二条.
        mention: a term whose every mention is wanted.
        literal: the term stands in quotation marks, so no part of it will do.
        overview: the number or the headings of a document's parts, or of its items, are wanted.
        duty: whose tasks, or those of which time, are wanted; before `mention` and `heading`.
        said: the whole question, which may name documents and years.
        within: where alone to look, whatever documents are named: in a conversation.
        besides: what was shown before and is not wanted again.
        limit: of hits for a text; the other kinds are never cut.
    """

    text: str = ""
    reference: Reference | None = None
    heading: str = ""
    mention: str = ""
    literal: bool = False
    overview: Overview = ""
    duty: Duty | None = None
    said: str = ""
    within: tuple[Stretch, ...] = ()
    besides: tuple[Stretch, ...] = ()
    limit: int = LIMIT


_PLACE = (
    "条款|条目|条文|条(?![路街巷河线件例约理])|款(?![项式])|项(?!目)|点(?![位名心评])|处(?![罚分理置境方长])"
    "|任务|工作|地方|部分|板块|章节|章(?!程)|节(?![日目约能水假])|方面|事项|段(?!时)"
)
# 哪几条, 哪些任务, 什么条款, 第几条, 几处 — asks for places, not for a thing
_ASKS = "哪几个|哪些个|哪几|哪些|哪一个|哪一|哪个|哪|第几个|第几|什么"
_WORD = "二字|两个字|[三四五六]个字|字样|这个词|这个说法"
_WHERE = re.compile(
    rf"(?:都|分别|各)?(?:是|有|在)?(?:{_ASKS})\s*(?:{_PLACE})(?:里面|里头|里|中|上)?(?![的写讲说]*(?:是什么|什么))"
    rf"|(?:{_PLACE})(?:都|一共|总共|分别)?有(?:哪些|哪几|几|多少)|(?:类|方面|有关|相关)的?(?:工作|任务|要求|内容)"
    "(?:都|一共|总共|分别)*(?:有|在|是)(?:哪些|哪几|哪里|哪|几)"
    "|(?:都|分别)?在(?:文件|原文|要点|计划)?的?(?:哪里|哪儿|何处|几(?![月号日点年天时])|那一?(?:条|款|项|章|节))(?![个家次])"
    "|(?:哪里|哪儿|何处|哪几处)(?:都|还|曾)?(?:写|提|讲|说|涉及|出现|用)[到了过]*"
    rf"|(?:有|占|共|跨|文件里|里|写了)?了?(?:几|多少)个?(?:{_PLACE})(?=.*(?:写|提|讲|说|涉及|出现|用)|[?？。]?$)"
    rf"|(?:{_WORD})?的?(?:{_PLACE})(?:都|全|请|帮我|给我|全部){{0,3}}(?:找|列|数|挑|摘|圈)(?:出来|齐|全|一下|出|给我)*"
    rf"|(?:{_WORD})|出现[过了]*(?:几|多少)[次回处]"
)
# 找出所有提到非遗的条款, 包含“微信公众号”的条款
_LISTED = re.compile(
    "(?:(?:找|列|挑|摘|查|数)[一下出来给我全]*|^[请帮我把]*)(?:所有|全部|一切)*"
    "(?:提到|提及|写到|讲到|说到|谈到|涉及到?|包含|含有?|带有?|关于)了?(?P<term>[^,，。?？]{1,24}?)的?"
    "(?:所有|全部)*(?:条款|条目|条文|条|任务|段落|章节|地方|内容)[都全找列出来一下给我]*[?？。]*$"
)
_SPEAKS = re.compile(
    r"(?:里|中|里面)?(?:都|有|带有?|含|曾|还|分别|一共|总共)?(?:提到|提及|提出|提|写到|写了|写着|写|讲到|讲了|说到"
    r"|说了|谈到|涉及到?|出现过?|散见于?|见于|见诸|包含|包括|含有|要求|跨了?|写明|规定)(?:过|了|有)?"
)
# Within a section: what asks for mentions outright; 第八部分提出哪些工作 wants the clauses whole
_MENTIONS = re.compile("提到|提及|涉及|出现|写到|说到|讲到|谈到|含有|带有|字样|这个词|见于|散见")
_SPEAKS_OF = re.compile("提到|提及|写到|说到|讲到|谈到|出现|字样")
QUOTED = re.compile(r"[“\"‘'「『《]([^”\"’'」』》]{1,30})[”\"’'」』》]")
# 谁主管谁负责 is a principle to be found, not a question
PRINCIPLE = re.compile(
    r"谁[^谁\s,，。、]{1,3}谁(?:主管|负责|主办|监管|普法|受益|治理|使用|审批|[^谁\s,，。、在是]{2})"
)
_INSIDE = re.compile("(?:在|从)?(?:文中|文内|全文|通篇|全篇|文件[里中]?|原文[里中]?)")
# 在哪儿报名: the place where something is done, not one in the text
_DONE_WHERE = re.compile(
    "(?:哪里|哪儿|何处|(?:什么|啥|哪个)地[方点])(?:来|去|能|可以|才能)?"
    "(?:召开|开[会展办设放]?|举办|举行|承办|办理?|报[名到]|领取?|申[请领报]|进行|实施|参[加观]|集[合中]|培训|演出|展[出示览]|上[课映]"
    "|建[设成]?|设[立置]?|试点|买|购买|缴|交|取|查询|咨询|投诉|举报)"
)
_TOUCHES = re.compile(r"(?:有没有|有无|是否|是不是)(?:提到|提及|写到|说到|讲到|涉及|出现)过?")
# 疫情那章, 意识形态这一块, 讲新冠那一部分
_DESCRIBED = re.compile(
    r"(?P<topic>[^,，。？?！!；;]{2,24}?)的?"
    r"(?:那|这|整)(?:一|个|一个)?[大小]?(?:大部分|部分|板块|章节|章|节|篇|块|大块|大项|大类)"
    r"|(?P<plain>[^,，。？?！!；;]{2,24}?)(?<![几哪些个第])的?(?:大部分|部分|板块|章节|章|这块|那块)(?:里|中|里面|内)?"
)
# 附则里第二条, 保障措施那一部分的第一项: what stands before an address
_LEAD = re.compile(
    r"(?P<topic>[^,，。？?！!；;：:\s]{2,30}?)的?(?:[那这整]?(?:一|个)*(?:大?部分|板块|章节|章|节|篇|大?块))?"
    r"(?:里面|里头|里边|里|中|当中|内|下面|底下|下|之下)?的?$"
)
# 最后保障措施那章: where the section stands, beside what it is called
_POSITION = re.compile(
    "^(?:最后|最前|开头|末尾|后面|前面|后头|前头|中间|整个)(?:面|头)?的?(?=.{2})"
)
_TAIL = re.compile(
    r"(?:类|这类|这种|那种|之类|方面|相关|有关)?的?(?:工作|活动|任务|事项|内容|做法|要求|事情|事|机制)+$"
)


def parse(text: str) -> Query:
    """Read a question as a query; numbers first, then a section, then mentions."""
    text = without_request(text)
    query = _parse(text)
    asking = query.text if query.reference else text
    duty = read_duty(asking) if text == without_passages(text) else None
    return replace(query, duty=duty, said=text)


def of_documents(query: Query) -> str:
    """What the question says of documents: a time that is asked for is no document's year."""
    due = query.duty and query.duty.due
    return without_due(query.said) if due else query.said or query.text


def _parse(text: str) -> Query:
    overview = read_overview(text)
    if overview:
        return Query(text=text, overview=overview)
    asking = without_passages(text)  # a long quotation is to be found, whatever it speaks of
    passages = text if asking != text else ""
    where = mentioned(text) if asks_where(asking) else ""
    if where and QUOTED.search(text):
        return Query(text=text, mention=where, literal=True)
    found = read_reference(asking)
    if found:
        rest = f"{asking[: found.start]} {asking[found.end :]}".strip()
        within = _mentioned_within(text, rest)
        lead = _LEAD.search(asking[: found.start])
        heading = lead["topic"] if lead else ""
        return Query(passages or rest, found.reference, heading, within)
    described = _DESCRIBED.search(asking)
    if described:
        topic = _POSITION.sub("", described["topic"] or described["plain"])
        if content_words(topic):
            rest = f"{asking[: described.start()]} {asking[described.end() :]}"
            within = _mentioned_within(text, rest)
            return Query(text=passages or rest, heading=topic, mention=within)
    return Query(text=text, mention=where)


def _mentioned_within(text: str, rest: str) -> str:
    """The term whose mentions within a section are asked for; "" where none is."""
    return mentioned(rest) if asks_where(text) and _MENTIONS.search(text) else ""


def asks_mention(text: str) -> bool:
    """Whether a text asks where something is spoken of: 提到, 出现."""
    return _SPEAKS_OF.search(text) is not None


def asks_where(text: str) -> bool:
    """Whether places are asked for: 哪几条, 哪些任务, 在哪里, 有没有提到."""
    asking = _DONE_WHERE.sub(" ", text)
    return any(way.search(asking) for way in (_WHERE, _TOUCHES, _LISTED)) and not (
        asking != text and not _SPEAKS_OF.search(text)
    )


def asks_place(text: str) -> bool:
    """Whether the place is asked for where something is done: 在哪儿报名."""
    return _DONE_WHERE.search(text) is not None and not _SPEAKS_OF.search(text)


def mentioned(text: str) -> str:
    """The term whose places are asked for: what is quoted, else what is left of the question."""
    quoted = QUOTED.search(text)
    if quoted:
        return quoted[1]
    principle = PRINCIPLE.search(text)
    if principle:
        return principle[0]
    listed = _LISTED.search(text)
    if listed:
        return subject(listed["term"])
    rest = _SPEAKS.sub(" ", _WHERE.sub(" ", _TOUCHES.sub(" ", _INSIDE.sub(" ", text))))
    return subject(rest)


def shorter(term: str) -> str:
    """The term without a generic tail: 评选类的工作 → 评选; "" where nothing is left to drop."""
    bare = _TAIL.sub("", term)
    return bare if len(bare) > 1 and bare != term else ""
