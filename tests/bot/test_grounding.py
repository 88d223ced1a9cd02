import pytest

from bot.answer import Answer, Citation
from bot.grounding import grounded

QUOTE = (
    "深化“书香”工程。全年新增实体书店3家、举办阅读活动13场，由区文明办牵头，"
    "落实《全民阅读条例》，9月底前完成。"
)
CITED = Citation(
    document="某区要点", clause="五、3", path=("五、文化",), quote=QUOTE, start=0, end=1, source="s"
)
DRAFT = Answer(
    question="教育局要新增几家书店", answer="x", answered=True, kind="fact", citations=(CITED,)
)


@pytest.mark.parametrize(
    "said",
    [
        "全年新增实体书店3家。",
        "举办阅读活动13场，9月底前完成。",
        "由区文明办牵头落实《全民阅读条例》。",
        "深化“书香”工程，新增书店３家。",
        "书店新增 3 家。",
    ],
)
def test_what_the_clauses_hold_stays(said: str) -> None:
    assert grounded(said, DRAFT) == said


@pytest.mark.parametrize(
    "said",
    [
        "全年新增实体书店4家。",
        "全年新增实体书店13家。",
        "全年新增实体书店33家。",
        "举办阅读活动13%。",
        "10月底前完成。",
        "2025年9月底前完成。",
        "由区教育局牵头举办阅读活动。",
        "由市文明办牵头举办阅读活动。",
        "落实《图书馆法》，举办阅读活动。",
        "深化“墨香”工程。",
        "张伟同志牵头举办阅读活动。",
        "北京举办阅读活动13场。",
        "详见 example 的阅读活动。",
        "作为一个人工智能语言模型，无法确定天气情况如何变化。",
        "新增实体书店三十家。",
    ],
)
def test_what_they_do_not_hold_goes(said: str) -> None:
    assert grounded(said, DRAFT) == ""


def test_sentences_stand_each_for_itself() -> None:
    said = "新增实体书店3家。由区教育局牵头。举办阅读活动13场。"
    assert grounded(said, DRAFT) == "新增实体书店3家。举办阅读活动13场。"


def test_thoughts_and_markup_are_left_out() -> None:
    said = "<think>3家？4家？</think>\n**新增实体书店3家**。\n- 举办阅读活动13场。[1]"
    assert grounded(said, DRAFT) == "新增实体书店3家。举办阅读活动13场。"
