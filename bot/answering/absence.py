"""A year or a place that a question names and the documents do not speak of."""

import re
from functools import cache
from importlib.resources import files

from bot.answering.basis import Basis
from bot.question import Question
from index.asking import asked
from index.found import Hit
from index.lexical import fold
from index.selection import speaks_of

_REGION = re.compile(
    "..[省市区县州旗]$|^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)$"
)
_COUNTRY = re.compile(
    "美国|英国|法国|德国|日本|韩国|俄罗斯|加拿大|澳大利亚|新西兰|新加坡|马来西亚|泰国|越南|印度|意大利|西班牙|葡萄牙|荷兰|瑞士"
    "|瑞典|挪威|芬兰|丹麦|巴西|阿根廷|墨西哥|南非|埃及|土耳其|欧盟|欧洲|非洲|北美"
)
_ABROAD = re.compile("[国境海]外|外[国籍商资]|国际|涉外")
_KIND_OF_PLACE = re.compile("(?<=..)(?:地区|[省市区县州旗])$")
_NEAR_YEARS = {"去年": -1, "前年": -2, "明年": 1, "后年": 2}


def absent_year(question: Question, hit: Hit, basis: Basis) -> str:
    """A year that is asked about and that the clause is not of; "" where there is none."""
    for year in question.years:
        if not speaks_of(int(year), hit.document, hit.clause):
            return f"{year}年"
    return _other_year(question, hit, basis)


def absent_country(text: str, hit: Hit, basis: Basis) -> str:
    """A foreign country that the question names and that no document speaks of.

    Not where the clause speaks of foreign countries altogether: then it is of this one, too.
    """
    if _ABROAD.search(hit.clause.text):
        return ""
    return next((each for each in _COUNTRY.findall(text) if not _known(each, basis)), "")


def absent_place(text: str, basis: Basis) -> str:
    """A place that the question names and no document does."""
    import rjieba

    for word, tag in rjieba.tag(fold(text)):
        is_place = word in cities() or (tag == "ns" and _REGION.search(word))
        if is_place and not _known(word, basis):
            return word
    return ""


def _known(place: str, basis: Basis) -> bool:
    bare = _KIND_OF_PLACE.sub("", place)
    titles = (document.title for document in basis.generation.documents)
    return basis.generation.holds(bare) or any(bare in title for title in titles)


@cache
def cities() -> frozenset[str]:
    """Names of cities, without 市."""
    return frozenset(files("bot.answering").joinpath("cities.txt").read_text("utf-8").split())


def _other_year(question: Question, hit: Hit, basis: Basis) -> str:
    """A year as seen from today that is asked about and that the clause is not of."""
    register = basis.generation.register
    for word, by in _NEAR_YEARS.items():
        asked_of = word in question.text and word not in hit.clause.text
        year = register.today.year + by
        if asked_of and not speaks_of(year, hit.document, hit.clause):
            said = asked(question.text, register)
            return "" if said.before else f"{word}（{year}年）"  # 去年的要点 is an edition
    return ""
