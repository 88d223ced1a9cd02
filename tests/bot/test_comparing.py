import pytest

from bot.comparing import asks_changes, without_asking

ASKED = [
    "和去年比有什么变化",
    "跟去年的要点相比改了哪些",
    "2020年和2021年的要点有什么不同",
    "2020年与2021年有哪些区别？",
    "2021年的要点比2020年的新增了哪些任务",
    "《甲方案》和《乙方案》有什么区别",
    "要点改了哪些",
    "这次的方案修改了什么",
    "新版办法有哪些变化",
    "第五部分有什么变化",
    "有什么变化",
    "对比一下两年的要点",
    "和旧版相比网络安全方面有什么变化",
]
ELSE = [
    "今年比去年增长多少",
    "旅游收入比上年提高几个百分点",
    "第五部分第三项是什么",
    "队伍建设有什么要求",
    "2025年比2020年翻一番的是什么",
    "同去年一样要完成哪些任务",
    "气候变化怎么应对",
    "机构改革由谁负责",
    "如何更新设备",
]


@pytest.mark.parametrize("text", ASKED)
def test_hears_that_two_editions_are_to_be_compared(text: str) -> None:
    assert asks_changes(text)


@pytest.mark.parametrize("text", ELSE)
def test_leaves_other_questions_alone(text: str) -> None:
    assert not asks_changes(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("和去年比有什么变化", ""),
        ("和去年相比网络安全方面有什么变化", "网络安全方面"),
        ("2020年和2021年的要点有什么不同", "2020年2021年的要点"),
        ("《甲方案》和《乙方案》有什么区别", "《甲方案》和《乙方案》"),
        ("第五部分和去年比有什么变化", "第五部分"),
    ],
)
def test_keeps_documents_years_and_topic(text: str, left: str) -> None:
    assert "".join(without_asking(text).split()) == left
