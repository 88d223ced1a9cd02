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


@pytest.mark.parametrize(
    ("question", "lacking", "stating"),
    [
        ("哪些任务没写责任单位", "owner", ""),
        ("没有明确完成时限的有几条", "deadline", ""),
        ("哪些条写了具体完成时间", "", "deadline"),
        ("有时间节点的任务有哪些", "", "deadline"),
        ("哪几条写明了牵头单位", "", "owner"),
    ],
)
def test_tasks_that_state_or_lack_a_fact(question: str, lacking: str, stating: str) -> None:
    duty = read_duty(question)
    assert duty
    assert (duty.lacking, duty.stating) == (lacking, stating)


@pytest.mark.parametrize(
    "question", ["书店任务写了完成时间吗", "哪条写了罚款", "哪些书店有牵头单位"]
)
def test_a_fact_of_one_task_is_no_list(question: str) -> None:
    duty = read_duty(question)
    assert duty is None or not (duty.lacking or duty.stating)


@pytest.mark.parametrize("question", ["水利局列第一位的有哪几条", "哪几条是水利局列第一位牵头的"])
def test_the_body_named_first(question: str) -> None:
    duty = read_duty(question)
    assert duty
    assert (duty.unit, duty.first) == ("水利局", True)


def test_a_time_alone_asks_for_what_is_due_before_it() -> None:
    duty = read_duty("2019年12月底前的有哪些")
    assert duty
    assert duty.due
    assert (duty.due.said, duty.unit) == ("2019年12月底前", "")


def test_a_department_is_a_body_unless_it_is_any() -> None:
    duty = read_duty("民政部门负责哪些")
    assert duty
    assert duty.unit == "民政部门"
    for question in ("相关部门负责哪些", "主管部门负责什么", "哪个部门负责什么"):
        assert read_duty(question) is None
