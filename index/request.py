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
