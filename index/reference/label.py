"""五、3 and its like: numbers side by side, without a noun."""

import re
from collections.abc import Iterator

from index.reference.address import Reading, Step, Steps, joined, widened
from index.reference.number import (
    AND,
    BRACKETED,
    CIRCLED,
    DIGITS,
    HAN,
    NUMBER,
    TO,
    is_printed,
    pieces,
)

# 五、3  五（三） 5.3  5-3  十.3  九之三  六③  二、（三）1
_LEVEL = (
    rf"(?:\s*(?:之|点|的(?=[{DIGITS}])|[—-]{{2}}|[、.．·\-—–－_/])\s*(?:第\s*)?{NUMBER}|\s*[、.．]?\s*{BRACKETED}"
    rf"|(?<=[{HAN}])\s?(?=[{DIGITS}])(?<![{DIGITS}]){NUMBER}|[、.．]?[{CIRCLED}]|(?<=[)）〕\]])\s*[、.．]?{NUMBER})"
)
_HEAD = rf"(?<![{DIGITS}{HAN}A-Za-z第之.．/%])(?P<head>{NUMBER}|{BRACKETED})"
_FOLLOWS = r"(?![%％A-Za-z年月日万亿元家个人次岁号倍届班米分])"
_LABEL = re.compile(
    rf"{_HEAD}(?P<rest>{_LEVEL}{{1,4}})(?:[、.．](?!\d))?(?P<after>条|项|款|点)?{_FOLLOWS}"
)
_OF_NOUN = re.compile(rf"第(?P<head>{NUMBER})(?P<rest>{_LEVEL}{{1,4}})(?P<after>条|项|款|点)")
# 5.3 may be an amount and 一、二 a list: only what ends here, or goes on as a question, is taken.
_ENDS = re.compile(
    r"(?=$|[\s,，。.．？?！!；;：:、)）」』”\"]|[的里中内讲说写是有要提谈规由归谁什哪怎如何都和与及还或到至~～呢吗吧这那具原全负请])"
)
_SAME_SCRIPT = re.compile(
    rf"[{DIGITS}\s.．\-—–－_/、·第]+|[{HAN}\s之点、.．·\-—–－_/第]+|[{DIGITS}点之]+"
)
_TAIL = re.compile(
    rf"(?:之(?=[{DIGITS}（(①-⑳])|[的里、\s]{{0,2}})(?P<rest>(?:{BRACKETED}|[{CIRCLED}]|{NUMBER}){_LEVEL}{{0,4}})(?:[、.．](?!\d))?"
    rf"(?:\s*(?P<to>{TO})\s*第?(?P<last>{NUMBER}|{BRACKETED}|[{CIRCLED}]))?(?P<noun>小?[条项点款])?"
)
_BESIDE = re.compile(rf"\s*(?P<by>{AND}|[、,，]|(?P<to>{TO}))\s*")
_LOOSE = re.compile(rf"(?<=[{HAN}])(?:\s?|的)[{DIGITS}]")  # 五3, 五的3: no mark between
_ONE = re.compile(rf"{BRACKETED}|[{CIRCLED}]|{NUMBER}")
_MORE = rf"(?:\s*(?:{TO}|{AND}|[、,，])?\s*{BRACKETED})*"
_SPAN = re.compile(
    rf"(?P<first>[{DIGITS}]+[.．、][{DIGITS}]+)\s*[-—–－]\s*(?P<last>[{DIGITS}]+[.．、][{DIGITS}]+)"
)
_ALONE = re.compile(
    rf"(?<![a-z])(?:part|section)\s*(?P<spoken>{NUMBER})|^\s*(?:原文|全文)?\s*"
    rf"(?P<alone>{BRACKETED}{_MORE}|[{HAN}]{{1,3}}[、.．]?|[{DIGITS}]{{1,2}}[、.．]?|[{CIRCLED}])\s*[。？?！!]*\s*$"
    rf"|(?:^|[问看查说])\s*(?P<opening>{BRACKETED}{_MORE})\s*(?=[里中的是讲说写有要规,，。？?])",
    re.IGNORECASE,
)


def read_label(text: str) -> Reading | None:
    """The first label, and those that stand beside it: 五、3和五、5, 五（三）、（四）."""
    for found in _labels(text):
        branches = _ranged(found["head"] + found["rest"])
        end = found.end()
        while more := _beside(text, end, branches[-1]):
            steps, end, ranged = more
            branches = (
                [*branches[:-1], *_up_to(branches[-1], steps)] if ranged else branches + steps
            )
        return Reading(joined(branches), found.start(), end)
    return None


