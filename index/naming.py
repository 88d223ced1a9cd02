"""Documents that a question names: by title, the end of one (停车场管理办法), or file name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.allusion import Allusions, abbreviation
from index.clause import Document
from index.lexical import fold, plain
from index.words import content_words

_SHORTEST = 5  # characters of a title's end; 管理办法 alone names nothing
_LONGEST = 60
# Kinds of document, and what all of them are about: these words tell no document from another
_GENERIC = re.compile(
    "关于|印发|做好|加强|进一步|年|管理|实施|工作|暂行|试行|通知|通告|公告|办法|方案|意见|计划|规划|要点|规定|规则"
    "|细则|条例|决定|报告|措施|讲话|总结|制度|清单|文件|的"
)
_NOTICE = re.compile(
    r"^.*?关于(?:重新|修订|修改)?(?:印发|发布|公布|转发|下达|批转)(?P<inner>.+)"
    r"的(?:通知|函|公告|通告|决定|命令|通报)(?:[（(][^（）()]*[）)])*$"
)
_AMONG = re.compile("(?:[的和与及、一二两三四五六七八九十项类个种件]|关于|若干)$")
# How the names of documents end; 采砂.txt is named by no question that speaks of 采砂
_KIND = re.compile(
    "(?:通知|通告|公告|公报|办法|方案|预案|意见|计划|规划|纲要|要点|规定|规则|规范|细则|条例|章程|决定|决议|报告|措施"
    "|讲话|总结|制度|清单|标准|指南|批复|函|纪要|法|法典|表)$"
)
# 公司法 of 中华人民共和国公司法: what laws are called. So short, it counts where it stands alone:
# 按公司法第三条 names it, 社会保险法 is not 保险法, and 宪法宣誓 is not 宪法.
_STATE = "中华人民共和国"
_STARTS = re.compile(r"(?:^|[^\u4e00-\u9fff]|[法的和与及按照据依查看问在对下了是说讲找])$")
_STOPS = re.compile(
    r"$|[^\u4e00-\u9fff]|第|[的里中上对是有怎什哪何](?!华)|规定|关于|全文|总则|附则|一共"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a text names, and the text without their names.

    `loose`: they are not named, the text only has words of a title.
    """

    documents: tuple[Document, ...]
    text: str
    loose: bool = False


class Naming:
    """Finds titles of one generation in a text."""

    def __init__(self, documents: Iterable[Document]) -> None:
        documents = tuple(documents)
        self._allusions = Allusions(documents)
        self._by_title: dict[str, list[Document]] = defaultdict(list)
        self._by_ending: dict[str, list[Document]] = defaultdict(list)
        self._by_call: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            titles = set(filter(None, (plain(document.title), plain(sent_out(document.title)))))
            for name in titles | {plain(PurePosixPath(document.source).stem)}:
                if _KIND.search(name) or (name in titles and len(name) >= _SHORTEST):
                    self._by_title[name].append(document)
            called = plain(document.title).removeprefix(_STATE)
            if len(called) < len(plain(document.title)) and called.endswith(("法", "法典")):
                self._by_call[called].append(document)
            for title in titles:
                for start in range(max(0, len(title) - _LONGEST), len(title) - _SHORTEST + 1):
                    self._by_ending[title[start:]].append(document)

    def named(self, text: str) -> Named:
        """Whole titles before ends of titles, longer ones before shorter ones; else allusions."""
        asked = plain(text)
        documents: list[Document] = []
        while name := self._first(asked):
            asked = asked.replace(name, "\n")
            meant, text = self._of_name(name, text)
            documents += meant
        if not documents and (called := self._called(text)):
            return called
        if not documents and (alluded := self._allusions.find(text)):
            return Named(alluded.documents, alluded.text, loose=not alluded.pointed)
        return Named(tuple(dict.fromkeys(documents)), text)

    def _of_name(self, name: str, text: str) -> tuple[Sequence[Document], str]:
        """The documents of a name, and the text without it.

        Of documents whose titles end alike those are meant whose titles have the words right
        before it, which belong to it then: 内蒙古 of 内蒙古政府工作报告.
        """
        whole, found = self._by_title.get(name), _spelled(name, text)
        if whole or found is None:
            return whole or self._by_ending[name], without(text, name)
        documents = self._by_ending[name]
        led = {each.id: _led(text[: found.start()], plain(each.title)) for each in documents}
        longest = max(led.values())
        meant = [each for each in documents if led[each.id] == longest]
        return meant, f"{text[: found.start() - longest]} {text[found.end() :]}".strip()

    def _called(self, text: str) -> Named | None:
        """Laws by what they are called, one or several."""
        documents: list[Document] = []
        said = fold(text)
        for name in filter(said.__contains__, self._by_call):
            at = said.find(name)
            if _STARTS.search(said[:at]) and _STOPS.match(said[at + len(name) :]):
                documents += self._by_call[name]
                text = without(text, name)
        return Named(tuple(documents), text) if documents else None

    def _first(self, asked: str) -> str:
        titles = (each for each in stretches(asked) if each in self._by_title)
        endings = (each for each in stretches(asked) if each in self._by_ending)
        return next(filter(_tells, titles), "") or next(filter(_tells, endings), "")


def _tells(name: str) -> bool:
    """Whether a name says which document, not only what kind of one or of which years."""
    words = content_words(_GENERIC.sub(" ", name))
    return any(len(word) > 1 and not word.isdecimal() for word in words)


def stretches(text: str) -> Iterable[str]:
    """Every stretch of the text that may be a name, longest first."""
    for size in range(min(_LONGEST, len(text)), 1, -1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def sent_out(title: str) -> str:
    """What a notice sends out: 甲办法 of 关于印发《甲办法》的通知; else the title itself."""
    found = _NOTICE.match(title)
    return found["inner"].strip().removeprefix("《").removesuffix("》") if found else title


def without(text: str, name: str) -> str:
    """`text` without the letters of `name`, whatever stands between and around them (《》)."""
    found = _spelled(name, text)
    return f"{text[: found.start()]} {text[found.end() :]}".strip() if found else text


def _spelled(name: str, text: str) -> re.Match[str] | None:
    pattern = r"[\W_]*".join(map(re.escape, name))
    return re.search(rf"[《“\"]?{pattern}[》”\"]?", fold(text))


def _led(before: str, title: str) -> int:
    """How many characters at the end of `before` are parts of the title, or join such parts."""
    at = held = len(before)
    while at:
        size = next((n for n in range(at, 1, -1) if plain(before[at - n : at]) in title), 0)
        joint = None if size else _AMONG.search(before, 0, at)
        if not size and joint is None:
            break
        at -= size or len(joint[0] if joint else "")
        held = at if size else held
    return len(before) - (held - abbreviation(before[:held], title))
