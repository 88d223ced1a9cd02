"""Which marks are items and what stands below what, told by the marks alone."""

import pytest

from index.cleaning import clean
from index.ladder import infer
from index.paragraph import Joiner
from index.reading.source import Line


def tree(*texts: str) -> list[str]:
    """Accepted marks, each below its parents' marks."""
    lines, _ = clean([Line(text, number) for number, text in enumerate(texts, 1)])
    items, _ = infer(lines, Joiner(lines))
    found = []
    for item in items:
        above, parent = [item.mark.text], item.parent
        while parent is not None:
            above.insert(0, items[parent].mark.text)
            parent = items[parent].parent
        found.append(" ".join(above))
    return found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("一、甲", "（一）乙", "1.丙", "（1）丁", "①戊", "2.己", "（二）庚", "二、辛"),
            [
                "一、", "一、 （一）", "一、 （一） 1.", "一、 （一） 1. （1）",
                "一、 （一） 1. （1） ①", "一、 （一） 2.", "一、 （二）", "二、",
            ],
        ),
        (
            ("一、甲", "1.乙", "2.丙", "二、丁", "3.戊"),
            ["一、", "一、 1.", "一、 2.", "二、", "二、 3."],
        ),
        (
            ("1.甲", "（一）乙", "（二）丙", "2.丁", "（一）戊"),
            ["1.", "1. （一）", "1. （二）", "2.", "2. （一）"],
        ),
        (
            ("1.前言的清单", "2.前言的清单", "一、甲", "（一）乙"),
            ["1.", "2.", "一、", "一、 （一）"],
        ),
        (
            ("一、甲", "第一条 乙", "第二条 丙", "二、丁", "第三条 戊"),
            ["一、", "一、 第一条", "一、 第二条", "二、", "二、 第三条"],
        ),
        (
            ("第十七条 甲", "第十七条之一 乙", "第十七条之二 丙", "第十八条 丁"),
            ["第十七条", "第十七条之一", "第十七条之二", "第十八条"],
        ),
        (
            ("1　总则", "1.1　目的", "1.1.1　甲", "1.2　范围", "2　职责", "2.1　机构"),
            ["1", "1 1.1", "1 1.1 1.1.1", "1 1.2", "2", "2 2.1"],
        ),
        (("一、甲", "1）乙", "2）丙"), ["一、", "一、 1）", "一、 2）"]),
    ],
)  # fmt: skip
def test_orders_the_ladder(texts: tuple[str, ...], expected: list[str]) -> None:
    assert tree(*texts) == expected


@pytest.mark.parametrize(
    "false",
    [
        "3.5亿元以上的项目",
        "0.5倍以内",
        "10 号文件",
        "12 月底前完成",
        "第十条规定的情形除外",
        "（五）项所列材料",
        "七、八月份",
        "5.丙丁",
        "（三）",
        "附件：1.名单",
    ],
)
def test_takes_no_look_alike_for_an_item(false: str) -> None:
    assert tree("一、甲。", "（一）乙。", false, "（二）丙。", "二、丁。") == [
        "一、",
        "一、 （一）",
        "一、 （二）",
        "二、",
    ]


def test_attachments_that_are_only_listed_are_no_items() -> None:
    assert tree("一、甲。", "附件：1.名单", "2.表格", "3.流程", "某局") == ["一、"]
    assert tree("一、甲。", "附件1：名单", "附件2：表格", "某局") == ["一、"]
    assert tree("一、甲。", "附件2", "某表", "1.乙。") == ["一、", "附件2", "附件2 1."]


def test_a_mark_in_mid_sentence_is_none() -> None:
    assert tree("一、甲，包括", "二、乙，", "三、丙") == ["一、", "二、"]


def test_says_what_is_odd_about_the_numbers() -> None:
    lines = [
        Line(t, 1) for t in ("（一）甲。", "（二）乙。", "（二）丙。", "（三）丁。", "（五）戊。")
    ]
    items, warnings = infer(lines, Joiner(lines))
    assert [item.mark.number for item in items] == [1, 2, 2, 3]
    assert warnings == ["编号重复：“（二）丙。”"]
