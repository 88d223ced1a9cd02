"""Whether two names mean one body: 区文明办 and 文明办; 省经信厅 and 浙江省经济和信息化厅.

Names are compared by where the body is (its place) and what it is (its core). An abbreviation
takes its characters from the full name in their order, and leaves out none of its parts.
"""

import re
from dataclasses import dataclass
from functools import cache

from index.lexical import fold
from index.owners.names import base_of
from index.words import words

_PLACE = re.compile(
    r"国家|全国|中央|[^省市区县旗州盟]{0,5}?(?:自治[区州县]|省(?![级直])"
    r"|市(?!场|容|民|直|级|政(?![府协法])|政府采购)|(?<![社园小校景片战军])区(?!块|域|划|直|级)"
    r"|县(?!域|直|级)|旗(?!舰|袍|下)|州|(?<!联)盟)"
)
_NOBODY = re.compile(r"[x×某*]+(?=[省市区县旗州盟])")
_PARTY = re.compile(r"^委(?=.{2,}[部委办局室校院]$)")
_LONG = (
    ("人民政府", "政府"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("联合会", "联"),
    ("总局", "局"),
)
_SUFFIXES = "部委办局厅署会院社处科室队站所联"
_AND = re.compile("[和与及、]")
_GENERIC = frozenset(
    ("管理", "事务", "监督", "建设", "工作", "指导", "服务", "领导", "协调", "小组", "委员会")
)
_OFFICE = re.compile("(?:行政)?(?:主管)?(?:部门|机关)$")
_SHARED = re.compile(
    "(?P<one>[省市区县镇乡])[、和及或（(](?P<other>[省市区县镇乡])[）)]?(?P<of>.+)"
)
_ET_CETERA = re.compile(r"等$|^各|^中共")


@dataclass(frozen=True, slots=True)
class Body:
    """`place` is the chain of places before the name, `core` the rest in its short form."""

    place: str
    core: str


@cache
def read_body(name: str) -> Body:
    """Cut a name into place and core; the body of a place alone is its government."""
    rest = _ET_CETERA.sub("", _NOBODY.sub("", fold(base_of(name)).strip("\"'“” ")))
    place = ""
    while found := _PLACE.match(rest):
        place, rest = place + found[0], rest[found.end() :]
    rest = _PARTY.sub("", rest) if place else rest
    for full, short in _LONG:
        if rest.endswith(full):
            rest = rest.removesuffix(full) + short
    return Body(place, _OFFICE.sub("", rest) or "政府")


@cache
def same_body(one: str, other: str) -> bool:
    """Whether both names can mean the same body; a second name in brackets counts as its own."""
    return any(_same(read_body(a), read_body(b)) for a in _names(one) for b in _names(other))


def _names(name: str) -> tuple[str, ...]:
    """What a name may be read as: of two places (市、区民政部门), or a second in brackets."""
    shared = _SHARED.match(name)
    if shared:
        return (f"{shared['one']}{shared['of']}", f"{shared['other']}{shared['of']}")
    base = base_of(name)
    inside = name[len(base) :].strip("（()）〔〕 ")
    return (base, inside) if len(inside) > 2 else (base,)


def _same(one: Body, other: Body) -> bool:
    if not _one_place(one.place, other.place):
        return False
    short, long = sorted((one.core, other.core), key=len)
    return short == long or _stands_for(short, long)


def _one_place(one: str, other: str) -> bool:
    """市 is 杭州市, and no place is any; 杭州市 is not 宁波市."""
    return not one or not other or one.endswith(other) or other.endswith(one)


def _stands_for(short: str, long: str) -> bool:
    """Whether `short` abbreviates `long`: 发改委 发展和改革委, 公安 公安局."""
    if short == long[:-1] and long[-1] in _SUFFIXES:
        return len(short) > 1
    if len(short) < 3 or short[-1] != long[-1] or short[-1] not in _SUFFIXES:
        return False
    stem, full = short[:-1], long[:-1]
    if short[-1] == "办" and _without_generic(full).endswith(stem):
        return True
    taken = _taken(stem, full)
    return bool(taken) and taken[0] == 0 and _complete(taken, full)


def _without_generic(text: str) -> str:
    return "".join(word for word, _ in words(text, guess=False) if word not in _GENERIC)


def _taken(stem: str, full: str) -> list[int]:
    """Where the characters of `stem` stand in `full`, in their order; [] where they don't."""
    at, taken = 0, []
    for char in stem:
        at = full.find(char, at)
        if at < 0:
            return []
        taken.append(at)
        at += 1
    return taken


def _complete(taken: list[int], full: str) -> bool:
    """Whether no part is left out: 文旅 of 文化和旅游, but not 教育 of 教育体育."""
    cuts = [match.start() for match in _AND.finditer(full)]
    parts = zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(full)], strict=True)
    if not all(any(start <= at < end for at in taken) for start, end in parts):
        return False
    spans = [(at, at + len(word), word) for word, at in words(full, guess=False)]
    used = [sum(start <= at < end for at in taken) for start, end, _ in spans]
    if cuts or any(0 < n < end - start for n, (start, end, _) in zip(used, spans, strict=True)):
        return True
    left = (word for n, (_, _, word) in zip(used, spans, strict=True) if not n)
    return all(word in _GENERIC for word in left)
