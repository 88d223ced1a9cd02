"""How a number is written within an address, as patterns."""

import re
from collections.abc import Iterator

from index.numeral import parse_number

DIGITS = "0-9０-９"
HAN = "一二三四五六七八九十百两〇零廿壹贰叁肆伍陆柒捌玖拾佰"
CIRCLED = "①-⑳⑴-⒇"

# 八九 and 七一 are no numbers of clauses; a longer run of digits is a year or an amount.
NUMBER = (
    rf"(?:(?<![{DIGITS}])[{DIGITS}]{{1,3}}(?![{DIGITS}])"
    rf"|(?<![{HAN}])(?![一二三四五六七八九两]{{2}})[{HAN}]{{1,5}}(?![{HAN}])"
    r"|[Ⅰ-Ⅻⅰ-ⅻ]|[IVX]{1,5}(?![A-Za-z]))"
)
BRACKETED = rf"[（(〔\[]\s*{NUMBER}\s*[)）〕\]]"
TO = "到|至|-|—|–|~|～"
AND = "和|与|及|以及|跟|还有"

_PIECE = re.compile(rf"(?P<bracketed>{BRACKETED})|{NUMBER}|[{CIRCLED}]")


def pieces(text: str) -> Iterator[tuple[str, int]]:
    """(as printed, value) of every number in `text`; value 0 where it can't be one."""
    for found in _PIECE.finditer(text):
        yield found[0], parse_number(found[0]) or 0


def is_printed(piece: str) -> bool:
    """Whether a number is written as a mark that can't be but one: （三）, ③."""
    return re.fullmatch(rf"{BRACKETED}|[{CIRCLED}]", piece) is not None
