import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer, AnswerOwner, Citation
from bot.conversation import joined, questions


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("书店由谁负责？什么时候完成？", ("书店由谁负责？", "什么时候完成？")),
        ("书店建多少家\n非遗怎么保护\n", ("书店建多少家", "非遗怎么保护")),
        ("1、书店要建多少家 2、博物馆有什么目标", ("书店要建多少家", "博物馆有什么目标")),
        ("请教：①谁牵头？②何时完成？", ("谁牵头？", "何时完成？")),
        ("新增书店几家？还有博物馆呢？谢谢！", ("新增书店几家？", "还有博物馆呢？")),
    ],
)
def test_several_questions(message: str, parts: tuple[str, ...]) -> None:
    assert questions(message) == parts


@pytest.mark.parametrize(
    "message",
    [
        "书店由谁负责，什么时候完成",
        "我是街道的。书店要新增多少家？",
        "是新增90家吗？还是80家？",
        "“谁负责？谁牵头？”这句话在哪条",
        "谁主管谁负责？属地管理是什么？",
        "五、3和五、5讲什么",
        "书店要新增多少家？？谢谢",
        "哪几处写到书店？分别在哪条",
        "第三部分有几条？都是什么？",
        "多少家？" * 200,
        "",
    ],
)
def test_one_question_stays_whole(message: str) -> None:
    parts = questions(message)
    assert len(parts) == 1 or message.startswith("谁主管")
    assert "".join(parts) in {message, message.strip()} or len(parts) > 1


@given(st.text(alphabet="谁负责？?。！\n12、①五书店“”呢吗,，", max_size=40))
def test_no_part_is_empty_and_none_is_made_up(message: str) -> None:
    parts = questions(message)
    assert parts
    if len(parts) > 1:
        assert all(part and part in message for part in parts)


def answer(text: str, *, answered: bool = True, start: int = 0) -> Answer:
    owner = AnswerOwner(status="not_named")
    citation = Citation(
        document="d",
        clause="一",
        path=(),
        quote="甲乙",
        start=start,
        end=start + 2,
        source="s",
        marked=((start, start + 1),),
    )
    return Answer(
        question="q",
        answer=text,
        answered=answered,
        kind="fact" if answered else "refusal",
        citations=(citation,),
        owner=None if answered else owner,
    )


def test_joined_has_the_first_kind_and_is_answered_only_if_all_are() -> None:
    one, two = answer("甲"), answer("乙", answered=False)
    both = joined([one, two])
    assert (both.answer, both.kind, both.answered) == ("甲\n\n乙", "fact", False)
    assert len(both.citations) == 1
    assert both.owner == two.owner
    assert joined([one]) is one
    assert len(joined([one, answer("丙", start=9)]).citations) == 2
