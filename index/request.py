"""What a question says of the answer's form alone: 请总结一下, 念一下, 列出来."""

import re

_VERB = "总结|概括|归纳|梳理|汇总|罗列|复述|摘录|简述|介绍|念|读|贴|列"
_BEFORE = re.compile(
    rf"^(?:请问?|麻烦你?|帮我|帮忙|给我|你|能不能|能否|可以)*(?:{_VERB})(?:一下|下|出来?|一遍)(?:[:：,，]|给我)?"
    rf"|^(?:请|麻烦你?|帮我|帮忙|给我)+(?:{_VERB})(?=[“\"《第这那])"
)
_AFTER = re.compile(
    rf"[,，。；;\s]*(?:请|麻烦你?|帮我|帮忙|给我|都|全|全部|逐条|一一|简单)*(?:{_VERB})(?:一下|下|出来|一遍)(?:给我)?(?:听听|看看)?[。！!？?]*$"
)


def without_request(text: str) -> str:
    """`text` without the words that only say in which form it is wanted; whole where no more is."""
    rest = _AFTER.sub("", _BEFORE.sub("", text))
    return text if rest == text or not rest.strip() else rest.strip()


# 第二条 的内容是什么: all that stands there, whatever else was said before the number
_ITS_CONTENT = re.compile(r"(?:^|\s)的?(?:具体|主要|详细|完整)?的?(?:内容|原文|全文|条文|原话)")


def asks_content(rest: str) -> bool:
    """Whether the `rest` of a question, a blank where its address stood, asks for all of it."""
    return _ITS_CONTENT.search(rest) is not None
