import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.assistant import Assistant
from bot.model import make_model
from bot.settings import Settings
from bot.wording import Wording
from tests.bot.chat_service import Chat, chat, first_sentence

FACT = "新增多少家实体书店"
KINDS = [(FACT, "fact"), ("第二部分有哪些任务", "section"), ("哪些任务提到志愿服务", "list")]


@contextmanager
def with_model(settings: Settings, service: Chat) -> Iterator[Assistant]:
    values = {"llm_url": service.url, "llm_model": "m", "llm_api_key": "k"}
    assistant = Assistant(Settings(**{**settings.model_dump(), **values}))
    yield assistant
    assistant.close()


def test_without_one_there_is_none() -> None:
    assert make_model(Settings(), Wording.load()) is None


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_it_phrases_facts_lists_and_sections(
    plan_settings: Settings, plan: Assistant, question: str, kind: str
) -> None:
    with chat() as service, with_model(plan_settings, service) as assistant:
        answer = assistant.ask(question)
    draft = plan.ask(question)
    (asked,) = service.asked
    prompt = asked["messages"][-1]["content"]
    said = first_sentence(prompt)
    assert (answer.kind, draft.kind) == (kind, kind)
    assert answer.answer.startswith(said + "\n\n")
    assert answer.answer.endswith(draft.answer.partition("\n\n")[2] or draft.answer)
    assert answer.citations == draft.citations
    assert question in prompt
    assert draft.citations[0].quote in prompt
    assert asked["model"] == "m"


@pytest.mark.parametrize("question", ["五、3", "五、3由谁负责", "明天天气怎么样", "帮助", ""])
def test_it_is_not_asked_of_anything_else(plan_settings: Settings, question: str) -> None:
    with chat() as service, with_model(plan_settings, service) as assistant:
        assistant.ask(question)
    assert service.asked == []


@pytest.mark.parametrize(
    "service",
    [
        {"says": lambda _: "全年新增实体书店99999家。"},
        {"says": lambda _: "由火星探测局牵头办理新增实体书店。"},
        {"says": lambda _: ""},
        {"says": lambda _: "<think>五家？</think>"},
        {"status": 500},
        {"status": 404},
    ],
)
def test_the_draft_stands_where_it_is_wrong_or_broken(
    plan_settings: Settings, plan: Assistant, service: dict[str, object]
) -> None:
    with chat(**service) as made, with_model(plan_settings, made) as assistant:
        answer = assistant.ask(FACT)
    assert len(made.asked) == 1
    assert answer.answer == plan.ask(FACT).answer


def test_the_draft_stands_where_nobody_answers(
    plan_settings: Settings, plan: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    with with_model(plan_settings, Chat(url="http://127.0.0.1:9/v1")) as away:
        assert away.ask(FACT).answer == plan.ask(FACT).answer
    (said,) = [each for each in caplog.records if each.name == "bot.model"]
    assert (said.levelname, said.exc_info) == ("WARNING", None)


def test_a_model_that_is_late_is_not_waited_for(plan_settings: Settings, plan: Assistant) -> None:
    with chat(seconds=5) as service, with_model(plan_settings, service) as assistant:
        began = time.monotonic()
        answer = assistant.phrase(assistant.draft(FACT), 0.2)
        assert time.monotonic() - began < 4
    assert answer.answer == plan.ask(FACT).answer


def test_its_prompt_can_be_ones_own(tmp_path: Path, plan_settings: Settings) -> None:
    for folder in ("wording", "model"):
        (tmp_path / folder).mkdir()
    (tmp_path / "model" / "phrase.txt").write_text("自拟：{question}|{clauses}", "utf-8")
    own = plan_settings.model_copy(update={"prompts": tmp_path})
    with chat() as service, with_model(own, service) as assistant:
        assistant.ask(FACT)
    assert service.asked[0]["messages"][-1]["content"].startswith(f"自拟：{FACT}|《")


def test_words_in_a_question_are_no_fields(plan_settings: Settings) -> None:
    draft = Answer(question="{clauses}{x}", answer="a", answered=True, kind="fact")
    with chat() as service, with_model(plan_settings, service) as assistant:
        assert assistant.phrase(draft, 3).answer == "a"
    assert "{clauses}{x}" in service.asked[0]["messages"][-1]["content"]
