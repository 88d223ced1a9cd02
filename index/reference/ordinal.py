"""第五部分第三项: ordinals with their nouns, and numbers written behind them."""

import re
from dataclasses import replace

from index.numeral import parse_number
from index.reference.address import Noun, Reading, Reference, Step, Steps, joined, widened
from index.reference.label import read_tail
from index.reference.number import AND, BRACKETED, CIRCLED, DIGITS, HAN, NUMBER, TO, pieces

_NOUNS: dict[str, Noun] = {
    "部分": "part",
    "大部分": "part",
    "编": "book",
    "篇": "book",
    "章": "chapter",
    "节": "division",
    "条": "article",
    "条款": "article",
    "款": "paragraph",
    "段": "passage",
    "自然段": "passage",
    "行": "row",
    "问": "section",  # of questions and answers, which their headings number
}
_OUTER = "大标题|标题|板块|篇章|大块|大项|大点|大条|大类|章节|块(?!钱)"
# What follows tells that the noun is only the head of another word: 第二条例, 第三章程, 第一节课
_NOUN = (
    rf"(?P<noun>{_OUTER}|大?部分|章(?!程)|编(?![制辑码号写外内排])|篇(?!幅)"
    "|节(?![课日约能奏省假气庆水]|目(?!标|的))|小项|小点|小条|小节|任务|问题?|条款|条(?![例件约幅状线龙])"
    rf"|款(?![项式待])|(?<=个)项目(?!标|的)|项(?!目(?!标|的))|点(?![钟半{DIGITS}{HAN}])|目(?![标的录前])"
    "|自然段|段(?![落时])|行(?![动业政为程]))"
)
_COUNT = rf"[两{DIGITS}一二三四五六七八九十]{{1,2}}"
_NUMBERED = rf"[（(]?(?:{NUMBER}|[{CIRCLED}])[)）]?"
_MORE = rf"(?:\s*(?:{TO}|{AND}|[、,，])\s*第?\s*{_NUMBERED})*"
_ORDINAL = re.compile(
    rf"(?:(?P<from_end>倒数)?第\s*(?P<numbers>{_NUMBERED}{_MORE})"
    rf"|(?<![期年月周岁])(?P<last>最后|最末|末尾|末了?)(?:[的这那]|一(?=个))*(?P<of_last>{_COUNT})?"
    rf"|(?:(?<![目以之此先提年面会])前|开头|(?<![年月周街里口心上下点])头)(?P<of_front>{_COUNT})"
    rf"|(?<![今以之此最先然年月天周背往随前其])后(?P<of_back>{_COUNT})"
    rf"|(?:正?中间|居中)[的这那]*(?P<middle>{_COUNT})?"
    r"|(?P<head>头一|开头一|开头那|打头的?那?|首(?=个?(?:条|项|章|节|部分)))"
    rf"|(?P<printed>{BRACKETED})\s*[这那](?=个|一|{_OUTER}|大?部分|[章节条项款点段]))"
    rf"一?\s*个?\s*{_NOUN}(?P<suffix>之[{HAN}]{{1,3}})?"
)
# 六部分二条: the 第 left out, at the start and for a part alone; 44条第3项, 24条说什么: an article
_BARE_NUMBER = rf"(?:(?<![{HAN}])[{HAN}]{{1,5}}|(?<![{DIGITS}])[{DIGITS}]{{1,3}})"
_BARE = re.compile(
    rf"^\s*(?P<numbers>[{HAN}]{{1,3}}|[{DIGITS}]{{1,2}})\s*(?P<noun>大?部分|大点|大条|大项|大块|板块|章(?!程))"
    rf"(?=[的里中]?\s*第?[{HAN}{DIGITS}]{{1,3}}\s*小?[条项点款])"
    rf"|(?<![第前后{HAN}{DIGITS}])(?P<article>{_BARE_NUMBER})\s*(?P<of_article>条)"
    rf"(?=[的里中]?\s*(?:第\s*)?{_NUMBERED}\s*[项款点目]|[的里中]?\s*{BRACKETED})"
    rf"|(?:^|(?<=[\s,，:：的里中号]))(?P<opening>{_BARE_NUMBER})\s*(?P<of_opening>条)"
    r"(?=[的里中]?(?:原文|全文|内容|[讲说写规是怎如]|$|[\s?？,，。]))"
)
_ANNEX = re.compile(
    rf"(?P<word>附件|附录|附表|专栏|附(?={NUMBER}))\s*(?:(?P<number>{NUMBER})(?![般些个份张致起定直切样种]))?"
)
_ALL_OF_ANNEX = re.compile(r"\s*(?:附件|附录|附表)(?:[里中内的是讲说写有要].*)?[?？。]?", re.DOTALL)
_DEEPER = re.compile(
    r"[\s的之、,，.．]{0,3}(?:里面|里|当中|其中|中(?!间)|内|下面|底下|下)?[\s的、,，]{0,2}[那这]?(?:除(?:[了去开]|掉)?)?"
)
_BUT = re.compile("除(?:[了去开]|掉)?$")
_OTHER = re.compile("(?:以|之)外")
_TO_END = re.compile("(?:最后|最末|末尾|结尾|结束|完|底)(?:的?那?一[条项章节款点个段])?")
_LAST = 9999  # beyond the last number of any level

