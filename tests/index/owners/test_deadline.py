"""When: labelled, in the owner bracket, or in running text."""

import pytest

from index.owners import find_owner
from index.owners.rule import FirstNamed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位：市教育局；完成时限：2025年6月底前）", "2025年6月底前"),
        ("（市教育局牵头，2024年12月底前完成）", "2024年12月底前完成"),
        ("完成时限：长期坚持", "长期坚持"),
        ("（完成时限：2025年底）", "2025年底"),
        ("力争在9月底前建成平台。", "力争在9月底前建成"),
        ("该项工作于2019年4月底前完成。", "2019年4月底前完成"),
        ("到2027 年，累计培育工厂150 家。", "到2027 年"),
        ("汛期前完成修复。", "汛期前完成"),
        ("市政府要在本意见印发之日起30日内制定办法。", "本意见印发之日起30日内"),
        ("应当自收到申请之日起三十个工作日内完成审查。", "自收到申请之日起三十个工作日内"),
    ],
)
def test_deadlines(text: str, expected: str) -> None:
    deadline = find_owner(text, 0, FirstNamed()).deadline
    assert deadline is not None
    assert deadline.text == expected == text[deadline.start : deadline.end]


@pytest.mark.parametrize(
    "text",
    [
        "2018年底前已转制的企业享受政策。",
        "截至2025 年底，累计培育企业300家。",
        "2020年到2025年，比重提高。",
        "编制“十四五”时期发展规划。",
        "自处罚决定作出之日起三十日内不得申请。",
        "（完成时限：/）",
        "目前正在推进，当前形势较好。",
    ],
)
def test_other_times_are_no_deadline(text: str) -> None:
    assert find_owner(text, 0, FirstNamed()).deadline is None
