"""What a message bids the assistant do instead of asking: to forget its rules, to play a part.

Such parts are text and nothing else: they are cut, and what still asks something is looked for.
"""

import base64
import binascii
import re
from collections.abc import Iterator

from bot.cues import ASKS
from index.quotation import quotations
from index.reference import parse_reference
from index.words import content_words

_QUOTED = "\u25a1"  # stands for each character of a quotation, in which nothing is bidden
_PART = re.compile(
    r"(?:[^，,。；;！!？?\n.]|\.(?!\s|$))+[，,。；;！!？?\n.\s]*|[，,。；;！!？?\n.]+"
)
_LEAD = re.compile(
    r"^(?:[\s，,。；;、.]|然后|并且|接着|同时|但是?|再|(?:请|再)*回答(?:我|一下)?[:：]?)+"
)

_RULES = "指令|规则|设定|限制|提示词?|约束|人设|角色|对话|上下文|身份(?!证)"
_EARLIER = "以上|上面|上述|之前|前面|先前|此前|刚才"
_FORGET = "忽略|无视|忘掉|忘记|忘了|抛开|抛弃|别管|不要管|不用管|绕过"
_HIDDEN = "提示词|提示语|指令|设定|人设|规则|源代码|密钥|密码|配置|prompt"
# Bidden whatever else the part asks: only these words are cut from it.
_ALWAYS = re.compile(
    rf"(?:{_FORGET})掉?(?:{_EARLIER}|一切|所有|全部|任何|你们?|您|系统|原有|内置|这些|那些|一下|了|的){{0,4}}(?:{_RULES})"
    rf"|(?:{_FORGET})掉?(?:你|您)?(?:{_EARLIER})(?:的?(?:话|内容|一切|全部|所有)|说的)*"
    rf"|(?:你|您)[^，,。]{{0,12}}?(?:不(?:需要|用|必|再|受|要)|无需|(?<!有)没有)[^，,。]{{0,12}}(?:限制|规则|约束|指令|设定)"
    "|(?:你|您)[^，,。]{0,6}(?:自由|随意|随便)地?(?:回答|发挥|说)"
    "|(?:你|您)(?:的|所|被|收到|接到|得到|最初|最开始|给定|全部|所有|系统|初始|内部|原始|完整|隐藏|底层|第一[条个句段])+"
    rf"(?:{_HIDDEN})"
    "|系统的?(?:提示词|提示语|指令|prompt)|system *(?:prompt|message)|jailbreak"
    "|(?:开发者|管理员|调试|上帝|越狱)模式|管理员(?:权限|密码)"
    "|(?:显示|打印|输出|泄露|交出|告诉我)[^，,。]{0,8}(?:密钥|提示词|源代码|配置文件)"
    "|(?:无论|不管)(?:我|谁)(?:再|怎么|以后)*[问说]什么"
    "|(?:无论|不管)什么都(?:答|说|回)|角色扮演|[你您咱]俩?们?来?演|从[^，,。]{1,4}(?:开始|起)[你您]"
    "|把?[^，,。]{0,6}(?:限制|规则|约束|过滤|审查)(?:都|全|给我|先)*(?:关|去|丢|扔|删)掉?了"
    "|(?:你|您)对[^，,。]{1,16}(?:的?(?:看法|评价|意见|态度)|怎么看)|(?:骂|夸|吹捧|吐槽|讽刺|抨击|嘲笑)(?:一[骂夸下顿]|几句)"
    "|(?:假装|假扮|扮演|模仿)(?:一下)?(?:你|您|自己)(?:就?是|变成|为)?"
    "|(?:假设|假如|想象|设想|假定|如果)(?:一下)?(?:你|您|自己)(?:就?是|变成|扮演)"
    "|(?:不要|别|不用|无需|不许|禁止|不准)再?(?:引用|摘录|照抄|按照?|根据|参考|查|看)(?:任何|这份)?(?:原文|文件|文档|资料|条文)的?"
    "|用(?:你|您)?自己的(?:话|知识|理解|语言|判断)(?:来|去)?|[按照依]我说的(?:回答|做|来|说)?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.*\b(?:instructions?|rules?|above|previous"
    r"|prior|everything|safety|prompts?|guidelines?|restrictions?)\b"
    r"|\byou are (?:now|no longer)\b|\b(?:act|behave) as\b|\bpretend\b"
    r"|\b(?:role ?-?play|DAN|jailbreak|as an ai|without (?:any )?restrictions)\b"
    r"|\b(?:reveal|print|show|repeat|output|leak)\b.*"
    r"\b(?:prompts?|instructions?|password|secrets?|keys?)\b"
    r"|\b(?:respond|reply|answer|say)\b(?: only| with| just)*\s*"
    rf"(?:['\"{_QUOTED}]|(?:yes|no|ok)\b)",
    re.IGNORECASE,
)
# Bidden only where the part asks nothing.
_SAYS = "回答|回复|输出|答复|说|告诉我|打印|声明|答"
_CLAIM = rf"(?:{_QUOTED}+|[是否不对好有没0-9０-９]|[A-Za-z]+$|[^，,。]*(?:是|由|归)[^，,。]+)"
_UNASKED = re.compile(
    r"^(?:从现在(?:起|开始)|从此|以后[你都]|今后[你都]|接下来你)"
    r"|^(?:请|你|你要|务必|必须)*(?:记住|牢记|记好)(?:[:：]|[\s，,。！!]*$)"
    rf"|(?:请|必须|务必|只能?|仅|直接|统一|一律|都|就|要|得)(?:再|给我|直接|只)*(?:{_SAYS})(?:我|成|为|道|一句)?\s*[:：]?\s*{_CLAIM}"
    r"|(?:回答|答案|回复|答复|输出)的?(?:最后|结尾|末尾|开头|前面|后面|里|中|时|必须|都|要|应当?)+[^，,。]*(?:加上?|写上?|注明|附上?|声明|带上)"
    r"|(?:你|您)(?:现在|今天|从今以后|将|要|就|应该|必须|来|先)+(?:是|变成|成为|作为|扮演|充当|当|化身)|(?:你|您)是一?[个名位只]"
    r"|^(?:请|你|来|现在|我们来?)*(?:扮演|假装|假扮|模仿)|以[^，,。]{1,8}(?:身份|口吻|语气|名义)(?:来|去)*(?:给|回答|说|写|告诉|批准)"
    r"|(?:解码|解密|译码|执行|运行)(?:并|然后|后|再|以下|下面|这段|如下|代码|内容|执行|运行)+"
    rf"|(?:{_EARLIER}|上一[个条]|你)的?(?:回答|答案|回复|话)[^，,。]*(?:改|翻译|写|变|换)(?:写|成|为|编)"
)
_MARKUP = re.compile(
    r"(?:^|\s)[\s#<\[|*-]*(?:系统|system|助手|assistant|instructions?|response|管理员|开发者|developer)"
    r"(?:消息|指令|提示|通知|message|prompt)?\s*[:：]",
    re.IGNORECASE,
)
# 牵头单位是区财政局 tells a body and asks for none
_TOLD = re.compile(
    "(?:归口|(?:牵头|责任|配合)单位|完成时限)(?:都|就)*[是为:：](?!谁|哪|什么|啥|何|多|几|否|不是)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_CODE = re.compile(
    r"[A-Za-z0-9+/]{12,}={0,2}|(?:\\u[0-9A-Fa-f]{4}){2,}|(?:%[0-9A-Fa-f]{2}){3,}|(?:[01]{8}\s*){3,}"
)


