"""Documents that a question alludes to, without their titles: 无废城市那个方案里, 居家养老办法."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.bodies import same_body
from index.clause import Document
from index.initials import Initials
from index.lexical import fold
from index.words import content_words

_KIND = (
    "方案|意见|办法|文件|通知|政策|规定|计划|要点|条例|细则|规划|报告|纲要|公告|通告|预案|决定"
    "|章程|指南|清单|制度|问答|解答"
)
_INSIDE = "里面|里头|里边|里|中|当中|上|内"
_COUNTED = r"\d一二三四五六七八九十两百几多哪"
# What can only be said of a document or of a place in one: 第三条, 最后一章, 附则, 一共几条
_PLACE = (
    rf"第[{_COUNTED}①-⑳]|最后|最末|末[条章节项]|倒数|[前后头首][{_COUNTED}]个?[条章节项款部]|首[条章节项]|开头"
    r"|总则|附则|附件|目录|大纲|提纲|框架|结构|全文|前言"
    r"|(?:一共|总共|共计|共|总计|合计|都|分|分为|有|包括|包含|讲了|写了)+了?"
    rf"(?:多少|[{_COUNTED}])[个些大]*(?:条|章|节|部分|款|项|点|任务|问)"
    r"|(?:主要|都|大概)*(?:讲|写|说|规定)了?(?:些|的是)?(?:什么|啥|哪些)|主要内容"
    r"|哪[几些]个?(?:条|项|任务|条款|章|部分|没|未|写|由|是由)|除了?第|(?:19|20)\d\d年|[今明去]年|年底"
    r"|(?:没有?|未|缺|有|写|列|标)(?:写|标|明|列|规定|说明|确)*(?:了|出)?(?:具体|明确)?的?(?:完成|办结|责任|牵头|时[限间]|期限)"
    r"|[\u4e00-\u9fff]{1,14}?(?:[部委办局厅署院]|政府|部门)"
    r"(?:都|要|应当?|该|得|须|主要)*(?:负责|牵头|配合|主管|承担|参与|协助|[做管干]|有哪)"
    rf"|[{_COUNTED}]{{1,4}}(?:[、（(点]|之[{_COUNTED}]|[条章](?!路|街))|[（(][{_COUNTED}]{{1,3}}[）)]"
)
# A document is pointed at, or something is said to stand in it
_POINTED = re.compile(
    rf"(?P<topic>[^，。？！；：,;?!:]{{2,24}}?)的?(?:"
    rf"(?:那|这)(?:个|份|部|篇|套)?的?(?:{_KIND})(?:{_INSIDE})?"
    rf"|(?:{_KIND})(?:{_INSIDE}|(?=[，,:： 讲谈])|(?=[提说写]到)|(?=的?(?:{_PLACE})))"
    rf"|那[份部篇](?:{_INSIDE})"
    rf"|(?:{_KIND})(?=的?(?P<between>[^，。？！；：,;?!:]{{2,24}}?)(?:那|这|一|部分|章|节|{_INSIDE}|的)*"
    rf"(?:{_PLACE}|(?:都|分别)*(?:有|是|包括)哪[些几]))"
    r")的?"
)
# 要点的最后一条: the kind alone
_OF_KIND = re.compile(
    rf"^(?:请问|[这那本该](?:个|份|部|篇)?)?(?P<kind>{_KIND})(?:{_INSIDE})?的?(?={_PLACE})"
)
_SHORT = 3  # characters of an abbreviation that may stand for a longer name: 长护险
_BEGINS = re.compile(r"(?:^|[\s，,、：:])([\u4e00-\u9fff]{1,4})$")
_SPREAD = 3  # how many times longer that name may be
# Words of every other title: they tell no document from another
_GENERIC = re.compile(
    "关于|印发|做好|加强|进一步|推进|促进|管理|实施|工作|暂行|试行|若干|人民政府|办公厅|办公室|的通知|通知|有关|问题|年度?"
    rf"|{_KIND}"
)
_JOINED = re.compile(rf"(?:{_GENERIC.pattern}|[的和与及、])+$")
_LEAST = 4  # characters of a title's words that allude to it where nothing points
_MANY = 300  # documents beyond which texts are not looked through


@dataclass(frozen=True, slots=True)
class Allusion:
    """The documents alluded to, and the text without the words that do so.

    `pointed`: a document is spoken of as such; else the question only has a title's words.
    """

    documents: tuple[Document, ...]
    text: str
    pointed: bool


class Allusions:
    """Finds the documents of one generation that a text alludes to."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._titles = [(each, fold(each.title)) for each in documents]
        self._initials = [Initials(title) for _, title in self._titles]

    def find(self, text: str) -> Allusion | None:
        """What is pointed at; else the one document whose title the question's words are of."""
        if len(self._titles) < 2:
            return None
        return self._pointed(text) or self._spoken_of(text)

    def _pointed(self, text: str) -> Allusion | None:
        for found in _POINTED.finditer(fold(text)):
            words = _telling(found["topic"])
            documents = self._best(words) or self._shortened(words)
            if not documents:
                documents = self._issued_by(found["topic"])
                words = [found["topic"]]
            if found["between"]:
                documents = tuple(each for each in documents if _heads(each, found["between"]))
            if documents:
                topic = fold(found["topic"])
                title = fold(documents[0].title)
                short = Initials(title)
                held = [word for word in words if _holds(title, word) or short.of(word)] or [topic]
                first = min(max(topic.find(word), 0) for word in held)
                before = _JOINED.sub("", text[: found.start() + first])
                start = len(before) - abbreviation(before, title)
                rest = f"{text[:start]} {text[found.end() :]}".strip()
                return Allusion(documents, rest, pointed=True)
        return self._of_kind(text)

    def _issued_by(self, topic: str) -> tuple[Document, ...]:
        """人社局那份: the documents of a body."""
        return tuple(
            document
            for document, _ in self._titles
            if (issuer := document.edition.issuer)
            and any(same_body(topic, each) for each in re.split(r"[\s、，]+", issuer.text))
        )

    def _of_kind(self, text: str) -> Allusion | None:
        found = _OF_KIND.search(fold(text))
        if found is None:
            return None
        documents = tuple(each for each, title in self._titles if found["kind"] in title)
        if not documents or len(documents) == len(self._titles):
            return None
        return Allusion(documents, text[found.end() :], pointed=True)

    def _spoken_of(self, text: str) -> Allusion | None:
        words = _telling(text)
        documents = self._best(words)
        if len(documents) != 1:
            return None
        held = [word for word in words if word in fold(documents[0].title)]
        rest = _without(text, held, documents[0])
        if sum(map(len, held)) < _LEAST or not _telling(rest):
            return None
        if self._elsewhere(held, documents[0]):
            return None
        return Allusion(documents, rest, pointed=False)

    def _best(self, words: Sequence[str]) -> tuple[Document, ...]:
        """The documents whose titles hold the rarest of the words; none where none holds any."""
        worth = {word: self._rarity(word) for word in words}
        return self._highest(
            sum(worth[word] for word in words if _holds(title, word)) for _, title in self._titles
        )

    def _shortened(self, words: Sequence[str]) -> tuple[Document, ...]:
        """The documents with most of the words as short forms in their titles: 集采."""
        return self._highest(
            sum(map(len, filter(initials.of, words))) for initials in self._initials
        )

    def _highest(self, scores: Iterable[float]) -> tuple[Document, ...]:
        scored = list(zip(scores, self._titles, strict=True))
        best = max((score for score, _ in scored), default=0.0)
        return tuple(document for score, (document, _) in scored if best and score == best)

    def _rarity(self, word: str) -> float:
        holding = sum(_holds(title, word) for _, title in self._titles)
        return math.log(1 + (len(self._titles) - holding + 0.5) / (holding + 0.5))

    def _elsewhere(self, words: Sequence[str], document: Document) -> bool:
        """Whether another document has all the words too, or there are too many to tell."""
        return len(self._titles) > _MANY or any(
            all(word in fold(other.text) for word in words)
            for other, _ in self._titles
            if other.id != document.id
        )


