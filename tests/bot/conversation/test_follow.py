import json
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer
from bot.assistant import Assistant
from tests.plan import ROOT

_number = count()


def talk(assistant: Assistant, *turns: str) -> list[Answer]:
    session = f"test:{next(_number)}"
    return [assistant.ask(turn, session) for turn in turns]


def cited(answer: Answer) -> list[str]:
    return [citation.clause for citation in answer.citations]


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (("第五部分第三项讲什么", "那第二点呢"), ["五、2"]),
        (("第五部分第三项讲什么", "下一条"), ["五、4"]),
        (("第五部分第三项讲什么", "前面那条"), ["五、2"]),
        (("第五部分第三项讲什么", "换成第六部分"), ["六、3"]),
        (("第五部分有哪些任务", "换成第六部分"), ["六、1", "六、2", "六、3"]),
        (
            ("第五部分第三项讲什么", "这一部分一共几条"),
            ["五、1", "五、2", "五、3", "五、4", "五、5"],
        ),
        (("第五部分第四项讲什么", "还有吗"), ["五、5"]),
        (("哪几条提到冬奥", "第二条呢"), ["五、2"]),
        (("第五部分第九项", "最后一项呢"), ["五、5"]),
        (("文创银行起什么作用", "谢谢", "全文"), ["九、1"]),
        (("第五部分第三项讲什么", "原文 六"), ["六、1", "六、2", "六、3"]),
        (("志愿服务谁牵头", "原文六"), ["六、1", "六、2", "六、3"]),
        (("哪几条提到冬奥", "全文 六、"), ["六、1", "六、2", "六、3"]),
        (("第五部分第三项讲什么", "六、2"), ["六、2"]),
        (("目录", "第八个部分第三项"), ["八、3"]),
        (("哪几条提到冬奥", "最后一个是什么"), ["七、1"]),
        (("最后一部分讲什么", "谁负责", "第二个呢"), ["十、2"]),
        (("第八部分第三项", "回到上一个"), ["八、2"]),
        (("第八部分第三项", "换到上一条"), ["八、2"]),
        (("扣好人生第一粒扣子是什么活动", "啥时候搞"), ["五、5"]),
        (("打击疫情谣言是怎么要求的", "谁来组织"), ["二、3"]),
        (("打击疫情谣言是怎么要求的", "哪个部门监管"), ["二、3"]),
        (("中心组学习怎么评选典型", "由哪个部门监督", "下一条"), ["一、3"]),
    ],
)
def test_goes_to_another_place(turns: tuple[str, ...], clauses: list[str], plan: Assistant) -> None:
    assert cited(talk(plan, *turns)[-1]) == clauses


@pytest.mark.parametrize(
    ("turns", "kind", "said"),
    [
        (("实体书店要新增多少家", "谁负责"), "owner", "原文未写明"),
        (("实体书店要新增多少家", "预算是多少"), "refusal", "原文没有写明"),
        (("实体书店要新增多少家", "具体目标是多少"), "fact", "90家"),
        (("第十部分第三条", "下一条"), "refusal", "后面没有了"),
        (("前言", "上一条"), "refusal", "前面没有了"),
        (("第五部分有哪些任务", "还有吗"), "refusal", "全部5条"),
        (("哪几条提到冬奥", "第九条呢"), "refusal", "全部3条"),
        (("文创银行起什么作用", "为什么"), "refusal", "原因或依据"),
        (("非遗中心开放吗", "牵头的呢"), "owner", "原文未写明"),
        (("第七部分第二项", "由谁排演"), "owner", "原文未写明"),
        (("第五部分第三项", "具体目标是多少"), "refusal", "原文没有写明"),
    ],
)
def test_asks_of_what_is_in_focus(
    turns: tuple[str, ...], kind: str, said: str, plan: Assistant
) -> None:
    answer = talk(plan, *turns)[-1]
    assert answer.kind == kind
    assert said in answer.answer


@pytest.mark.parametrize(
    ("turns", "clauses"),
    [
        (("公园要新建几个", "谁牵头", "什么时候完成"), ["一、（一）"]),
        (("农贸市场要改造几家", "那口袋公园呢"), ["一、（一）"]),
        (("图书馆管理办法第六条", "罚多少钱", "上一条"), ["第五条"]),
        (("图书馆管理办法第四条", "第二项呢"), ["第四条（二）"]),
        (("第二部分第一项是什么", "1"), ["二、（一）"]),
        (("第六条说的什么", "最多罚多少"), ["第六条"]),
        (("图书馆管理办法谁组织实施", "哪天开始施行"), ["第七条"]),
        (("图书馆管理办法第三条", "这个办法什么时候生效"), ["第七条"]),
        (("图书馆管理办法第六条", "办法哪天印发"), ["第六条"]),
        (("图书馆管理办法第六条和第七条", "第五条呢"), ["第五条"]),
        (("志愿服务由哪家负责", "多长时间搞一次"), ["二、（一）"]),
    ],
)
def test_over_other_documents(
    turns: tuple[str, ...], clauses: list[str], papers: Assistant
) -> None:
    assert cited(talk(papers, *turns)[-1])[:1] == clauses


def test_what_was_cut_short_is_had_whole(papers: Assistant) -> None:
    short, whole = talk(papers, "青禾区水系治理规划河道治理那部分", "全文")
    assert all(each.quote in whole.answer for each in whole.citations)
    assert not all(each.quote in short.answer for each in short.citations)


COMPLETE = [
    "文创银行起什么作用",
    "哪几条提到冬奥",
    "第二部分有哪些任务",
    "学习强国平台要怎么用",
    "疫情那章对文艺创作有何要求",
    "二、2这条的大意",
]


@pytest.mark.parametrize("question", COMPLETE)
def test_a_complete_question_is_not_bent(question: str, plan: Assistant) -> None:
    alone = plan.ask(question)
    after = talk(plan, "实体书店要新增多少家", "谁负责", question)[-1]
    assert (after.answer, after.kind) == (alone.answer, alone.kind)


def test_without_a_session_each_question_stands_alone(plan: Assistant) -> None:
    plan.ask("实体书店要新增多少家")
    assert plan.ask("谁负责").kind == "clarify"


def test_a_later_part_refers_to_the_earlier(plan: Assistant) -> None:
    answer = plan.ask("实体书店要新增多少家？由谁负责？")
    assert answer.kind == "fact"
    assert answer.answered
    assert "未写明" in answer.answer
    assert set(cited(answer)) == {"八、3"}


_TURNS = [
    row["question"]
    for row in map(
        json.loads, (ROOT / "bench/data/dialogues.jsonl").read_text("utf-8").splitlines()
    )
    if row["corpus"] == "plan"
]


@given(turns=st.lists(st.tuples(st.booleans(), st.sampled_from(_TURNS)), max_size=8))
@settings(max_examples=25, deadline=None)
def test_interleaved_sessions_never_influence_each_other(
    turns: list[tuple[bool, str]], plan: Assistant
) -> None:
    name = next(_number)
    together = [(left, plan.ask(text, f"both:{name}:{left}")) for left, text in turns]
    for side in (True, False):
        alone = talk(plan, *(text for left, text in turns if left == side))
        mixed = [answer for left, answer in together if left == side]
        assert [(a.answer, a.citations) for a in alone] == [(a.answer, a.citations) for a in mixed]


@given(turns=st.lists(st.text(max_size=12) | st.sampled_from(_TURNS), max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_conversation_gets_answers(turns: list[str], plan: Assistant) -> None:
    assert all(answer.answer.strip() for answer in talk(plan, *turns))