def without_instructions(text: str) -> str:
    """`text` without what it bids; "" where nothing is left that asks."""
    plain = _CODE.sub(lambda code: "" if _is_code(code[0]) else code[0], text)
    kept = [_unbidden(part, masked) for part, masked in _parts(plain)]
    rest = "".join(kept)
    if rest == text:
        return text
    return _LEAD.sub("", rest).strip() if any(map(_asks, kept)) else ""


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts between commas and full stops, each also with its quotations masked."""
    masked = text
    for start, end in quotations(text):
        masked = f"{masked[:start]}{_QUOTED * (end - start)}{masked[end:]}"
    for found in _PART.finditer(masked):
        yield text[found.start() : found.end()], found[0]


def _unbidden(part: str, masked: str) -> str:
    """What is left of a part; "" where all of it is bidden."""
    marked_up = _MARKUP.search(masked)
    if marked_up:
        return part[: marked_up.start()]
    if not _HAN.search(part) and _ENGLISH.search(masked):
        return ""
    rest = masked
    for found in reversed([*_ALWAYS.finditer(masked), *_ENGLISH.finditer(masked)]):
        part = part[: found.start()] + part[found.end() :]
        rest = rest[: found.start()] + rest[found.end() :]
    if not ASKS.search(_TOLD.sub(" ", rest)) and _UNASKED.search(rest):
        return ""
    return part if rest == masked or _asks(part) else ""


def _asks(part: str) -> bool:
    """Whether a part asks something, or gives an address to look up."""
    asks = ASKS.search(part) is not None and bool(content_words(part))
    return asks or parse_reference(part)[0] is not None


def _is_code(code: str) -> bool:
    """Whether letters and digits stand for other text: escapes, bits, base64."""
    if code[0] in "\\%" or not code.strip("01 \t"):
        return True
    try:
        decoded = base64.b64decode(code, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return decoded.isprintable()
