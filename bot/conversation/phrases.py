"""The turns of phrase of one who goes on from an answer."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.cues import ACTING, OWNER
from index.numeral import parse_number
from index.reference import OUTER, Reference, parse_reference
from index.reference.address import Noun
from index.words import content_words

_MARKS = "[,，。.、!！~～…\\s]*"
# What one says before one goes on: 那, 好的，请问, 不对，我问的是
_OPENING = re.compile(
    rf"^(?:(?:那(?:么|就|再)?(?![个项条点款章节份次里儿些种件家样边段本部])|还有(?=[^吗呢么没别其哪啊呀?？])|另外|然后(?=.{{3}})"
    r"|好的?|嗯+|哦+|噢|行|ok|请问|麻烦|劳驾|再问一?下|问一?下|顺便(?:问一?下)?|我?(?:还|再)?想(?:再)?(?:问|知道|看)(?:一?下)?"
    rf"|(?:帮我|给我|再)?(?:看看|看一下|说说|说一下|讲讲|讲一下|查一下|查查)|具体(?:讲|说)?(?:一下)?(?=第)|(?:回到|返回|退回到?)(?=[上前第])|再(?=[^上下前后往说]){_MARKS}"
    rf"){_MARKS})+",
    re.IGNORECASE,
)
# 换成第六部分, 不是，我问的是第六部分
_SWITCH = re.compile(
    rf"^(?:(?:那就?|请|再|就)*(?:换到|切换到|换为|换成?|改到|改为|改成?|跳到|转到)(?:一下)?|(?:不是|不对|错了|搞错了|说错了){_MARKS}"
    rf"|我?(?:是)?(?:问|说|指|要)的?是){_MARKS}"
)
_ASKING_ON = re.compile(r"(?:呢|呐)[?？!！。~～\s]*$")
_ENDING = re.compile(r"(?:[吗呢呐啊呀吧嘛哦啦]|(?<![什怎这那多要])么|的呢)*[?？!！。.,，~～…\s]*$")

_IT = (
    r"它们?|(?:这|那|该|此|上述|上面|前述|刚才|刚刚)(?:说的|提到的|讲的|问的|的)?(?:一)?(?:[几两三四五六七八九十0-9]+)?"
    r"(?P<noun>[个项条点款章节份次件家段部些]*(?:部分|单位|工作|任务|事项?|事情|活动|项目|工程|行动|内容|要求|规定|目标|措施|条款?"
    r"|[一-鿿]{2,4}?)?)"
)
IT = re.compile(
    rf"(?:{_IT})(?=的|由|归|谁|什么|何时|多|几|哪|怎|为|有|要|是|需|应|在|主要|具体|一共|总共|到底|里|中|$|[,，])"
)
_INSIDE = re.compile("^(?:其中|里面|里头|这里面?|那里面?|这当中|当中|这里头)(?:的)?")
_THING = re.compile(
    "^[个项条点款章节份次件家段部些一]*(?:工作|任务|事项|事|事情|活动|项目|工程|行动|内容|要求|规定|目标|措施|条款?|部分|单位)?$"
)
DOCUMENT = re.compile(
    "(?:这|那|该|本|此)(?:份|个|部|篇)?(?:文件|文档|材料|通知|要点|方案|办法|规定|规划|计划|清单|意见|文)"
)

MORE = re.compile(
    r"^(?:(?:那)?(?:还|再)有(?:没有)?(?:别的|其他的?|其它的?|更多的?|什么|哪些|啥)?(?:内容|条款|规定|要求|任务|地方|提到的?)?(?:没有?|没)?"
    r"|(?:就|只有?)这些|没有?了|(?:有没有|有)(?:别的|其他的?|其它的?|更多的?)(?:内容|条款|规定|地方)?了?"
    r"|更多|其他的?|其它的?|别的|剩下的|剩余的?|其余的?|余下的|继续|接着(?:说|讲|念)?|往下(?:说|讲|念)?)$"
)
WHOLE = re.compile(
    r"^(?:(?:把|请|给我|帮我|我要|想|要)*(?:看|发|念|贴|列|显示|给出|提供)?(?:一?下|看)?(?:它|这条|这一条|该条|这项|这个|那条|完整)?的?"
    r"(?:全文|原文|原话|全部内容|完整内容|完整的?|全部|原始内容|具体内容|详细内容|条款原文|全部原文|内容)(?:是什么|是啥|怎么说的?|怎么写的?)?"
    r"(?:完整|全部|逐字)?(?:地)?(?:发|给|念|贴|列|拿|读)?(?:我|给我|出来|一下|一遍|看看|来)*"
    r"|(?:再)?(?:详细|具体|展开|完整)(?:地)?(?:点|一点|些|一些)?(?:说|讲|介绍|解释)?(?:说|讲|一下|一点|点|下|明)*)$"
)
WHY = re.compile(
    "^(?:这是)?(?:为什么|为啥|为何|凭什么|什么原因|原因(?:是什么|何在)?|理由(?:是什么)?|依据(?:是什么)?|根据(?:是什么)?|目的(?:是什么)?)(?:要?(?:这样|这么)?(?:做|规定|要求|安排))?$"
)
SOURCE = re.compile(
    "^(?:(?:这|它|这句话?|这个)?(?:是)?(?:出处|来源|出自|来自|在|是)?(?:的)?(?:第几页|哪一?页|哪里|哪儿|哪一?条|哪一?份?文件|哪一?章|哪一?部分|第几条|哪个文件|什么文件)(?:里|写|说|规定)?的?"
    "|出处|来源|依据哪条)$"
)
ALL_AROUND = re.compile(
    r"(?:它|这条|这一条|该条|这项)?(?:(?:所在|所属|同一|整个|这个?|那个?|该|本)的?(?:一|个)*){1,3}(?P<noun>大?部分|章节?|节|板块|编|篇)(?!.*第)"
)
COUNTS = re.compile(
    "^(?:这里|里面|其中)?(?:一共|总共|都|共)?有?(?:几|多少)(?:条|项|点|个|款|件)(?:任务|工作|内容|要求|规定|措施)?$"
)

_NEIGHBOUR = re.compile(
    r"^(?:再|请?看?)?(?P<way>再往[上下前后]|往[上下前后]|前面|后面|上面|下面|接下来|紧接着|接着|之前|之后|上|下|前|后)"
    r"(?:的|那|这|再)*(?:一|1)?(?P<one>个)?(?P<noun>大?部分|章|节|编|篇|板块|大块|大点|大项|条款?|项|点|款|段|任务|个|行)?"
    r"(?P<rest>.*)$"
)
NOUNS: dict[str, Noun] = {
    **dict.fromkeys(("部分", "大部分", "板块", "大块", "大点", "大项"), "part"),
    **dict.fromkeys(("编", "篇"), "book"),
    **dict.fromkeys(("条", "条款"), "article"),
    "章": "chapter",
    "节": "division",
    "行": "row",
}
_BACK = frozenset(["上", "前", "往上", "往前", "前面", "上面", "之前", "再往上", "再往前"])
_BARE = frozenset(
    [
        "接下来",
        "接着",
        "紧接着",
        "往下",
        "再往下",
        "往后",
        "再往后",
        "后面",
        "下面",
        "前面",
        "上面",
        "往上",
        "再往上",
        "往前",
        "再往前",
    ]
)

NTH = re.compile(
    r"^(?:选|要|我要|我选|看|就)?第?(?P<number>[0-9０-９一二三四五六七八九十①-⑩]{1,2})(?:个|份|条|项|种|号|篇|部|本)?(?:文件|文档)?(?:的|吧|那个)?$"
)
LAST = re.compile("^(?:选|要|看)?(?:最后|末尾?)(?:的)?(?:一|那)?(?:个|份|条|项|种|篇|部)$")
FORMER = {"前者": 1, "后者": 2, "上面那个": 1, "下面那个": 2, "前一个": 1, "后一个": 2, "头一个": 1}
_CHOICE = re.compile(
    "(?:(?:的)?(?:那|这)?(?:一)?(?:个|份|部|篇|条|项)?(?:文件|文档)?(?:里|中)?的?)$|^(?:选|要|看|查|问的?是|是)"
)

_ASKS = re.compile("谁|什么|啥|哪|几|多少|怎么?|如何|咋|何|是否|有没有")
_CONTENT = re.compile(
    "讲|说|写|念|看|内容|大意|意思|主旨|摘要|条文|要求|任务|怎么|如何|哪些|什么|全文|原文|几条|几项"
)
_AT_MOST = re.compile("最(?:多|少|高|低|早|晚|迟|大|小|长|短)|多?长时间")
_WHO_ACTS = re.compile("^由(?:谁|哪家)(?:来|去)?[\u4e00-\u9fff]{2}的?$")  # 由谁排演
# 第三个, 最后一个, 前两个: one of what was told, by its place and not by what it is called
_ONE_OF = re.compile(
    "(?P<nth>(?:倒数)?第[一二三四五六七八九十0-9]{1,3}|最[后末]一|头一|[前后最][一二两三四五2-9])个"
    "(?:任务|工作|要求|措施|内容|方面|事项)?"
)
# 哪天施行, 有效期到什么时候: of a document, whatever its clause in focus speaks of
OF_DOCUMENT = re.compile("施行|生效|有效期|失效|废止|印发|发文")
WRITTEN = {"生效": "施行", "失效": "有效期"}  # as documents say it
_NUMBERED = re.compile(
    "^[一二三四五六七八九十两几每多第零0-9]+(?:[条项点个家次座页年月天份处人名场元]|部分|小时)?$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A message without what leads in and out of it.

    `switched`: one thing is put in place of another (换成…); `on`: it ends as one goes on (…呢).
    """

    core: str
    switched: bool
    on: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """下一条: `by` places on, of the level that `noun` names; `rest` is what is asked of it."""

    by: int
    noun: Noun | None
    rest: str


