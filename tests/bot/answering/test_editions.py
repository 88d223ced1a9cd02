import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from tests.editions import (
    COMING_TITLE,
    HEIR_TITLE,
    NEW_TITLE,
    OLD_TITLE,
    PILOT,
    PILOT_TITLE,
    RULES_TITLE,
    write_editions,
)


@pytest.fixture(scope="module")
def assistant(editions: Settings) -> Assistant:
    return Assistant(editions)


def test_without_a_year_the_newest_answers_and_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("第一部分第一项是什么")
    assert answer.answer.startswith(f"按《{NEW_TITLE}》（最新）回答。\n\n")
    [citation] = answer.citations
    assert (citation.document, citation.clause) == (NEW_TITLE, "一、1")


@pytest.mark.parametrize(
    "question",
    ["2022年的要点第一部分第一项是什么", f"《{OLD_TITLE}》一、1", "去年的要点第一部分第一项"],
)
def test_a_year_or_a_title_picks_the_edition(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {citation.document for citation in answer.citations} == {OLD_TITLE}
    assert "最新" not in answer.answer


@pytest.mark.parametrize(
    ("turns", "title"),
    [
        (("2023年防汛要点第二部分第一条", "去年的呢"), OLD_TITLE),
        (("2023年防汛要点第二部分第一条", "去年的呢", "2023年的呢"), NEW_TITLE),
        (("第一条讲什么", "湿地那个"), COMING_TITLE),
        (("第一条讲什么", "湿地那个", "采砂那个呢"), HEIR_TITLE),
    ],
)
def test_a_conversation_goes_to_another_document(
    turns: tuple[str, ...], title: str, assistant: Assistant
) -> None:
    *_, answer = [assistant.ask(each, f"web:{turns}") for each in turns]
    assert [citation.document for citation in answer.citations] == [title]


def test_every_mention_is_of_the_edition_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("2022年的要点里哪些条款提到编织袋")
    assert answer.kind == "list"
    assert [citation.document for citation in answer.citations] == [OLD_TITLE]
    assert not assistant.ask("哪些条款提到“编织袋”").answered


def test_an_owner_is_of_the_newest(assistant: Assistant) -> None:
    answer = assistant.ask("落实包片制度由谁负责")
    assert answer.kind == "owner"
    assert answer.answer.startswith(f"按《{NEW_TITLE}》（最新）回答。")
    assert {citation.document for citation in answer.citations} == {NEW_TITLE}


def test_a_year_without_an_edition_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("2021年的要点第一部分第一项是什么")
    assert not answer.answered
    assert "2021年" in answer.answer
    assert OLD_TITLE in answer.answer
    assert NEW_TITLE in answer.answer


def test_what_was_repealed_answers_only_when_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("采砂船每日作业不超过几小时")
    assert [citation.document for citation in answer.citations] == [HEIR_TITLE]
    for question in (f"《{RULES_TITLE}》第二条", "清政发[2015]8号第二条"):
        answer = assistant.ask(question)
        assert [citation.document for citation in answer.citations] == [RULES_TITLE]
        assert answer.answered
        assert f"《{RULES_TITLE}》已废止（见《{HEIR_TITLE}》）" in answer.answer


def test_a_number_alone_asks_for_the_whole_document(assistant: Assistant) -> None:
    answer = assistant.ask("清政发〔2021〕3号")
    assert answer.kind == "section"
    assert {citation.document for citation in answer.citations} == {HEIR_TITLE}


def test_what_has_expired_is_marked(assistant: Assistant) -> None:
    answer = assistant.ask(f"《{PILOT_TITLE}》第一条")
    assert f"《{PILOT_TITLE}》已失效（有效期至2016-12-31）" in answer.answer
    assert f"《{PILOT_TITLE}》（已失效）" in answer.answer
    silent = assistant.ask("渔船更新每艘补贴多少钱")
    assert all(citation.document != PILOT_TITLE for citation in silent.citations)
    if not silent.answered:
        assert f"《{PILOT_TITLE}》（已失效）写到过这件事" in silent.answer


def test_what_is_to_come_says_from_when(assistant: Assistant) -> None:
    answer = assistant.ask("湿地周边禁止倾倒垃圾的范围是多少米")
    assert [citation.document for citation in answer.citations] == [COMING_TITLE]
    assert "尚未施行（自2099-01-01起施行）" in answer.answer


def test_one_address_in_several_documents_asks_which(assistant: Assistant) -> None:
    answer = assistant.ask("第一条")
    assert answer.kind == "clarify"
    assert not answer.answered
    choices = answer.answer.splitlines()[1:]
    assert [COMING_TITLE in choices[0], HEIR_TITLE in choices[1], len(choices)] == [True, True, 2]


def test_other_words_tell_which_document_an_address_is_in(assistant: Assistant) -> None:
    answer = assistant.ask("湿地第一条")
    assert [citation.document for citation in answer.citations] == [COMING_TITLE]


def test_nothing_in_force_says_how_to_ask(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    corpus = write_editions(tmp_path_factory.mktemp("expired"), {"渔船补贴试点方案.txt": PILOT})
    settings = Settings(data=tmp_path_factory.mktemp("expired-data"), corpus=corpus)
    build([corpus], settings.place, settings.embedding, lambda *_: None)
    answer = Assistant(settings).ask("渔船更新每艘补贴多少钱")
    assert not answer.answered
    assert "已失效" in answer.answer
    assert "写上文件名" in answer.answer
