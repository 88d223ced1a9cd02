import pytest

from index.reading.markdown import plain_lines


def plain(*lines: str) -> list[str]:
    return [line.text for line in plain_lines(lines)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("### 一、总体要求 ###", "一、总体要求"),
        ("- 加强领导", "加强领导"),
        ("* 加强领导", "加强领导"),
        ("> 引用一句", "引用一句"),
        ("推进**重点**工作", "推进重点工作"),
        ("**重点**：推进", "重点：推进"),
        ("[首页](http://a.cn/(x))内容![图](b.png)", "首页内容"),
        (r"1\. 不是\*列表", "1. 不是*列表"),
        ("```", ""),
        ("- 3 -", "- 3 -"),
    ],
)
def test_takes_the_signs_away(line: str, expected: str) -> None:
    assert plain(line) == [expected]


@pytest.mark.parametrize(
    "line",
    ["贯彻******讲话精神", "党的***四中***精神", "张**和李**。", "张**、李**负责", "XX区", "a*b*c"],
)
def test_keeps_masks_to_the_letter(line: str) -> None:
    assert plain(line) == [line]


def test_reads_a_table_as_rows() -> None:
    lines = ["| 序号 | 任务 |", "|:--|--|", "| 1 | **建平台** |", "| 2 | a\\|b |", "", "完"]
    found = list(plain_lines(lines))
    assert [line.cells for line in found[:2]] == [
        (("序号", "1"), ("任务", "建平台")),
        (("序号", "2"), ("任务", "a|b")),
    ]
    assert [line.text for line in found] == ["1 建平台", "2 a|b", "", "完"]
    assert [line.number for line in found] == [3, 4, 5, 6]