_BESIDE = re.compile(rf"\s*(?:{AND}|[、,，])?\s*")
_UP_TO = re.compile(rf"\s*(?:{TO})\s*")
_SIGN = re.compile(rf"(?P<to>{TO})?[^{TO}]*?第?\s*(?P<number>{_NUMBERED})")

_PREFACE = re.compile(r"前言|导语|引言|序言|开场白|开头(?:那|这)?(?:一)?(?:段|部分)|正文开头")


def read_preface(text: str) -> Reading | None:
    found = _PREFACE.search(text)
    return Reading(Reference(preface=True), found.start(), found.end()) if found else None


def read_ordinals(text: str) -> Reading | None:
    """Neighbouring ordinals, with hardly a word between them, and a label behind them."""
    at = 0
    while start := _start(text, at):
        chain = _Chain(text, start.start())
        if chain.branches:
            return chain.reading(start.start())
        at = start.end()
    return None


def _start(text: str, at: int) -> re.Match[str] | None:
    found = (_ANNEX.search(text, at), _ORDINAL.search(text, at), _BARE.search(text, at))
    return min(filter(None, found), key=lambda each: each.start(), default=None)


class _Chain:
    """Reads on: deeper (第一章第二节), beside (第三条和第五条), up to (第二条到第四条)."""

    def __init__(self, text: str, start: int) -> None:
        self.end = start
        self._text = text
        self._done: list[Steps] = []
        self._steps: Steps = ()
        self._words: list[str] = []
        self._until: Steps = ()
        self._begin()
        while self._steps and (self._range() or self._sibling() or self._deeper()):
            pass
        self._label()
        self._up_to()

    @property
    def branches(self) -> tuple[Steps, ...]:
        return (*self._done, self._steps) if self._steps else ()

    def reading(self, start: int) -> Reading:
        reference = replace(joined(self.branches), until=self._until)
        return Reading(reference, start, self.end)

    def _up_to(self) -> None:
        """第二章第三条到第三章第一条: a stretch that begins and ends in different places."""
        to = _UP_TO.match(self._text, self.end)
        if to is None or self._done or not self._steps:
            return
        if _ORDINAL.match(self._text, to.end()):
            beyond = _Chain(self._text, to.end())
            if len(beyond.branches) == 1:
                self._until, self.end = beyond.branches[0], beyond.end

    def _begin(self) -> None:
        annex = _ANNEX.match(self._text, self.end)
        bare = _BARE.match(self._text, self.end)
        if bare:
            self._steps = _bare_steps(bare)
            self._words, self.end = [bare["noun"] or "条"], bare.end()
        elif annex is None:
            self._take(_ORDINAL.match(self._text, self.end), 0)
        elif annex["number"] or self._leads_on(annex.end()):
            number = parse_number(annex["number"] or "1") or 0
            noun: Noun = "box" if annex["word"] == "专栏" else "annex"
            self._steps = (Step(noun, number, number, annex[0]),) if number else ()
            self._words = [annex["word"]]
            self.end = annex.end()

    def _leads_on(self, at: int) -> bool:
        """附件、三, 附件里的第三条: an annex without a number, for something within it."""
        joint = _DEEPER.match(self._text, at)
        beyond = joint.end() if joint else at
        label = self._text.startswith("、", at) and read_tail(self._text, at, within_annex=True)
        if label or _ALL_OF_ANNEX.fullmatch(self._text):
            return True
        return _ORDINAL.match(self._text, beyond) is not None

    def _take(self, found: re.Match[str] | None, depth: int) -> bool:
        """Put an ordinal at `depth`; several numbers of one noun are branches of their own."""
        steps = _ordinal_steps(found) if found else ()
        if not found or not steps:
            return False
        above = self._steps[:depth]
        if depth < len(self._steps):
            self._done.append(self._steps)
        if _BUT.search(self._text[: found.start()]):
            steps = (*steps[:-1], replace(steps[-1], other=True))
        self._done += [(*above, step) for step in steps[:-1]]
        self._steps = (*above, steps[-1])
        self._words = [*self._words[:depth], found["noun"]]
        self.end = found.end()
        return True

    def _range(self) -> bool:
        to = _UP_TO.match(self._text, self.end)
        end = _TO_END.match(self._text, to.end()) if to else None
        if end and self._steps[-1].first > 0:
            last = widened(self._steps[-1], _LAST, self._text[self.end : end.end()])
            self._steps, self.end = (*self._steps[:-1], last), end.end()
            return True
        found = _ORDINAL.match(self._text, to.end()) if to else None
        if to and found is None:
            return self._range_to(to.end())
        steps = _ordinal_steps(found) if found and found["noun"] == self._words[-1] else ()
        if not found or len(steps) != 1:
            return False
        last = widened(self._steps[-1], steps[0].last, self._text[self.end : found.end()])
        self._steps = (*self._steps[:-1], last)
        self.end = found.end()
        return True

    def _range_to(self, at: int) -> bool:
        """第12条至14条: the 第 is not said again."""
        found = re.compile(rf"(?P<number>{_NUMBERED})\s*{self._words[-1]}").match(self._text, at)
        value = parse_number(found["number"]) if found else None
        if not found or not value:
            return False
        last = widened(self._steps[-1], value, self._text[self.end : found.end()])
        self._steps = (*self._steps[:-1], last)
        self.end = found.end()
        return True

    def _sibling(self) -> bool:
        """第三条、第五条; 第一章和第三章第二节: branches off where the noun was said before."""
        beside = _BESIDE.match(self._text, self.end)
        found = _ORDINAL.match(self._text, beside.end()) if beside else None
        if not found or found["noun"] not in self._words:
            return False
        return self._take(found, self._words.index(found["noun"]))

    def _deeper(self) -> bool:
        joint = _DEEPER.match(self._text, self.end)
        found = _ORDINAL.match(self._text, joint.end() if joint else self.end)
        if found and found["noun"] in self._words:
            return False
        return self._take(found, len(self._steps))

    def _label(self) -> None:
        """第十二条（一）, 附件2、三、（一）."""
        if not self._steps:
            return
        tail = read_tail(self._text, self.end, within_annex=self._steps[-1].noun == "annex")
        if tail:
            steps, self.end = tail
            self._steps = (*self._steps, *steps)
        but = _OTHER.match(self._text, self.end)
        if but:
            self._steps = (*self._steps[:-1], replace(self._steps[-1], other=True))
            self.end = but.end()


