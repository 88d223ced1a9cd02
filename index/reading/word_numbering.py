"""Word's automatic numbering: the marks that Word shows, worked out from numbering.xml."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `text` is a pattern such as `（%2）`.

    It starts afresh after a level below `restart`: None is any higher level, 0 is never.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: its levels, the counters it shares (`family`), and where it starts afresh."""

    family: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document and their running counters; feed it the paragraphs in order."""

    lists: dict[str, List]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, list_id: str, level: int) -> str:
        """The mark of the next paragraph of a list at a level, "" for an unknown list."""
        chosen = self.lists.get(list_id)
        if chosen is None or level not in chosen.levels:
            return ""
        counters = self._counters.setdefault(chosen.family, {})
        self._advance(list_id, chosen, level, counters)
        return _render(chosen.levels, level, counters)

    def _advance(self, list_id: str, chosen: List, level: int, counters: dict[int, int]) -> None:
        first = (list_id, level) not in self._begun
        self._begun.add((list_id, level))
        if first and level in chosen.restarts:
            counters[level] = chosen.restarts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = chosen.levels[level].start
        for lower in [each for each in counters if each > level]:
            if _restarts(chosen.levels.get(lower), level):
                del counters[lower]


def _restarts(lower: Level | None, level: int) -> bool:
    if lower is None or lower.restart is None:
        return True
    return level < lower.restart


def _render(levels: dict[int, Level], level: int, counters: dict[int, int]) -> str:
    own = levels[level]
    if own.form == "bullet":
        return "• "

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        named = levels.get(at, Level())
        return numeral(counters.get(at, named.start), "decimal" if own.legal else named.form)

    text = re.sub(r"%([1-9])", number, own.text)
    spaced = own.suffix != "nothing" and text[-1:].isascii() and text
    return text + " " if spaced else text


def numeral(number: int, form: str) -> str:
    """A number in one of Word's formats (w:numFmt); decimal for a format that has no rule here."""
    return _FORMS.get(form, str)(number)


def chinese(number: int) -> str:
    """一 … 十 十一 … 二十 … 一百零五, as Word counts; plain digits beyond 9999."""
    text = _counted(number, "零" + _DIGITS[1:], "十百千")
    return text.removeprefix("一") if 10 <= number < 20 else text


def _counted(number: int, digits: str, powers: str) -> str:
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    figures = str(number)
    text = ""
    for at, figure in enumerate(figures):
        power = len(figures) - at - 1
        if figure != "0":
            text += digits[int(figure)] + (powers[power - 1] if power else "")
        elif figures[at:].strip("0") and not text.endswith(digits[0]):
            text += digits[0]
    return text


def _spelled(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """From a to z, then aa, bb, as Word goes on after the alphabet."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _from(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + step) for step in range(length))


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + d: ord("０") + d for d in range(10)})


_CIRCLED = _run("①", 20) + _run("㉑", 15) + _run("㊱", 15)
_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from(_CIRCLED),
    "decimalEnclosedCircleChinese": _from(_CIRCLED),
    "decimalEnclosedFullstop": _from(_run("⒈", 20)),
    "decimalEnclosedParen": _from(_run("⑴", 20)),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "taiwaneseDigital": _spelled,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "拾佰仟"),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographEnclosedCircle": _from(_run("㊀", 10)),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
}


def read_numbering(root: "_Element | None", style_lists: dict[str, str]) -> Numbering:
    """The lists of numbering.xml; `style_lists` maps a list style's id to the w:num it names."""
    if root is None:
        return Numbering({})
    families = {
        str(each.get(W + "abstractNumId")): each for each in root.iterchildren(W + "abstractNum")
    }
    chosen = {str(num.get(W + "numId")): num for num in root.iterchildren(W + "num")}
    lists: dict[str, List] = {}
    for list_id, num in chosen.items():
        family = _family(num, families, chosen, style_lists)
        if family is not None:
            lists[list_id] = _list(num, family, families[family])
    return Numbering(lists)


def _family(
    num: "_Element",
    families: "dict[str, _Element]",
    chosen: "dict[str, _Element]",
    style_lists: dict[str, str],
) -> str | None:
    """The w:abstractNum behind a w:num, through the list style that it may stand for."""
    for _ in range(4):  # links in a ring would go on for ever
        family = value(num, "abstractNumId")
        if family is None or family not in families:
            return None
        link = value(families[family], "numStyleLink")
        target = chosen.get(style_lists.get(link or "", ""))
        if target is None:
            return family
        num = target
    return None


def _list(num: "_Element", family: str, abstract: "_Element") -> List:
    levels = {_index(each): _level(each) for each in abstract.iterchildren(W + "lvl")}
    restarts: dict[int, int] = {}
    for override in num.iterchildren(W + "lvlOverride"):
        at = _index(override)
        replaced = override.find(W + "lvl")
        if replaced is not None:
            levels[at] = _level(replaced)
        start = value(override, "startOverride")
        if start is not None:
            restarts[at] = whole(start, 1)
    return List(family, levels, restarts)


def _index(element: "_Element") -> int:
    return whole(element.get(W + "ilvl"), 0)


def _level(element: "_Element") -> Level:
    restart = value(element, "lvlRestart")
    legal = element.find(W + "isLgl")
    return Level(
        start=whole(value(element, "start"), 1),
        form=_form(element),
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and is_on(legal),
    )


def _form(element: "_Element") -> str:
    """The level's own w:numFmt, also where it stands in an alternative for older programs."""
    found = element.find(".//" + W + "numFmt")
    return str(found.get(W + "val") or "decimal") if found is not None else "decimal"


def value(element: "_Element", tag: str) -> str | None:
    """The w:val of a child element."""
    child = element.find(W + tag)
    return None if child is None else child.get(W + "val")


def is_on(element: "_Element") -> bool:
    """An on/off property: on unless it says otherwise."""
    return element.get(W + "val", "true") not in {"0", "false", "off"}


def whole(text: str | None, default: int) -> int:
    """An integer attribute, `default` where it is missing or no integer."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
