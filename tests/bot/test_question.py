import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Basis
from bot.question import LONGEST, asks_owner, readable, small_talk, understand


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("。。。", "unreadable"),
        ("👍🏽🇨🇳", "unreadable"),
        ("问" * (LONGEST + 1), "too_long"),
        ("怎么提问", "help"),
        ("这份文件有几个部分", "outline"),
        ("您好，请问在吗", "chat"),
        ("谁负责", "vague"),
        ("这个怎么办呢", "vague"),
        ("网络安全应急演练哪家单位承办", "owner"),
        ("新增多少家实体书店", "find"),
    ],
)
def test_a_message_has_one_intent(text: str, intent: str, plan_basis: Basis) -> None:
    assert understand(text, plan_basis.generation.speller).intent == intent


def test_a_number_leads(plan_basis: Basis) -> None:
    question = understand("第五部分第三项由谁负责", plan_basis.generation.speller)
    assert question.intent == "owner"
    assert question.query.reference is not None
    assert len(question.query.reference.steps) == 2


def test_years_and_measures_are_kept(plan_basis: Basis) -> None:
    question = understand("2021年新增多少家书店", plan_basis.generation.speller)
    assert question.years == ("2021",)
    assert (question.asked, question.measure) == ("count", "家")


def test_what_is_asked_is_told_by_what_was_said(plan_basis: Basis) -> None:
    """Mending towards the documents' words must not mend the asking away."""
    assert understand("怎么联系文创银行", plan_basis.generation.speller).asked == "contact"


def test_typos_are_mended(plan_basis: Basis) -> None:
    assert "实体书店" in understand("实体数店增加多少", plan_basis.generation.speller).text


def test_a_name_is_no_body() -> None:
    assert asks_owner("文明实践中心的负责人是谁")
    assert not asks_owner("文明实践中心的负责人叫什么名字")


def test_who_tells_a_body_asks_whether_the_text_does() -> None:
    assert asks_owner("作风建设由区纪委负责")
    assert asks_owner("责任单位就是区住建委")
    assert asks_owner("牵头的呢")
    assert not asks_owner("由团区委负责的任务有哪些")
    assert not asks_owner("“作风建设由区纪委负责”在哪一条")


def test_halves_of_characters_are_replaced() -> None:
    assert readable("意识\ud800形态") == "意识\ufffd形态"
    assert readable("𠮷安") == "𠮷安"


@given(st.text(st.characters()))
def test_any_text_is_readable(text: str) -> None:
    mended = readable(text)
    assert mended.encode("utf-8").decode("utf-8") == mended
    assert len(mended) == len(text)


@given(st.text(max_size=60))
def test_any_text_is_small_talk_or_not(text: str) -> None:
    assert small_talk(text) in {"greeting", "thanks", "agreed", "farewell", "who", ""}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("旺季签几个月的合同行不行", None),
        ("合同要签几个月", "duration"),
        ("招几个人可以吗", None),
    ],
)
def test_some_months_are_not_asked_for_where_a_permission_is(
    text: str, asked: str | None, plan_basis: Basis
) -> None:
    assert understand(text, plan_basis.generation.speller).asked == asked
