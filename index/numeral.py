"""Numbers as documents write them: Chinese, capital, Arabic, full-width, Roman, circled."""

import unicodedata
from itertools import product

_DIGITS = {
    character: digit
    for digit, characters in enumerate(
        (
            "〇零○",
            "一壹弌",
            "二两兩贰貳弍",
            "三叁參参叄弎",
            "四肆",
            "五伍",
            "六陆陸",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for character in characters
}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = "万萬"
_ROMAN = {
    tens + ones: 10 * ten + one
    for (ten, tens), (one, ones) in product(
        enumerate(("", "X", "XX", "XXX")),
        enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")),
    )
    if tens + ones
}
_LONGEST = 9  # no number of a clause or year is longer; also keeps int() cheap


def parse_number(text: str) -> int | None:
    """Read a number in any script: 十二, 壹佰零叁, 廿一, 二〇二〇, １２, XII, ⑫, （十二）, 12.

    Brackets around it and a closing dot are ignored. None where the text is no whole number.
    """
    plain = unicodedata.normalize("NFKC", text).strip(" ()[]〔〕【】.、,。")
    if not plain or len(plain) > _LONGEST:
        return None
    if plain.isdecimal():
        return int(plain)
    if plain.isascii():
        return _ROMAN.get(plain if plain.isupper() else plain.upper() if plain.islower() else "")
    return _chinese(plain) if len(plain) > 1 or plain in _HAN else _dingbat(plain)


def _dingbat(character: str) -> int | None:
    """❿ and its like, which NFKC leaves alone."""
    value = unicodedata.numeric(character, -1.0)
    is_symbol = unicodedata.category(character) == "No"
    return int(value) if is_symbol and value >= 0 and value.is_integer() else None


def _chinese(text: str) -> int | None:
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    high, myriad, low = text.replace("萬", "万").partition("万")
    if not myriad:
        return _below_myriad(text)
    thousands, rest = _below_myriad(high), _below_myriad(low) if low else 0
    return None if thousands is None or rest is None else thousands * 10_000 + rest


def _below_myriad(text: str) -> int | None:
    """Sum 三百二十一 from the left: units must fall, and a digit waits for its unit."""
    total, digit, unit_before = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        value = _TENS.get(character)
        unit = 10 if value else _UNITS.get(character)
        if unit is None or unit >= unit_before or (value and digit):
            return None
        total += value or (digit or 1) * unit
        digit, unit_before = None, unit
    return total + (digit or 0) if text else None


_HAN = frozenset(_DIGITS) | frozenset(_TENS) | frozenset(_UNITS) | frozenset(_MYRIAD)
