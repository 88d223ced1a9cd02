import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import asks_place, asks_where, mentioned, parse, shorter
from index.request import without_request


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("哪些条款提到茶叶", "茶叶"),
        ("茶叶在哪几条里提到", "茶叶"),
        ("“清洁家园”出现在哪里", "清洁家园"),
        ("有没有提到厕所", "厕所"),
        ("哪些任务涉及污水处理", "污水处理"),
        ("文件里有几处写到农业农村局", "农业农村局"),
        ("谁主管谁负责在哪几条", "谁主管谁负责"),
        ("评选类的工作有哪些", "评选"),
        ("茶园二字都出现在什么地方", "茶园"),
    ],
)
def test_places_of_a_term_are_asked_for(text: str, term: str) -> None:
    query = parse(text)
    assert query.mention == term
    assert query.reference is None
    assert not query.heading


@pytest.mark.parametrize(
    "text", ["厕所改造多少座", "县农业农村局牵头做什么", "入场多久以内免费", "茶园建设的要求是什么"]
)
def test_a_text_is_looked_for_as_it_is(text: str) -> None:
    query = parse(text)
    assert query.text == text
    assert (query.reference, query.heading, query.mention) == (None, "", "")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("人居环境那一部分讲了什么", "人居环境"),
        ("收费这一章有哪些规定", "收费"),
        ("组织保障部分里怎么说", "组织保障"),
        ("讲茶叶的那块", "讲茶叶"),
    ],
)
def test_a_section_is_described(text: str, heading: str) -> None:
    query = parse(text)
    assert query.heading == heading
    assert query.reference is None


@pytest.mark.parametrize("text", ["哪一部分讲了什么", "这部分", "最后那一部分", "哪几个部分"])
def test_no_section_is_described_where_nothing_is_said_of_it(text: str) -> None:
    assert not parse(text).heading


def test_a_number_leads() -> None:
    query = parse("第二部分第三项要求什么")
    assert query.reference is not None
    assert query.text == "要求什么"
    assert not query.mention


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("第二部分哪几条提到污水", "污水"),
        ("组织保障那一部分里哪些条款提到资金", "资金"),
        ("第二部分有几条", ""),
        ("第二部分提出哪些工作", ""),
    ],
)
def test_mentions_within_a_section(text: str, term: str) -> None:
    assert parse(text).mention == term


def test_a_quoted_number_is_a_term() -> None:
    query = parse("“一村一品”在哪几条里提到")
    assert query.reference is None
    assert query.mention == "一村一品"


@pytest.mark.parametrize(
    ("term", "bare"),
    [("评选类的工作", "评选"), ("志愿服务活动", "志愿服务"), ("茶叶", ""), ("工作", "")],
)
def test_generic_tails_are_dropped(term: str, bare: str) -> None:
    assert shorter(term) == bare


@given(
    st.text(
        st.characters(codec=None)
        | st.sampled_from("哪几条提到“”第五部分（三）那一章里有没有在哪里")
    )
)
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.limit > 0
    if query.reference is None and not query.heading:
        assert query.text == without_request(text)
    if asks_where(text):
        assert len(mentioned(text)) <= len(text)


@pytest.mark.parametrize("text", ["代表大会在哪儿召开", "志愿者在哪里报名", "材料去什么地方领取"])
def test_the_place_where_something_is_done_is_no_mention(text: str) -> None:
    assert asks_place(text)
    assert parse(text).mention == ""


@pytest.mark.parametrize("text", ["报名在哪儿提到过", "办理在哪里出现"])
def test_a_place_in_the_text_is_a_mention(text: str) -> None:
    assert not asks_place(text)
    assert parse(text).mention


@pytest.mark.parametrize("text", ["代表大会定在几月几号开", "演练安排在几点开始"])
def test_the_time_of_something_is_no_mention(text: str) -> None:
    assert parse(text).mention == ""


def test_a_whole_part_is_described_by_its_subject() -> None:
    assert parse("停车管理整个部分都有哪些任务").heading == "停车管理"


@pytest.mark.parametrize(
    "text", ["申请要什么条件", "不执行有什么处罚", "要建立什么项目库", "过什么节日", "按什么章程办"]
)
def test_a_thing_whose_word_begins_like_a_place_is_no_place(text: str) -> None:
    assert not parse(text).mention
