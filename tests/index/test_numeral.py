import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numeral import parse_number

_DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """The number as a document writes it, up to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if hundreds and not tens and ones:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return text + (_DIGITS[ones] if ones else "")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("九十九", 99),
        ("一百二十三", 123),
        ("一百〇三", 103),
        ("两", 2),
        ("〇", 0),
        ("叁", 3),
        ("壹佰零叁", 103),
        ("贰拾壹", 21),
        ("陸", 6),
        ("廿一", 21),
        ("卅", 30),
        ("二〇二〇", 2020),
        ("一万二千", 12_000),
        ("12", 12),
        ("１２", 12),
        ("IX", 9),
        ("xii", 12),
        ("Ⅻ", 12),
        ("①", 1),
        ("㊿", 50),
        ("❿", 10),
        ("⑴", 1),
        ("⒈", 1),
        ("㈠", 1),
        ("（十二）", 12),
        ("3.", 3),
    ],
)
def test_reads_every_written_form(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "甲", "十百", "一一十", "IIII", "Mix", "1.5", "-3", "½", "万", "9" * 5000]
)
def test_tells_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(1, 999))
def test_reads_what_is_spelled_out(number: int) -> None:
    assert parse_number(spell(number)) == number


@given(st.text())
def test_never_raises(text: str) -> None:
    number = parse_number(text)
    assert number is None or number >= 0
