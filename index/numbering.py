"""Marks at line starts, and the labels that they make."""

import re
from dataclasses import dataclass

from index.clause import Mark, MarkKind
from index.numeral import parse_number

__all__ = ["Candidate", "label", "parse_number", "read_mark", "without_decimals"]

# The GB/T 9704 ladder with the levels of laws above it; a lower rank is an outer level.
_ORDER: tuple[MarkKind, ...] = (
    "annex",
    "box",
    "book",
    "part",
    "chapter",
    "division",
    "article",
    "chinese",
    "chinese_bracketed",
    "arabic",
    "arabic_bracketed",
    "circled",
    "row",
)
RANK: dict[MarkKind, int] = {kind: rank for rank, kind in enumerate(_ORDER)}
_LARGEST = 999  # beyond this it is a year or an amount
_HAN = "〇零○一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾佰"
_WORDS: dict[str, MarkKind] = {
    "编": "book",
    "分编": "book",
    "篇": "book",
    "部分": "part",
    "大部分": "part",
    "章": "chapter",
    "节": "division",
    "条": "article",
}
_GAP = r"[\s\u3000]*"
_MARK = re.compile(
    rf"""
    第{_GAP}(?P<ordinal>[{_HAN}\d]{{1,9}}){_GAP}(?P<word>分?编|篇|大?部分|章|节|条)
        (?P<sub>之[{_HAN}]{{1,3}})?
  | 附{_GAP}(?:件|录|表)(?:{_GAP}(?P<annex>[{_HAN}\d]{{1,3}}))?
  | 附{_GAP}(?P<appended>[{_HAN}\d]{{1,2}})(?=[\s\u3000]*$)
  | 专{_GAP}栏{_GAP}(?P<box>[{_HAN}\d]{{1,3}})
  | (?P<chinese>[{_HAN}]{{1,5}}){_GAP}[、．.]
  | [（(]{_GAP}(?P<bracketed>[{_HAN}]{{1,5}}){_GAP}[）)][、.]?
  | (?P<compat>[㈠-㈩])[、.]?
  | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}})(?![\d%％])
  | (?P<arabic>\d{{1,3}}){_GAP}[.．、](?!\d+[.．]\d)
  | (?P<dotted>[⒈-⒛])
  | [（(]{_GAP}(?P<paren>\d{{1,3}}){_GAP}[）)][、.]?
  | (?P<half>\d{{1,3}})[）)][、.]?
  | (?P<sign>[⑴-⒇])[、.]?
  | (?P<circled>[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴])[、.]?
  | (?P<bare>\d{{1,2}})(?=[\s\u3000]+[\u4e00-\u9fff])
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(rf"(?P<arabic>\d{{1,3}}){_GAP}[.．、]")
_GROUPS: dict[str, MarkKind] = {
    "annex": "annex",
    "appended": "annex",
    "box": "box",
    "chinese": "chinese",
    "bracketed": "chinese_bracketed",
    "compat": "chinese_bracketed",
    "decimal": "arabic",
    "arabic": "arabic",
    "dotted": "arabic",
    "paren": "arabic_bracketed",
    "half": "arabic_bracketed",
    "sign": "arabic_bracketed",
    "circled": "circled",
    "bare": "arabic",
}
# What follows 第十条 or （二） where it only refers to an article or item
_ARTICLE_REFERENCE = re.compile(r"[的和至或、，,）)]|第|所|规定|以[上下外内]|[款项]")
_ITEM_REFERENCE = re.compile(r"[、，,]|[项款目](?![目的标录项])|(?:至|和|或者?|以及)[（(第]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mark that may stand at a line's start; only the sequence tells whether it does.

    `end` is where the line's text begins; `levels` are the numbers of a decimal mark (1.2.3),
    else the number and, for 第十七条之一, what follows 之; `variant` tells 1. from 1）.
    """

    mark: Mark
    end: int
    levels: tuple[int, ...]
    variant: str = ""
    refers: bool = False


def read_mark(line: str) -> Candidate | None:
    """Find the mark that a line begins with; white space before it is passed over."""
    begin = len(line) - len(line.lstrip())
    found = _MARK.match(line, begin)
    if found is None:
        return None
    group = found.lastgroup or ""
    if group in {"word", "sub"}:
        return _ordinal(line, found)
    if group == "decimal":
        return _decimal(line, found)
    number = 1 if group == "" else parse_number(found[group])
    if number is None or not 0 < number <= _LARGEST:
        return None
    kind = _GROUPS.get(group, "annex")
    variant = group if group in {"half", "bare"} else ""
    return _candidate(line, found, kind, (number,), variant)


def _ordinal(line: str, found: re.Match[str]) -> Candidate | None:
    number = parse_number(found["ordinal"])
    if number is None or not 0 < number <= 9 * _LARGEST:
        return None
    sub = parse_number(found["sub"][1:]) if found["sub"] else None
    word = found["word"]
    levels = (number,) if sub is None else (number, sub)
    return _candidate(line, found, _WORDS[word], levels, "分编" if word == "分编" else "")


def _decimal(line: str, found: re.Match[str]) -> Candidate | None:
    levels = tuple(int(level) for level in re.split("[.．]", found["decimal"]))
    return _candidate(line, found, "arabic", levels, "decimal") if all(levels) else None


def without_decimals(line: str) -> Candidate | None:
    """Read `1.5G…` as item 1 that begins with 5G, for documents that don't number 1.1, 1.2."""
    found = _PLAIN.match(line, len(line) - len(line.lstrip()))
    if found is None:
        return None
    number = parse_number(found["arabic"])
    return _candidate(line, found, "arabic", (number,), "") if number else None


def _candidate(
    line: str, found: re.Match[str], kind: MarkKind, levels: tuple[int, ...], variant: str
) -> Candidate:
    end = found.end()
    after = line[end:]
    gap = len(after) - len(after.lstrip())
    reference = _ARTICLE_REFERENCE if kind == "article" else _ITEM_REFERENCE
    refers = bool(reference.match(line, end))
    printed = "".join(found[0].split())
    number = levels[-1] if variant == "decimal" else levels[0]
    return Candidate(Mark(kind, number, printed), end + gap, levels, variant, refers)


def label(marks: tuple[Mark, ...], *, articles_run_on: bool = True) -> str:
    """Join marks into a label: 五、3 · 附件2、三、（一） · 第十二条（一）.

    Where articles run on through the document, the 编, 章 and 节 above them are left out; a
    decimal mark (1.2.3) already says the ones above it.
    """
    shown = list(marks)
    if articles_run_on and any(mark.kind == "article" for mark in shown):
        shown = [mark for mark in shown if mark.kind not in {"book", "part", "chapter", "division"}]
    if sum(1 for mark in shown if mark.kind == "arabic") > 1:
        shown = [
            mark
            for i, mark in enumerate(shown)
            if not any(_contains(b, mark) for b in shown[i + 1 :])
        ]
    pieces = [mark.text + ("、" if mark.kind in {"annex", "box"} else "") for mark in shown]
    return "".join(pieces).rstrip("、.．")


def _contains(below: Mark, mark: Mark) -> bool:
    """Whether `1.2` stands below `1` or `1.`, which it repeats."""
    if below.kind != "arabic" or mark.kind != "arabic":
        return False
    return below.text.startswith(mark.text.rstrip(".．、") + ".") or below.text.startswith(
        mark.text.rstrip(".．、") + "．"
    )
