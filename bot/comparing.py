"""Turns of phrase that ask what changed between two editions: 和去年比有什么变化, …改了哪些."""

import re

_WITH = "(?:和|与|跟|同|比起?|较|相比于?|对比|比较)"
_OLD = (
    r"(?:去年|上一?年度?|往年|前年|前一年|上一?[版期份稿个]|旧版|老版|原版|原来|以前|之前|过去|前一?版"
    r"|(?:(?:19|20)\d\d|\d\d)年度?)"
)
_CHANGE = (
    "(?:变化|变动|不同|不一样|区别|差别|差异|异同|改动|修改|修订|调整|变更|改了|变了|更新"
    "|(?:新增|增加|减少|删除?|删去|取消|多|少)了?(?:哪些|什么|啥))"
)
_NOUN = (
    "(?:要点|计划|方案|文件|通知|意见|办法|规定|报告|规划|条例|细则|清单|预案|措施|要求|内容|条款"
    "|《[^》]+》)"
)
_YEAR = r"(?:(?:19|20)\d\d|(?<!\d)\d\d)\s*年"
_ASKS = "(?:哪些|哪里|哪几[处条]|什么|啥|多少|几处)"
_STRONG = re.compile(
    rf"{_WITH}{_OLD}[^。？?]{{0,24}}?{_CHANGE}"
    rf"|{_YEAR}[^。？?]{{0,24}}?(?:{_WITH}|、|到)[^。？?]{{0,16}}?{_YEAR}[^。？?]{{0,24}}?{_CHANGE}"
    rf"|》\s*(?:{_WITH}|、)\s*《[^》]+》[^。？?]{{0,16}}?{_CHANGE}"
    rf"|(?:新版|新旧|新老|两版|两个版本|两年|前后两|修订后|修订版|新的?{_NOUN})[^。？?]{{0,16}}?{_CHANGE}"
    rf"|(?:对比|比较)(?:一下)?[^。？?]{{0,24}}?(?:两年|两版|新旧|{_OLD})"
)
_WEAK = re.compile(
    rf"^(?:[^。？?，,]{{0,40}}?(?:{_NOUN}|部分|章|节|[条项]))?(?:今年|这次|本次|这版|最近|新版)?(?:的?{_NOUN})?(?:里|中)?(?:都|又|到底)?"
    rf"(?:(?:改|变|修改|调整|修订|更新|改动|变动)了{_ASKS}|有(?:了)?(?:什么|哪些|啥|何)新?(?:变化|改动|修改|调整|变动|修订|更新))"
    r"(?:内容|条款|地方|条文)?[吗呢呀啊的?？。!！~ ]*$"
)
_WORDS = re.compile(
    rf"{_WITH}{_OLD}的?(?:相比|比较|比|对比)?(?!的?{_NOUN})|(?:相比|对比|比较|一下|看看|说说|有没有)"
    rf"|有?(?:了)?(?:什么|哪些|啥|何)?(?:主要)?的?新?{_CHANGE}(?:了)?{_ASKS}?(?:内容|条款|地方|条文)?|{_ASKS}"
)
_RELATIVE = re.compile("去年|上一?年度?|往年|前年|前一年|今年|这次|本次|新版|旧版|两年|两版|新旧")


def asks_changes(text: str) -> bool:
    """Whether two editions are to be compared; words inside quotation marks don't ask."""
    return bool(_STRONG.search(text) or _WEAK.match(text))


def without_asking(text: str) -> str:
    """The question without the words that only ask for changes: documents, years, a topic."""
    return _RELATIVE.sub(" ", _WORDS.sub(" ", _keep_years(text)))


def _keep_years(text: str) -> str:
    """和2020年比 keeps its year; 和去年比 has none to keep."""
    return re.sub(rf"{_WITH}(?={_YEAR})", " ", text)
