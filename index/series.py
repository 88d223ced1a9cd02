"""Titles without what changes from edition to edition, so that two years' plans meet."""

import re

from index.clause import Document
from index.lexical import fold, plain
from index.naming import sent_out

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


def without_years(text: str) -> str:
    """The text without years and dates; each becomes a blank."""
    return _YEARS.sub(" ", fold(text))


def series_key(document: Document) -> tuple[str, str]:
    """Equal for editions of one document: its title but for year and date, and who issued it.

    The issuer counts only where the title does not begin with a place: 政府工作报告 is every
    province's.
    """
    title = sent_out(document.title)
    key = plain(without_years(_NOTE.sub("", fold(title))))
    if _REGION.match(key):
        return key, ""
    issuer = document.edition.issuer
    return key, plain(issuer.text) if issuer else ""
