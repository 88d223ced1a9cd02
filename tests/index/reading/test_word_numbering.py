import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.word_numbering import numeral


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (3, "decimal", "3"),
        (3, "decimalFullWidth", "３"),
        (7, "decimalZero", "07"),
        (10, "chineseCountingThousand", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (2, "chineseLegalSimplified", "贰"),
        (3, "ideographTraditional", "丙"),
        (21, "decimalEnclosedCircle", "㉑"),
        (2, "decimalEnclosedParen", "⑵"),
        (4, "lowerRoman", "iv"),
        (27, "upperLetter", "AA"),
        (5, "none", ""),
        (6, "a format of the future", "6"),
    ],
)
def test_writes_numbers_as_word_does(number: int, form: str, shown: str) -> None:
    assert numeral(number, form) == shown


@given(st.integers(1, 9999))
def test_chinese_numbers_are_all_different_and_plain(number: int) -> None:
    shown = numeral(number, "chineseCountingThousand")
    assert set(shown) <= set("零一二三四五六七八九十百千")
    assert shown != numeral(number + 1, "chineseCountingThousand")
    assert not shown.endswith("零")
