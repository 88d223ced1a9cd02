import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.request import asks_content, without_request


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("请总结“深化改革”这一节", "“深化改革”这一节"),
        ("帮我概括一下第三部分", "第三部分"),
        ("第三部分讲了啥，都列出来", "第三部分讲了啥"),
        ("第十部分第一条念一下", "第十部分第一条"),
        ("总结推广哪些经验", "总结推广哪些经验"),
        ("年终总结什么时候交", "年终总结什么时候交"),
        ("列入预算的有哪些", "列入预算的有哪些"),
        ("总结一下", "总结一下"),
    ],
)
def test_drops_the_form_alone(text: str, rest: str) -> None:
    assert without_request(text) == rest


@given(st.text(st.sampled_from("请总结一下念列出来，。“第三部分")))
def test_never_leaves_nothing(text: str) -> None:
    assert bool(without_request(text)) == bool(text)


@pytest.mark.parametrize(
    ("rest", "all_of_it"),
    [
        ("社会法 的内容是什么？", True),
        (" 的具体内容", True),
        ("念念 原文", True),
        (" 关于冬奥的内容是什么", False),
        ("哪些属于原文", False),
    ],
)
def test_asks_for_all_that_stands_at_an_address(rest: str, all_of_it: bool) -> None:
    assert asks_content(rest) is all_of_it
