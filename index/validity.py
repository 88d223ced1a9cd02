"""How long a document is in force, and which others it ends: read from its own sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from index.clause import Day, Document, Edition, Repeal, Stated
from index.dates import DATE, find_dates, first_day, years_after
from index.imprint import Imprint
from index.lexical import fold
from index.numeral import parse_number

_SENTENCE = re.compile(r"[^。；;\n]+")
_SELF = r"(?:本|此|该)[\u4e00-\u9fff（）]{1,12}?"
_FORCE = r"(?:起|之日起|后)?\s*(?:正式)?(?:施行|实施|执行|生效)"
_ITSELF = re.compile(
    rf"{_SELF}(?:自|从|由|有效|执行期|试行期|实施期|适用期)|现(?:予|将).{{0,80}}(?:公布|发布|重新发布|印发)"
)
_FORCEFUL = re.compile("施行|实施|执行|生效|有效|试行|适用期")
_EFFECTIVE = re.compile(rf"(?:自|从|于)\s*(?:{DATE})\s*(?:零时)?{_FORCE}")
_AT_ONCE = re.compile(
    r"自\s*(?:印发|发布|公布|下发|颁布|签发|发文|通过)之日起\s*(?:施行|实施|执行|生效)"
)
_TERM = r"(?:有效期限?|执行期限?|试行期限?|实施期限?|适用期限?|有效时间)"
_UNTIL = re.compile(
    rf"{_TERM}[^，。]{{0,24}}?(?:至|到|截至|截止)\s*(?P<day>{DATE})|(?:施行|实施|执行|试行)(?:至|到)\s*(?P<end>{DATE})"
)
_YEARS = re.compile(
    rf"{_TERM}\s*(?:为|是|限|暂定)*\s*(?P<years>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})\s*年"
)
_STATE = re.compile(r"(?:已|被|全文|宣布|现)*(?:废止|失效)")
_TITLE_STATE = re.compile(r"[（(【\[]\s*(?:已|全文)*(?:废止|失效)\s*[）)】\]]")
_NOTE = re.compile(
    r"[（(【]?(?:提示|注|说明)?[:：]?(?:本|该|此)?(?:文件?|办法|通知|规定)?(?:已|已经)(?:被|于|经|由)?[^，。]{0,40}?(?:废止|失效)[^，。]{0,12}"
)

_NAME = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?P<after>\s*[（(][^（）()]{0,40}[）)])?"
    r"|(?P<bare>[\u4e00-\u9fffA-Za-z]{1,16}\s*[〔\[［【﹝（(]\s*\d{4}\s*[〕\]］】﹞）)]\s*第?\s*\d{1,5}\s*号)"
)
_NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,16}\s*[〔\[［【﹝（(]?\s*\d{4}\s*[〕\]］】﹞）)]?\s*第?\s*\d{1,5}\s*号|第\s*\d{1,5}\s*号"
)
_ENDS = r"(?:废止|停止执行|停止施行|停止使用|失效|不再执行|不再施行|终止执行)"
# 《甲》《乙》同时废止 · 决定废止《甲》
_ENDED = re.compile(
    rf"(?:同时|即行|一并|相应|自行|自动|随之|予以|全文|均|即|也|宣布|自[^，。]{{2,24}}起)*{_ENDS}(?=[。；;，,]|$)"
)
_ENDING = re.compile(
    r"(?:废止|停止执行|宣布失效)(?:的是|下列文件|以下文件|下列规定|了)?\s*[:：]?\s*(?=《)"
)
_BASIS = re.compile("根据|依据|按照|依照|遵照|适用|为(?:了|进一步|贯彻)|现将|参照")
_PART = re.compile(r"\s*(?:第|中|有关|的|规定|附件|部分|等?规定中)")
_LISTS = re.compile(
    rf"(?:下列|以下|附件|所列|目录)[^。]{{0,30}}{_ENDS}|{_ENDS}[^。]{{0,12}}(?:如下|目录|下列|清单)"
)
_VERB = re.compile("废止|停止|失效|不再|终止")
# 1.《甲办法》（青政发〔2001〕1号): a line of a list of documents
_ENTRY = re.compile(r"[^《，,。]{0,40}《")
_WHOLE = re.compile("废止|失效")
_CHANGES = re.compile("修改|修订|修正|清理")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: int


def read_validity(document: Document, imprint: Imprint, edition: Edition) -> Edition:
    """The edition with its time in force and what it repeals."""
    sentences = [_Sentence(found[0], found.start()) for found in _SENTENCE.finditer(document.text)]
    effective = _labelled_day(imprint, "实施日期", "施行日期", "生效日期") or _effective(
        sentences, edition
    )
    whole = replace(edition, effective=effective)
    return replace(
        whole,
        expires=_labelled_day(imprint, "失效日期", "废止日期", "有效期至", "有效期")
        or _expires(sentences, whole),
        ended=_ended(document, imprint),
        repeals=tuple(_repeals(document, sentences)),
    )


def _labelled_day(imprint: Imprint, *labels: str) -> Day | None:
    for stated in imprint.labelled(*labels):
        found = next(find_dates(stated.text), None)
        if found:
            return Day(found.iso, _part(stated, found.start, found.end))
    return None


def _part(stated: Stated, start: int, end: int) -> Stated:
    if stated.start is None:
        return Stated(stated.text[start:end])
    return Stated(stated.text[start:end], stated.start + start, stated.start + end)


def _speaks_of_itself(sentences: list[_Sentence]) -> Iterator[_Sentence]:
    return (each for each in sentences if _FORCEFUL.search(each.text) and _ITSELF.search(each.text))


def _effective(sentences: list[_Sentence], edition: Edition) -> Day | None:
    """The last sentence that says so: what a notice says above comes again in its plan."""
    day: Day | None = None
    for sentence in _speaks_of_itself(sentences):
        text = fold(sentence.text)
        dated = _EFFECTIVE.search(text)
        at_once = _AT_ONCE.search(text)
        if dated:
            found = next(find_dates(dated[0]))
            day = Day(found.iso, _stated(sentence, *dated.span()))
        elif at_once and edition.date:
            day = Day(edition.date.iso, _stated(sentence, *at_once.span()))
    return day


def _expires(sentences: list[_Sentence], edition: Edition) -> Day | None:
    day: Day | None = None
    for sentence in _speaks_of_itself(sentences):
        text = fold(sentence.text)
        until = _UNTIL.search(text)
        years = _YEARS.search(text)
        if until:
            *_, found = find_dates(until[0])
            day = Day(found.iso, _stated(sentence, *until.span()))
        elif years:
            begin = edition.effective or edition.date
            count = parse_number(years["years"])
            if begin and count:
                last = years_after(first_day(begin.iso), count)
                day = Day(last.isoformat(), _stated(sentence, *years.span()))
    return day


def _stated(sentence: _Sentence, start: int, end: int) -> Stated:
    return Stated(sentence.text[start:end], sentence.start + start, sentence.start + end)


def _ended(document: Document, imprint: Imprint) -> Stated | None:
    """（已废止） in its title or file name, 文件状态：废止, a note on top."""
    for stated in imprint.labelled("文件状态", "效力状态", "时效性", "状态", "有效性", "是否有效"):
        if _STATE.fullmatch(stated.text):
            return stated
    for text in (document.title, PurePosixPath(document.source).stem):
        found = _TITLE_STATE.search(text)
        if found:
            return Stated(found[0])
    for line in imprint.head:
        if _TITLE_STATE.search(line.text) or _NOTE.fullmatch(line.text.strip()):
            return line.stated(0, len(line.text))
    return None


# What it ends


def _repeals(document: Document, sentences: list[_Sentence]) -> Iterator[Repeal]:
    """Each once: named in a sentence that ends it, or in a list under such a sentence."""
    title = document.title
    throughout = bool(_WHOLE.search(title)) and not _CHANGES.search(title)
    seen: set[tuple[str, str]] = set()
    listing = throughout
    for sentence in sentences:
        found = _ended_by(sentence) if _VERB.search(sentence.text) else []
        if listing and _ENTRY.match(sentence.text) and not _rests_on(sentence.text):
            found += _names(sentence, 0, len(sentence.text))
        else:
            listing = throughout or bool(_LISTS.search(sentence.text))
        for each in found:
            key = (each.title, each.number)
            if key not in seen:
                seen.add(key)
                yield each


def _ended_by(sentence: _Sentence) -> list[Repeal]:
    before = [
        each for ended in _ENDED.finditer(sentence.text) for each in _before(sentence, ended.end())
    ]
    behind = [
        each
        for ending in _ENDING.finditer(sentence.text)
        for each in _names(sentence, ending.end(), len(sentence.text))
    ]
    return [*before, *behind]


def _rests_on(text: str) -> bool:
    """Whether a stretch names documents that stay: 根据《甲》. What a title says does not count."""
    return bool(_BASIS.search(re.sub(r"《[^》]*》", "", text)))


def _before(sentence: _Sentence, end: int) -> list[Repeal]:
    """The names that stand before the verb, as far back as they go on."""
    start = end
    for piece in reversed(list(re.finditer(r"[^，,]+[，,]?", sentence.text[:end]))):
        if _rests_on(piece[0]):
            break
        start = piece.start()
    return _names(sentence, start, end)


def _names(sentence: _Sentence, start: int, end: int) -> list[Repeal]:
    """Documents named between two columns; parts of one (《甲》第三条) are none."""
    names = []
    for found in _NAME.finditer(sentence.text, start, end):
        if _PART.match(sentence.text, found.end()):
            continue
        number = _NUMBER.search(found["after"] or "")
        names.append(
            Repeal(
                found["title"] or "",
                (found["bare"] or (number[0] if number else ""))
                .removeprefix("原")
                .removeprefix("我院"),
                sentence.start + found.start(),
                sentence.start + found.end(),
            )
        )
    return names
