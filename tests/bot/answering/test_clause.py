import pytest

from bot.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("五、3", "五、3"),
        ("第五部分第三项", "五、3"),
        ("5.3", "五、3"),
        ("前言", "前言"),
        ("第叁部分第四点是什么", "三、4"),
    ],
)
def test_a_number_leads_to_its_clause(question: str, label: str, plan: Assistant) -> None:
    answer = plan.ask(question)
    assert (answer.kind, answer.answered) == ("clause", True)
    (citation,) = answer.citations
    assert citation.clause == label
    assert citation.quote in answer.answer
    assert answer.owner is None


@pytest.mark.parametrize(
    ("question", "label", "text"),
    [
        ("第七条", "第七条", "第七条 本办法自2022年3月1日起施行。\n——"),
        ("第四条（三）", "第四条（三）", "（三）按期归还"),
        ("第四条第二项", "第四条（二）", "（二）爱护图书"),
        ("青禾区安全提示第2段", "第2段", "出门前请关好门窗"),
    ],
)
def test_every_label_is_an_address(question: str, label: str, text: str, papers: Assistant) -> None:
    answer = papers.ask(question)
    assert [citation.clause for citation in answer.citations] == [label]
    assert answer.answer.startswith(text)


def test_the_place_is_said(papers: Assistant) -> None:
    (citation,) = papers.ask("图书馆管理办法第五条").citations
    assert citation.path == ("第二章 服务",)
    assert citation.document == "青禾区图书馆管理办法"
    assert citation.source == "青禾区图书馆管理办法.txt"
    assert not citation.quote.startswith("第五条")
