import pytest

from bot.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "label", "marked"),
    [
        ("农贸市场每家补助多少钱", "一、（二）", "20万元"),
        ("志愿者比例要达到多少", "二、（一）", "13%"),
        ("道德讲堂多久办一次", "二、（三）", "每季度"),
        ("道德讲堂的热线电话是多少", "二、（三）", "12345"),
        ("本办法什么时候施行", "第七条", "2022年3月1日"),
        ("口袋公园建多少个", "一、（一）", "12个"),
        ("管网改造多少公里", "3", "15公里"),
        ("老年食堂什么时候完成", "2", "2023年底"),
        ("图书馆是什么意思", "第二条", "向公众免费开放"),
        ("损毁图书怎么处罚", "第六条", "200元以下罚款"),
    ],
)
def test_the_words_that_state_it_are_marked(
    question: str, label: str, marked: str, papers: Assistant
) -> None:
    answer = papers.ask(question)
    assert (answer.kind, answer.answered) == ("fact", True)
    (citation,) = answer.citations
    assert citation.clause == label
    ((start, end),) = citation.marked
    assert marked in citation.quote[start - citation.start : end - citation.start]


def test_a_headline_is_no_answer(plan: Assistant) -> None:
    answer = plan.ask("老旧厂房怎么保护利用")
    assert answer.kind == "fact"
    assert answer.answer.count("加强老旧厂房保护利用") == 1


def test_the_answer_comes_before_its_clause(plan: Assistant) -> None:
    blocks = plan.ask("区文联要开第几次代表大会").answer.split("\n\n")
    assert blocks[0] == "筹备召开区文联第三次代表大会。"
    assert blocks[1].startswith("1.做好全国公共文化服务体系示范区创建。")


def test_a_sentence_that_is_most_of_its_clause_is_said_once(plan: Assistant) -> None:
    answer = plan.ask("今年新增多少家实体书店")
    assert answer.kind == "fact"
    assert answer.answer.count("90家") == 1