def heard(text: str) -> Said:
    opened = _OPENING.sub("", text.strip())
    core = _SWITCH.sub("", opened)
    switched = core != opened
    core = _OPENING.sub("", core)
    led = text.strip().startswith(("那", "还有"))
    on = _ASKING_ON.search(text) is not None or led
    return Said(_ENDING.sub("", core).strip(), switched, on)


@cache
def askable() -> frozenset[str]:
    """Words for what can be asked of any clause."""
    lines = files("bot.conversation").joinpath("askable.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def own_words(text: str) -> tuple[str, ...]:
    """The words that tell a subject of their own, not what can be asked of any clause."""
    if _WHO_ACTS.match(text):
        return ()
    asking = _AT_MOST.sub(" ", OWNER.sub(" ", ACTING.sub(" ", text)))
    words = content_words(asking)
    return tuple(each for each in words if each not in askable() and not _NUMBERED.match(each))


def asks_of_any(core: str) -> bool:
    """Whether a message without a subject asks for something that any clause may tell."""
    return _ASKS.search(core) is not None or bool(content_words(core))


def asks_content(core: str) -> bool:
    """Whether it is asked what a place says: 第二部分有哪些任务."""
    return _CONTENT.search(core) is not None


def neighbour_in(core: str) -> Neighbour | None:
    found = _NEIGHBOUR.match(core)
    if found is None:
        return None
    way, noun, rest = found["way"], found["noun"], found["rest"]
    if not (noun or found["one"] or way in _BARE):
        return None
    if own_words(rest) or parse_reference(rest)[0]:
        return None
    return Neighbour(-1 if way in _BACK else 1, NOUNS.get(noun or ""), rest)


def one_of(core: str) -> tuple[Reference, str] | None:
    """第三个归谁: the item that is meant by its place, and what is asked of it."""
    named = _ONE_OF.sub(lambda found: f"{found['nth']}项", core, count=1)
    reference, rest = parse_reference(named) if named != core else (None, "")
    return None if reference is None or own_words(rest) else (reference, rest)


def is_outer(noun: Noun) -> bool:
    return noun in OUTER


def without_it(core: str) -> tuple[str, str] | None:
    """(what is said of it, the noun that it is called by), where the message speaks of “it”."""
    inside = _INSIDE.match(core)
    if inside:
        return core[inside.end() :].strip(), ""
    found = IT.search(core)
    if found is None or found.start() > 2:
        return None
    noun = found["noun"] or ""
    rest = f"{core[: found.start()]} {core[found.end() :]}".strip().lstrip("的").strip()
    return rest, "" if _THING.match(noun) else re.sub("^[个项条点款章节份次件家段部些一]", "", noun)


def choice_in(core: str, count: int) -> int | None:
    """The number of the choice that a message names, from 0."""
    if core in FORMER and FORMER[core] <= count:
        return FORMER[core] - 1
    if LAST.match(core):
        return count - 1
    found = NTH.match(core)
    number = parse_number(found["number"]) if found else None
    return number - 1 if number and number <= count else None


def bare_choice(core: str) -> str:
    """A choice's name without what is said around it: 图书馆那个 → 图书馆."""
    before = ""
    while core != before:
        before, core = core, _CHOICE.sub("", core)
    return core.strip("《》“”\"' ")
