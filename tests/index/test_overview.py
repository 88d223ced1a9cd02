from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document
from index.overview import count_in, parts_of, read_overview
from tests.index.reference.test_resolution import CODE, MIXED, read


@pytest.mark.parametrize(
    "text",
    ["分几个部分", "一共几章", "有哪几章", "有几章几条", "分几部分，都是什么", "目录", "主要内容"],
)
def test_parts(text: str) -> None:
    assert read_overview(text) == "parts"


@pytest.mark.parametrize("text", ["一共几条", "共多少条？", "有哪些任务", "总共几项措施", "有几条"])
def test_items(text: str) -> None:
    assert read_overview(text) == "items"


@pytest.mark.parametrize(
    "text",
    ["哪几条提到茶叶", "茶叶有几条", "讲了什么", "哪些部门负责", "第三章有几条", "几条路", ""],
)
def test_neither(text: str) -> None:
    assert read_overview(text) == ""


def test_articles_are_counted_without_their_items(documents: dict[str, Document]) -> None:
    rules = documents["办法.txt"]
    assert count_in(rules, None) == 7
    assert [(each.section.label, each.items) for each in parts_of(rules)] == [
        ("第一章", 2),
        ("第二章", 2),
        ("第三章", 2),
        ("第四章", 1),
    ]


def test_items_are_counted_without_what_has_no_number(documents: dict[str, Document]) -> None:
    plan = documents["计划.txt"]
    assert count_in(plan, None) == 7
    assert [each.items for each in parts_of(plan)] == [2, 3, 2]


def test_annexes_hold_their_own(tmp_path: Path) -> None:
    assert [(each.section.label, each.items) for each in parts_of(read(tmp_path, MIXED))] == [
        ("附件1", 2),
        ("附件2", 2),
    ]
    assert count_in(read(tmp_path, CODE), None) == 7


@given(st.text(st.sampled_from("一共几多少条章部分有哪些任务，的")))
def test_any_text_is_read(text: str) -> None:
    assert read_overview(text) in {"", "parts", "items"}
