from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotation import outside, quotations, quoted, unquoted, without_passages

MARKED = st.text(alphabet='“”「」《》"甲乙 ', max_size=30)


@pytest.mark.parametrize(
    ("text", "inside", "rest"),
    [
        ("“推进“链长”制，建好园区”谁来办？", ("推进“链长”制，建好园区",), " 谁来办？"),
        ("《办法》和「条例」", ("办法", "条例"), " 和 "),
        ('"甲"由谁负责', ("甲",), " 由谁负责"),
        ("“没有关上", (), "“没有关上"),
        ("没有打开”", (), "没有打开”"),
        ("“甲“乙”丙", ("乙",), "“甲 丙"),
        ("“甲《乙”丙》", ("甲《乙",), " 丙》"),
    ],
)
def test_quotations_are_the_outermost_pairs(text: str, inside: tuple[str, ...], rest: str) -> None:
    assert quoted(text) == inside
    assert unquoted(text) == rest


def test_short_quotations_and_titles_are_no_passages() -> None:
    text = "“五（三）”与“这一段是很长很长很长的原文”与《这一份是名字很长的方案》"
    assert without_passages(text) == "“五（三）”与 与《这一份是名字很长的方案》"


def test_a_change_leaves_quotations_alone() -> None:
    assert outside(lambda part: part.replace("甲", ""), "甲乙“甲乙”甲") == "乙“甲乙”"


@given(MARKED)
def test_spans_are_apart_and_rebuild_the_text(text: str) -> None:
    spans = quotations(text)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    assert outside(lambda part: part, text) == text
    assert all(
        text[start + 1 : end - 1] == each
        for (start, end), each in zip(spans, quoted(text), strict=True)
    )
