import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Role
from index.duty import read_duty


@pytest.mark.parametrize(
    ("question", "unit", "role"),
    [
        ("文明办牵头哪些", "文明办", "lead"),
        ("文明办配合什么", "文明办", "support"),
        ("请问区委宣传部负责哪些任务？", "区委宣传部", "responsible"),
        ("哪些任务由水利局牵头", "水利局", "lead"),
        ("需要财政局配合的有哪几项", "财政局", "support"),
        ("牵头单位是水利局的有哪些", "水利局", "lead"),
        ("哪些任务的配合单位有财政局", "财政局", "support"),
        ("水利局都要干什么", "水利局", None),
        ("水利局的任务清单", "水利局", None),
        ("列出教育局牵头的所有任务", "教育局", "lead"),
    ],
)
def test_the_tasks_of_a_body(question: str, unit: str, role: Role | None) -> None:
    duty = read_duty(question)
    assert duty
    assert (duty.unit, duty.role, duty.own) == (unit, role, False)


@pytest.mark.parametrize("question", ["我们局牵头哪些", "我局配合什么", "咱们处有哪些任务"])
def test_the_asker_s_own_body(question: str) -> None:
    duty = read_duty(question)
    assert duty
    assert duty.own


@pytest.mark.parametrize(
    ("question", "due", "unit"),
    [
        ("9月底前要完成的有哪些", "9月底前", ""),
        ("哪些任务今年底前完成", "今年底前", ""),
        ("三季度要完成什么", "三季度", ""),
        ("完成时限是2026年9月的任务", "2026年9月", ""),
        ("水利局牵头、9月底前要完成的有哪些", "9月底前", "水利局"),
        ("年底前财政局要完成哪些任务", "年底前", "财政局"),
    ],
)
def test_the_tasks_of_a_time(question: str, due: str, unit: str) -> None:
    duty = read_duty(question)
    assert duty
    assert duty.due
    assert (duty.due.said, duty.unit) == (due, unit)


@pytest.mark.parametrize(
    "question",
    [
        "示范区创建由谁牵头",
        "示范区创建的配合单位有哪些",
        "扫黄打非哪个部门负责",
        "书店什么时候完成",
        "9月底前完成多少家书店",
        "第三部分讲了哪几项任务",
        "哪些任务要编制规划",
        "网络安全怎么抓",
        "文明创建牵头单位是哪个部门",
    ],
)
def test_what_asks_for_something_else(question: str) -> None:
    assert read_duty(question) is None


@given(st.text(alphabet="文明办局牵头配合哪些任务负责由的9月底前完成有几项我们,，？", max_size=30))
def test_any_text_is_read(text: str) -> None:
    duty = read_duty(text)
    assert duty is None or duty.unit or duty.due or duty.own


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("哪些任务没写责任单位", "owner"),
        ("没有写明牵头部门的有几条", "owner"),
        ("哪些任务没有明确时限", "deadline"),
        ("没规定完成时间的任务有哪些", "deadline"),
    ],
)
def test_what_the_tasks_do_not_state(question: str, lacking: str) -> None:
    duty = read_duty(question)
    assert duty
    assert duty.lacking == lacking


def test_when_is_no_body() -> None:
    assert read_duty("什么时候完成") is None
