"""The other way round: every clause by body, role or deadline, out of text, tables, supplements."""

from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from tests.tasks import PLAN_TITLE, write_plan, write_supplements, write_table


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = write_table(write_plan(tmp_path_factory.mktemp("duties")))
    row = f"{PLAN_TITLE},三（五）,区人社局,牵头,2021年9月,区政府会议纪要,2021-03-01"
    write_supplements(folder, row)
    (folder / "office/glossary.csv").write_text("说法,原文用语\n管档案的,区档案馆\n", "utf-8")
    settings = Settings(data=tmp_path_factory.mktemp("duties-data"), corpus=folder)
    build([folder], settings.place, settings.embedding, lambda *_: None)
    return Assistant(settings)


def asked(office: Assistant, question: str) -> tuple[str, list[str], str]:
    answer = office.ask(question)
    return answer.kind, [citation.clause for citation in answer.citations], answer.answer


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("档案馆牵头哪些任务", ["2"]),
        ("区档案馆配合什么", ["3"]),
        ("清溪区档案馆都有哪些任务", ["2", "3"]),
        ("管档案的牵头哪些", ["2"]),
        ("哪些任务由民政局牵头", ["3"]),
        ("文旅局负责哪些", ["二、（四）"]),
        ("人力资源和社会保障局牵头哪些", ["三、（五）"]),
        ("9月底前要完成的有哪些", ["1", "三、（五）"]),
        ("10月完成的任务有几项", ["2"]),
        ("区机关事务局牵头、8月底前完成的有哪些", ["1"]),
    ],
)
def test_every_clause_with_a_count(office: Assistant, question: str, clauses: list[str]) -> None:
    kind, cited, text = asked(office, question)
    assert kind == "list"
    assert cited == clauses
    assert f"有{len(clauses)}条" in text


def test_what_the_office_says_is_cited_as_a_supplement(office: Assistant) -> None:
    answer = office.ask("区人社局牵头哪些")
    (citation,) = answer.citations
    assert citation.supplement
    assert citation.owner
    assert [(unit.name, unit.supplement) for unit in citation.owner.units] == [("区人社局", True)]
    assert "补充说明（不是原文）" in answer.answer


def test_the_words_that_charge_are_marked(office: Assistant) -> None:
    (citation,) = office.ask("区民政局牵头哪些").citations
    (start, end) = citation.marked[0]
    assert citation.quote[start - citation.start : end - citation.start] == "区民政局"


def test_a_body_in_another_role_is_said_to_be_in_that(office: Assistant) -> None:
    kind, cited, text = asked(office, "财政局牵头哪些")
    assert kind == "list"
    assert cited == ["1"]
    assert "没有写明“财政局”牵头" in text
    assert "配合单位：区财政局" in text


def test_a_body_that_nothing_names_is_said_to_be_named_nowhere(office: Assistant) -> None:
    answer = office.ask("区水务局牵头哪些")
    assert (answer.kind, answer.answered, answer.citations) == ("refusal", False, ())
    assert "没有一条写到“区水务局”" in answer.answer


def test_a_body_only_spoken_of_is_told_so(plan: Assistant) -> None:
    kind, cited, text = asked(plan, "区文联负责哪些任务")
    assert kind == "list"
    assert cited == ["八、1"]
    assert "只在1条里提到" in text


def test_a_time_when_nothing_is_due(office: Assistant) -> None:
    kind, cited, text = asked(office, "2019年底前要完成的有哪些")
    assert (kind, cited) == ("refusal", [])
    assert "2019年底前" in text
    assert "长期坚持" in text


def test_one_s_own_body_has_to_be_named(office: Assistant) -> None:
    answer = office.ask("我们局牵头哪些")
    assert (answer.kind, answer.answered) == ("clarify", False)


def test_within_a_section(office: Assistant) -> None:
    kind, cited, _ = asked(office, f"《{PLAN_TITLE}》第二部分里区文旅局负责哪些")
    assert (kind, cited) == ("list", ["二、（四）"])


@pytest.mark.parametrize("question", ["哪些任务没写责任单位", "哪些任务没有明确时限"])
def test_what_no_text_states_is_listed_with_a_count(office: Assistant, question: str) -> None:
    answer = office.ask(question)
    assert answer.kind == "list"
    assert answer.citations
    assert f"有{len(answer.citations)}条" in answer.answer
    lacking = "责任单位" in question
    for citation in answer.citations:
        assert citation.owner
        assert citation.owner.status != "named" if lacking else citation.owner.deadline is None


def test_what_a_table_or_the_office_states_is_not_lacking(office: Assistant) -> None:
    kind, cited, text = asked(office, f"《{PLAN_TITLE}》哪些任务没写责任单位")
    assert kind == "list"
    assert cited == ["一、（一）", "一、（二）", "二、（三）", "三、（五）"]
    assert "附表或补充说明里都有" in text


def test_what_lacks_a_fact_altogether_is_told_apart(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "corpus")
    write_supplements(folder, f"{PLAN_TITLE},一（一）,区机关事务局,牵头,,区政府会议纪要,2021-03-01")
    settings = Settings(data=tmp_path / "data", corpus=folder)
    build([folder], settings.place, settings.embedding, lambda *_: None)
    kind, cited, text = asked(Assistant(settings), "哪些任务没写责任单位")
    assert (kind, cited) == ("list", ["一、（二）", "二、（三）", "三、（五）"])
    assert "另有1条，原文没有写明，但附表或补充说明里有：一、（一）" in text


def test_what_is_stated_is_listed_with_it(office: Assistant) -> None:
    kind, cited, text = asked(office, f"《{PLAN_TITLE}》哪几条写明了责任单位")
    assert (kind, cited) == ("list", ["二、（四）"])
    assert "区文旅局" in text
    kind, cited, text = asked(office, f"《{PLAN_TITLE}》哪些条写了具体完成时间")
    assert (kind, cited) == ("list", ["三、（五）"])
    assert "年底前" in text
