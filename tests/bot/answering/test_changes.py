import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from tests.editions import HEIR_TITLE, NEW_TITLE, OLD_TITLE, PILOT_TITLE, RULES_TITLE


@pytest.fixture(scope="module")
def assistant(editions: Settings) -> Assistant:
    return Assistant(editions)


@pytest.mark.parametrize(
    "question", ["和去年比有什么变化", "2022年和2023年的要点有什么不同", "要点改了哪些"]
)
def test_counts_and_cites_what_changed(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.answered) == ("list", True)
    head, *blocks = answer.answer.split("\n\n")
    assert head == (
        f"《{NEW_TITLE}》与《{OLD_TITLE}》相比：新增1条，修改2条，移动或改号0条，删去1条，未变2条。"
    )
    assert [block.split("\n")[0] for block in blocks] == [
        "新增（1条）",
        "修改（2条）",
        "删去（1条）",
    ]
    assert "“一次”改为“两次”" in answer.answer
    assert {citation.document for citation in answer.citations} == {NEW_TITLE}
    assert [citation.clause for citation in answer.citations] == ["前言", "一、1", "二、1"]


def test_marks_the_words_that_changed(assistant: Assistant) -> None:
    changed = assistant.ask("第一部分和去年比有什么变化").citations
    [citation] = changed
    [(start, end)] = citation.marked
    assert citation.quote[start - citation.start : end - citation.start] == "两次"


def test_a_topic_narrows(assistant: Assistant) -> None:
    answer = assistant.ask("和去年相比无人机有什么变化")
    assert "与“无人机”有关的：新增1条" in answer.answer
    assert [citation.clause for citation in answer.citations] == ["二、1"]


def test_an_heir_is_compared_where_it_is_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask(f"《{RULES_TITLE}》和《{HEIR_TITLE}》有什么区别")
    assert answer.answer.startswith(f"《{HEIR_TITLE}》与《{RULES_TITLE}》（已废止）相比")
    assert {citation.document for citation in answer.citations} == {HEIR_TITLE}


def test_one_edition_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask(f"《{PILOT_TITLE}》改了哪些")
    assert (answer.kind, answer.answered) == ("refusal", False)
    assert "只有一个版本" in answer.answer
    assert PILOT_TITLE in answer.answer


def test_a_corpus_without_editions_says_so(indexed: Settings) -> None:
    answer = Assistant(indexed).ask("和去年比有什么变化")
    assert (answer.kind, answer.answered) == ("refusal", False)
    assert "只有一个版本" in answer.answer
