"""Titles without what changes from edition to edition, so that two years' plans meet."""

import re
from pathlib import PurePosixPath

from index.clause import Document
from index.lexical import fold

_ABOUT = re.compile(
    r"^(?P<issuer>.*?)关于(?:重新|修订|修改)?(?:印发|发布|公布|转发|下达|批转)(?P<core>.+)"
    r"的(?:通知|函|公告|通告|决定|命令|通报)(?:[（(][^（）()]*[）)])*$"
)
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:\s*年)?\s*[-—–－~～_至到]+\s*(?:19|20)?\d\d\s*年?"
    r"|(?:19|20)\d\d\s*年?度?(?:\d{1,2}\s*月份?)?(?:\d{1,2}\s*日)?|[〇○零一二三四五六七八九]{4}年度?"
)
_NOTE = re.compile(
    r"[（(\[【][^（）()\[\]【】]*(?:修订|修正|修改|试行|暂行|废止|失效|年|版|版本)[^（）()\[\]【】]*[）)\]】]"
)
_REGION = re.compile(
    r"(?P<region>[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|省|市|区|县|旗|州)|国务院|中华人民共和国)"
)
_SHORTEST = 6  # characters that name a document


def plain(text: str) -> str:
    """Letters and digits alone, folded."""
    return "".join(char for char in fold(text) if char.isalnum())


def core(title: str) -> str:
    """What a notice sends out, else the title: 《甲办法》 of 关于印发《甲办法》的通知."""
    found = _ABOUT.match(title)
    inner = found["core"] if found else title
    return inner.strip().removeprefix("《").removesuffix("》") if found else inner


def without_years(text: str) -> str:
    """The text without years and dates; each becomes a blank."""
    return _YEARS.sub(" ", fold(text))


def series_key(document: Document) -> tuple[str, str]:
    """Equal for editions of one document: its title but for year and date, and who issued it.

    The issuer counts only where the title does not begin with a place: 政府工作报告 is every
    province's.
    """
    title = core(document.title)
    key = plain(without_years(_NOTE.sub("", fold(title))))
    if _REGION.match(key):
        return key, ""
    issuer = document.edition.issuer
    return key, plain(issuer.text) if issuer else ""


def names_of(document: Document) -> tuple[str, ...]:
    """What the document is called, plain, longest first: its title, what it sends out, its file."""
    called = (document.title, core(document.title), PurePosixPath(document.source).stem)
    names = {plain(each) for each in called}
    return tuple(sorted(filter(None, names), key=len, reverse=True))


def nickname_of(document: Document) -> str:
    """Its plain title without the year, where that is long enough to tell it; else ""."""
    key, _ = series_key(document)
    return key if len(key) >= _SHORTEST else ""
