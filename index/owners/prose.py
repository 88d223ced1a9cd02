"""Bodies that running text charges in so many words, and stretches that only come near it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.clause import Phrase, Role, Unit
from index.owners import names
from index.owners.compact import Compact
from index.owners.wording import role_of_verb

_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_CHARGE = re.compile(
    r"(?:具体|统一|主要|共同|联合|统筹|分别|全面|各自|组织|归口|(?:按照?|依照?)(?:各自)?(?:职责|职能|分工)+)*"
    r"(?P<verb>牵头(?!人)|负责(?!地区|区域|范围|部门|单位|机构|人(?!才|员|事|力)|同志|制(?!定|订|作|造))|承办(?!人|机构|单位)|主办(?!单位|者))"
)
_ASSIST = re.compile(
    r"(?:共同|积极|按(?:照)?(?:各自)?(?:职责|职能|分工)+)*(?P<verb>配合|协助|参与|参加|协办|协同|支持|负责)(?=$|[^的]*$)"
)
_JOINTLY = re.compile(r"(?:并)?会同(?P<names>[^，,]{2,60}?)(?=等|共同|负责|组织|推进|制定|$)")
_LEAD_IN = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]+条|[一二三四五六七八九十]+(?:是|要)|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d+[.．、]|[①-⑳]|其中|同时|并|原则上|统一|请|[—-]+|[\s　])+"
)
_BY = re.compile(r"(?<!自|理|经|缘|事|来)由(?!于|此|来|衷)")
_PERMITTED = re.compile(r"(?:可以?|也可|不|或者?|建议)$")
_FRAMING = re.compile(
    r"(?:建立|健全|完善|构建|形成|成立|组建|实行|推行|推广|探索|采取|采用|打造|创新|坚持|推动|支持|鼓励|引导)[^，,]*$"
)
# Other actors may follow before the 的 that makes it all an attribute: “A牵头、B参与的工作机制”.
_FRAMED = re.compile(
    r"(?:[、，,]?[^，,。；;的]{0,20}(?:参与|参加|配合|协同|协助|协作|联动|支持|负责|实施|落实|主导|管理|保障|监督|推进)){0,5}"
    r"[、，,]?的|[^，,。；;]{1,14}的(?:部门|机构|单位|人员|机关|地区|区域|工作人员|同志)"
)
_JOINED = re.compile(r"会同|会商|(?<=[部委局厅府])联合")
_TRIGGERS = ("牵头", "负责", "承办", "主办")


@dataclass(slots=True)
class Charges:
    """Bodies that running text charges, and the stretches that only come near it."""

    units: list[Unit] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    """`listed` are charged by `verb` from `at` on; `framed` where that only says how or whether."""

    listed: list[names.Span]
    verb: str
    at: int
    framed: bool
    partners: names.Span | None


def find_charges(compact: Compact) -> Charges:
    """Read the sentences that hold a word of charge; bodies must be particular ones."""
    charges = Charges()
    text = compact.text
    if not any(word in text for word in _TRIGGERS):
        return charges
    for sentence in _SENTENCE.finditer(text):
        if any(word in sentence.group() for word in _TRIGGERS):
            _read_sentence(compact, *sentence.span(), charges)
    return charges


def _read_sentence(compact: Compact, start: int, end: int, charges: Charges) -> None:
    text = compact.text
    charged = False
    for segment_start, segment_end in _segments(text, start, end):
        claim = _claim(text, segment_start, segment_end, end)
        if claim is None:
            if charged:
                _read_assistance(compact, segment_start, segment_end, charges)
            continue
        particular = all(names.is_particular(text[slice(*name)]) for name in claim.listed)
        if claim.listed and particular and not claim.framed:
            _add(compact, claim.listed, role_of_verb(claim.verb), charges)
            _add_partners(compact, claim.partners, charges)
            charged = True
        elif claim.framed or all(names.is_body(text[slice(*name)]) for name in claim.listed):
            charges.phrases.append(compact.phrase(claim.at, segment_end))


def _segments(text: str, start: int, end: int) -> Iterator[names.Span]:
    for segment_start, segment_end in names.split_list(text[start:end], "，,：:"):
        lead_in = _LEAD_IN.match(text, start + segment_start, start + segment_end)
        first = lead_in.end() if lead_in else start + segment_start
        if first < start + segment_end:
            yield first, start + segment_end


def _claim(text: str, start: int, end: int, sentence_end: int) -> _Claim | None:
    """The charge that the segment `[start, end)` states, if it does."""
    charge = _CHARGE.search(text, start, end)
    if charge is None:
        return None
    by = max((found.end() for found in _BY.finditer(text, start, charge.start())), default=None)
    first = start if by is None else by
    partners = _JOINED.search(text, first, charge.start())
    listed = _names(text, first, partners.start() if partners else charge.start())
    before = text[start : max(start, first - 1)]
    framed = (
        _FRAMED.match(text, charge.end(), sentence_end) is not None
        or _FRAMING.search(before) is not None
        or _PERMITTED.search(before) is not None
    )
    if not listed and (by is None or not framed):
        return None
    at = first if by is None else by - 1
    return _Claim(listed, charge["verb"], at, framed, partners and (partners.end(), charge.start()))


def _names(text: str, start: int, end: int) -> list[names.Span]:
    """The list of bodies that fills `[start, end)`, or nothing where it is more than that."""
    if start >= end or end - start > 80:
        return []
    listed = [(start + s, start + e) for s, e in names.split_list(text[start:end], "、")]
    joined = [
        part for span in names.join_levels(text, listed) for part in names.split_joint(text, span)
    ]
    spans = [(s, s + len(names.without_abbreviation(text[s:e]))) for s, e in joined]
    return spans if all(names.is_body(text[s:e]) for s, e in spans) else []


def _read_assistance(compact: Compact, start: int, end: int, charges: Charges) -> None:
    """“…，市财政局配合”, “…，会同市财政局推进” after a body has been charged."""
    text = compact.text
    if jointly := _JOINTLY.match(text, start, end):
        first, last = jointly.span("names")
    elif assist := _ASSIST.search(text, start, end):
        first, last = start, assist.start()
    else:
        return
    _add_partners(compact, (first, last), charges)


def _add_partners(compact: Compact, span: names.Span | None, charges: Charges) -> None:
    if span is None:
        return
    listed = _names(compact.text, *span)
    if all(names.is_particular(compact.text[slice(*name)]) for name in listed):
        _add(compact, listed, "support", charges)


def _add(compact: Compact, listed: list[names.Span], role: Role, charges: Charges) -> None:
    for start, end in listed:
        charges.units.append(compact.unit(start, end, role))
