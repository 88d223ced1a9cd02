import pytest

from index.reading.secrecy import secrecy_mark
from index.reading.source import Line


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★1年", "机密★1年"),
        ("秘密", "秘密"),
        ("绝密★启用前", "绝密★启用前"),
        ("机　密", "机密"),
        ("密级：秘密", "秘密"),
        ("000123 机密★ 5 年 特急", "机密★5年"),
        ("No.12 绝密★长期", "绝密★长期"),
        ("【秘密】", "秘密"),
        ("机密（10年）", "机密(10年)"),
        ("某区委员会 秘密★1年", "秘密★1年"),
    ],
)
def test_knows_a_marking(text: str, mark: str) -> None:
    lines = [Line("某区人民政府文件", 1), Line(text, 2)]
    assert secrecy_mark(lines) == mark


@pytest.mark.parametrize(
    "text",
    [
        "保守国家秘密",
        "秘密工作要点",
        "一、机密管理",
        "商业秘密保护规定",
        "特急",
        "2020",
        "秘密文件的管理，由区委办负责。",
    ],
)
def test_the_word_in_other_company_is_no_marking(text: str) -> None:
    assert secrecy_mark([Line(text, 1)]) is None


def test_only_the_head_counts() -> None:
    lines = [Line(f"第{at}段文字。", at) for at in range(1, 20)]
    assert secrecy_mark([*lines, Line("机密★1年", 20)]) is None
