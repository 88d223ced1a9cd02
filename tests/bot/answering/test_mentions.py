import pytest

from bot.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "term", "labels"),
    [
        ("哪些任务提到冬奥", "冬奥", ["三、2", "五、2", "七、1"]),
        ("找出所有提到非遗的条款", "非遗", ["七、2", "八、2"]),
        ("“培训”出现了几次", "培训", ["三、2", "八、2", "十、2"]),
        ("“谁主管谁负责”写在哪里", "谁主管谁负责", ["四、2"]),
        ("“责任制”在哪些条里", "责任制", ["四、1", "五、4"]),
    ],
)
def test_every_mention_with_a_count(
    question: str, term: str, labels: list[str], plan: Assistant
) -> None:
    answer = plan.ask(question)
    assert (answer.kind, answer.answered) == ("list", True)
    assert [citation.clause for citation in answer.citations] == labels
    assert answer.answer.startswith(f"“{term}”在{len(labels)}条里写到：")
    for citation in answer.citations:
        assert citation.marked
        for start, end in citation.marked:
            assert citation.quote[start - citation.start : end - citation.start] == term


@pytest.mark.parametrize(
    "question",
    ["哪些任务提到月球", "“月球”在哪几条", "“责任单位”出现在哪几条", "哪些条款含“配合”"],
)
def test_what_is_mentioned_nowhere_is_refused(question: str, plan: Assistant) -> None:
    answer = plan.ask(question)
    assert (answer.kind, answer.answered) == ("refusal", False)
    assert answer.answer.startswith("原文没有写到“")


def test_other_words_than_were_asked_for_are_said(plan: Assistant) -> None:
    answer = plan.ask("哪些任务提到冬奥吉祥物")
    assert answer.answer.startswith("原文没有写到“冬奥吉祥物”；写到“冬奥”的有3条：")


def test_terms_together(plan: Assistant) -> None:
    answer = plan.ask("十四五规划在哪几处出现")
    assert answer.answer.startswith("同时写到“十四五”、“规划”的有4条：")


def test_the_document_is_named_where_there_are_several(papers: Assistant) -> None:
    answer = papers.ask("哪几条写到图书馆")
    assert "《青禾区图书馆管理办法》 第一章 总则\n第一条 为加强" in answer.answer