def _heads(document: Document, words: str) -> bool:
    """Whether a heading of the document has the words."""
    return any(fold(words) in fold(section.title) for section in document.sections)


def abbreviation(before: str, title: str) -> int:
    """How many characters at the end of `before` shorten the title's words: 个税 of 个人所得税.

    They have to begin what was said, so that no word of the question is taken for a part of it.
    """
    found = _BEGINS.search(before)
    rest = iter(title)
    return len(found[1]) if found and all(char in rest for char in found[1]) else 0


def _holds(title: str, word: str) -> bool:
    """Whether a title has a word, or the name that it abbreviates: 长护险 of 长期护理保险."""
    if word in title:
        return True
    if len(word) != _SHORT or not word.isalpha():
        return False
    gap = f".{{0,{_SPREAD - 1}}}?"
    return re.search(gap.join(map(re.escape, word)), title) is not None


def _telling(text: str) -> list[str]:
    """The words that may tell one document from another."""
    words = content_words(_GENERIC.sub(" ", fold(text)))
    return [word for word in words if len(word) > 1 and not word.isdecimal()]


def _without(text: str, words: Sequence[str], document: Document) -> str:
    """`text` without those of the words that the document's title holds."""
    held = [word for word in words if word in fold(document.title)]
    if not held:
        return text
    pattern = "|".join(map(re.escape, sorted(held, key=len, reverse=True)))
    spans = [found.span() for found in re.finditer(pattern, fold(text))]
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return re.sub(r"\s+", " ", text).strip()
