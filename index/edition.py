"""Which edition of which document a text is: number, issuer, date, year, as it says itself."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from index.clause import Day, Document, Edition, Stated
from index.dates import DATE, YEAR, find_dates, read_year
from index.imprint import Imprint, ImprintLine, join_lines
from index.lexical import fold
from index.looks import is_date
from index.validity import read_validity

_OPEN, _CLOSE = r"[〔\[［（(【﹝]", r"[〕\]］）)】﹞]"
NUMBER = re.compile(
    rf"[\u4e00-\u9fffA-Za-z]{{1,16}}\s*{_OPEN}\s*\d{{4}}\s*年?\s*{_CLOSE}\s*第?\s*\d{{1,5}}\s*号"
)
_DECREE = re.compile(r"(?P<of>[\u4e00-\u9fff\s]{0,30}令)?\s*[（(]?\s*第\s*\S{1,7}\s*号\s*[）)]?")
_DECREE_OF = re.compile(r"[\u4e00-\u9fff\s]{2,30}令")
_DECREED = re.compile(
    r"(?:(?<=日)|(?<![\u4e00-\u9fff]))(?!日)[\u4e00-\u9fff]{2,20}令\s*第\s*\d+\s*号(?=\s*(?:公布|发布|修订|修正))"
)
_BODY = (
    r"(?:国务院|中央军委|党中央|[\u4e00-\u9fff（）]{1,24}?(?:人民政府|政府|办公厅|办公室|委员会|领导小组|联席会议"
    r"|党委|市委|省委|区委|县委|工委|部|厅|局|委|署|院|会|社|中心|公司|集团|大学|学院|医院|处|司))"
)
_BODIES = re.compile(
    rf"(?P<bodies>{_BODY}(?:[\s、，]*{_BODY})*(?:等[\d一二三四五六七八九十]+[个家]?(?:部门|单位|部委))?)"
)
_ABOUT = re.compile(r"关于|印发|转发|批转|对.{2,20}的(?:答复|批复)")
_LETTERHEAD = re.compile(r"(?P<body>[\u4e00-\u9fff]{2,40})文件")
_CONGRESS = re.compile(
    r"在\s*(?P<place>[\u4e00-\u9fff]{2,12}?)第?[一二三四五六七八九十百]+届\s*人民代表大会"
)
_REPORT = re.compile("政府工作报告")
_MULTIPLE = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)\s*年?\s*[-—–－~～_至到]+\s*(?P<last>(?:19|20)\d\d)\s*年?"
)
_STAMP = re.compile(
    rf"(?:{DATE})(?:\s*\d{{1,2}}\s*[:：时]\S{{0,8}})?(?:\s*(?:来源|作者)\s*[:：].{{0,24}})?"
)
_FILED = re.compile(rf"[（(]\s*(?:{DATE})[^（）()]{{0,6}}[）)]$")
_PRINTED = re.compile(r"印发。?$|印$")
_MEETING = re.compile(r"会议?上|日在|通过|批准|公布|发布|印发|修订|修正")


def find_edition(document: Document) -> Document:
    """The document with what it says of itself; nothing is guessed."""
    imprint = Imprint.of(document)
    number = _number(imprint, document.source)
    date = _date(imprint) or _date_of_file(document.source)
    first, last = _years(document, number, date)
    return replace(
        document,
        edition=read_validity(
            document,
            imprint,
            Edition(
                number=number,
                issuer=_issuer(imprint, document.title) or _issuer_of_decree(number),
                date=date,
                year=first,
                last_year=last,
            ),
        ),
    )


# 文号


def canonical_number(text: str) -> str:
    """A 文号 as it is compared: 京政发〔2020〕3号 and 京政发[2020] 第3号 are 京政发2020-3."""
    found = re.search(
        rf"([\u4e00-\u9fffa-z]+)\s*{_OPEN}?\s*(\d{{4}})\s*年?\s*{_CLOSE}?[\s-]*第?\s*(\d+)\s*号",
        fold(text),
    )
    if found:
        return f"{found[1]}{found[2]}-{int(found[3])}"
    return re.sub(r"[\s第()（）]", "", fold(text)).removesuffix("号")


def _number(imprint: Imprint, source: str) -> Stated | None:
    for stated in imprint.labelled("文号", "发文字号", "文件编号", "发文号"):
        found = NUMBER.search(stated.text)
        if found:
            return _within(stated, *found.span())
    for line in imprint.head:
        found = NUMBER.match(line.text.strip())
        if found and len(line.text.strip()) <= found.end() + 12:  # 签发人：… may stand beside it
            lead = len(line.text) - len(line.text.lstrip())
            return line.stated(lead, lead + found.end())
    return _decree(imprint.head) or _number_of_file(source)


def _decree(head: tuple[ImprintLine, ...]) -> Stated | None:
    """第746号, with 国务院令 above it or before it."""
    for at, line in enumerate(head):
        found = _DECREE.fullmatch(line.text.strip())
        if found is None:
            continue
        if found["of"]:
            return line.stated(0, len(line.text))
        if at and _DECREE_OF.fullmatch(head[at - 1].text.strip()):
            return join_lines(head[at - 1 : at + 1])
    for line in head:
        found = _DECREED.search(line.text)
        if found:
            return line.stated(*found.span())
    return None


def _number_of_file(source: str) -> Stated | None:
    found = re.search(
        rf"[\u4e00-\u9fff]{{2,16}}{_OPEN}\d{{4}}{_CLOSE}第?\d{{1,5}}号", PurePosixPath(source).stem
    )
    return Stated(found[0]) if found else None


def _within(stated: Stated, start: int, end: int) -> Stated:
    text = stated.text[start:end]
    if stated.start is None:
        return Stated(text)
    return Stated(text, stated.start + start, stated.start + end)


# Dates


def _date(imprint: Imprint) -> Day | None:
    for days in (
        (_day(line) for signers, line in imprint.signatures() if signers),
        map(
            _stated_day,
            imprint.labelled("成文日期", "发文日期", "印发日期", "生成日期", "签发日期"),
        ),
        (_day(line) for line in imprint.head if _MEETING.search(line.text) and len(line.text) < 60),
        (_day(line) for line in imprint.all if _PRINTED.search(line.text) and len(line.text) < 60),
        map(
            _stated_day,
            imprint.labelled(
                "发布日期", "公开日期", "发布时间", "公布日期", "公开时间", "时间", "日期"
            ),
        ),
        (_day(line) for line in imprint.head if _is_stamp(line.text)),
        (_day(line) for line in imprint.all[-1:] if is_date(line.text.strip())),
    ):
        found = next((day for day in days if day), None)
        if found:
            return found
    return None


def _date_of_file(source: str) -> Day | None:
    """上海口岸服务条例(2020-05-14).md."""
    found = _FILED.search(PurePosixPath(source).stem)
    return _stated_day(Stated(found[0])) if found else None


def _is_stamp(text: str) -> bool:
    """A line that is a date, with a clock or the source beside it."""
    return bool(_STAMP.fullmatch(text.strip()))


def _day(line: ImprintLine) -> Day | None:
    return next(
        (Day(each.iso, line.stated(each.start, each.end)) for each in find_dates(line.text)), None
    )


def _stated_day(stated: Stated) -> Day | None:
    found = next(find_dates(stated.text), None)
    return Day(found.iso, _within(stated, found.start, found.end)) if found else None


# Years


def _years(
    document: Document, number: Stated | None, date: Day | None
) -> tuple[int | None, int | None]:
    """First and last year that the document is for."""
    title = fold(document.title)
    several = _MULTIPLE.search(title)
    if several:
        return int(several["first"]), int(several["last"])
    named, numbered = year_of(title), year_of(number.text) if number else None
    issued = numbered or (int(date.iso[:4]) if date else None)
    # A year further off is what the title speaks of: 组建2008年北京奥运会…委员会
    year = named if named and (not issued or abs(named - issued) <= 1) else issued
    return year, year


def year_of(text: str) -> int | None:
    """The year that a title or a 文号 names."""
    folded = fold(text)
    found = YEAR.search(folded) or re.search(
        rf"{_OPEN}\s*(?P<year>\d{{4}})\s*年?\s*{_CLOSE}", folded
    )
    return read_year(found["year"]) or None if found else None


# Issuers


def _issuer(imprint: Imprint, title: str) -> Stated | None:
    return (
        _issuer_of_title(imprint, title)
        or _issuer_of_signature(imprint)
        or next(
            iter(imprint.labelled("发布机关", "发布机构", "发文机关", "制发机关", "发文单位")), None
        )
        or _issuer_of_letterhead(imprint.head)
        or _issuer_of_report(imprint.head, title)
    )


def _issuer_of_title(imprint: Imprint, title: str) -> Stated | None:
    """国务院办公厅 of 国务院办公厅关于…, as the head prints it."""
    about = _ABOUT.search(title)
    if about is None:
        return None
    found = _BODIES.fullmatch(title[: about.start()].strip())
    if found is None:
        return None
    wanted = found["bodies"]
    for line in imprint.head:
        at = line.text.find(wanted)
        if at >= 0:
            return line.stated(at, at + len(wanted))
    return Stated(wanted)


def _issuer_of_signature(imprint: Imprint) -> Stated | None:
    for signers, _ in imprint.signatures():
        bodies = [line for line in signers if _BODIES.fullmatch(" ".join(line.text.split()))]
        if bodies:
            return join_lines(bodies)
    return None


def _issuer_of_letterhead(head: tuple[ImprintLine, ...]) -> Stated | None:
    for line in head[:6]:
        found = _LETTERHEAD.fullmatch(line.text.strip())
        if found:
            at = line.text.find(found["body"])
            return line.stated(at, at + len(found["body"]))
    return None


def _issuer_of_report(head: tuple[ImprintLine, ...], title: str) -> Stated | None:
    """A government reports to its congress: 在广东省第十四届人民代表大会… is 广东省人民政府's."""
    if not _REPORT.search(title):
        return None
    text = "".join(line.text for line in head)
    found = _CONGRESS.search(text)
    return Stated(f"{found['place']}人民政府") if found else None


def _issuer_of_decree(number: Stated | None) -> Stated | None:
    body = (
        re.match(r"(?:中华人民共和国)?(?P<body>[\u4e00-\u9fff]{2,20}?)令", number.text)
        if number
        else None
    )
    return Stated(body["body"]) if body else None