def _bare_steps(found: re.Match[str]) -> Steps:
    number = parse_number(found["numbers"] or found["article"] or found["opening"]) or 0
    return (Step(_noun(found["noun"] or "条"), number, number, found[0]),) if number else ()


def _ordinal_steps(found: re.Match[str]) -> tuple[Step, ...]:
    """One step for each number that the ordinal names; none where a number is no number."""
    noun = _noun(found["noun"])
    if found["numbers"]:
        return _counted(found, noun)
    if found["printed"]:
        number = parse_number(found["printed"]) or 0
        return (Step(noun, number, number, found[0], printed=True),) if number else ()
    return _at_an_end(found, noun)


def _at_an_end(found: re.Match[str], noun: Noun) -> tuple[Step, ...]:
    """So many from the front, the back or the middle: 前三条, 后两条, 中间那条."""
    count = (
        parse_number(
            next(
                filter(
                    None, (found[each] for each in ("of_last", "of_front", "of_back", "middle"))
                ),
                "1",
            )
        )
        or 1
    )
    if found["last"] or found["of_back"]:
        return (Step(noun, -count, -1, found[0]),)
    if found["of_front"]:
        before = count == 1 and found[0].startswith("前")  # 前一条 is the one before
        return () if before else (Step(noun, 1, count, found[0], front=True),)
    if found["head"]:
        return (Step(noun, 1, 1, found[0]),)
    return (Step(noun, -1, -1, found[0], middle=count),)


def _counted(found: re.Match[str], noun: Noun) -> tuple[Step, ...]:
    sign = -1 if found["from_end"] else 1
    suffix = parse_number(found["suffix"][1:]) or 0 if found["suffix"] else 0
    steps: list[Step] = []
    for each in _SIGN.finditer(found["numbers"]):
        printed, value = next(pieces(each["number"]), ("", 0))
        if not value:
            return ()
        if each["to"] and steps:
            steps[-1] = widened(steps[-1], sign * value, "")
        else:
            bracketed = printed.startswith(("（", "("))
            steps.append(Step(noun, sign * value, sign * value, found[0], suffix, bracketed))
    return tuple(replace(step, said=_said(step, found, alone=len(steps) == 1)) for step in steps)


def _said(step: Step, found: re.Match[str], *, alone: bool) -> str:
    return found[0] if alone else f"第{abs(step.first)}{found['noun']}"


def _noun(word: str) -> Noun:
    if re.fullmatch(_OUTER, word):
        return "section"
    return _NOUNS.get(word, "item")