def _labels(text: str) -> Iterator[re.Match[str]]:
    found = (*_OF_NOUN.finditer(text), *_LABEL.finditer(text))
    yield from filter(_is_label, sorted(found, key=lambda each: each.start()))


def _is_label(found: re.Match[str]) -> bool:
    written = found["head"] + found["rest"]
    numbers = list(pieces(written))
    if len(numbers) < 2 or not all(value for _, value in numbers):
        return False
    if not (_SAME_SCRIPT.fullmatch(written) or _LOOSE.search(written)):
        return True
    if "·" in written or any(value > 99 for _, value in numbers):  # 3·15 is a day
        return False
    return bool(found["after"]) or _ENDS.match(found.string, found.end()) is not None


def _ranged(written: str) -> list[Steps]:
    """5.1-5.3 is a range, where 5-1 is one address: both sides have the same levels."""
    sides = _SPAN.fullmatch(written)
    if sides is None:
        return _branches(written)
    return _up_to(_branches(sides["first"])[0], _branches(sides["last"]))


def _branches(written: str) -> list[Steps]:
    """A level each; brackets of one kind in a row are beside each other: 五（三）、（四）."""
    done: list[Steps] = []
    steps: Steps = ()
    before = ""
    for printed, value in pieces(written):
        form = _form(printed)
        if form and form == before:
            done.append(steps)
            steps = steps[:-1]
        steps = (*steps, Step("any", value, value, printed, printed=bool(form)))
        before = form
    return [*done, steps]


def _form(piece: str) -> str:
    """What kind of mark a piece is; "" for a bare number."""
    if not is_printed(piece):
        return ""
    return "han" if re.search(f"[{HAN}]", piece) else "digits" if piece[0] in "（([〔" else "sign"


def _up_to(first: Steps, last: list[Steps]) -> list[Steps]:
    """五、2到五、4: one range where only the last level differs; else both ends."""
    if len(last) != 1 or len(last[0]) != len(first):
        return [first, *last]
    above, end = last[0][:-1], last[0][-1]
    if [step.first for step in above] != [step.first for step in first[:-1]]:
        return [first, *last]
    return [(*first[:-1], widened(first[-1], end.last, f"到{end.said}"))]


def _beside(text: str, end: int, last: Steps) -> tuple[list[Steps], int, bool] | None:
    """The addresses behind 和 or 到, where they end, and whether they close a range."""
    by = _BESIDE.match(text, end)
    if by is None:
        return None
    label = _LABEL.match(text, by.end())
    if label and _is_label(label):
        return _branches(label["head"] + label["rest"]), label.end(), by["to"] is not None
    one = _ONE.match(text, by.end())
    if one is None or by["by"] in "、,，" or not _ENDS.match(text, one.end()):
        return None
    printed, value = next(pieces(one[0]), ("", 0))
    step = Step("any", value, value, printed, printed=is_printed(printed))
    return ([(*last[:-1], step)], one.end(), by["to"] is not None) if value else None


def read_tail(text: str, at: int, *, within_annex: bool) -> tuple[Steps, int] | None:
    """The numbers that go on behind an ordinal, and where they end: （一） of 第十二条（一）."""
    found = _TAIL.match(text, at)
    if found is None:
        return None
    steps = _branches(found["rest"])[0]
    if found["last"]:
        printed, value = next(pieces(found["last"]), ("", 0))
        steps = (*steps[:-1], widened(steps[-1], value, f"{found['to']}{printed}"))
    sure = steps[0].printed or found["noun"] or (within_annex and len(steps) > 1)
    if not all(step.first for step in steps) or not (sure or _ENDS.match(text, found.end())):
        return None
    return steps, found.end()


def read_alone(text: str) -> Reading | None:
    """A message that is nothing but a number, as printed: （八）, 三、, part 4."""
    found = _ALONE.search(text)
    if found is None:
        return None
    written = found["spoken"] or found["alone"] or found["opening"]
    branches: list[Steps] = []
    before = 0
    for piece in _ONE.finditer(written):
        printed, value = next(pieces(piece[0]), ("", 0))
        if not value:
            return None
        if branches and re.search(TO, written[before : piece.start()]):
            branches[-1] = (widened(branches[-1][0], value, f"到{printed}"),)
        else:
            branches.append((Step("any", value, value, printed, printed=is_printed(printed)),))
        before = piece.end()
    return Reading(joined(branches), found.start(), found.end()) if branches else None
