"""What stands beside a plan: real generations of a plan, its table and the office's file."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answer import Answer, Citation
from bot.assistant import Assistant
from bot.settings import Settings
from index.build import build
from tests.tasks import (
    PLAN_NAME,
    PLAN_TITLE,
    TABLE_NAME,
    TABLE_TITLE,
    write_plan,
    write_supplements,
    write_table,
)

NOT_NAMED = "原文未写明该任务的责任单位。"


@dataclass(frozen=True, slots=True)
class Office:
    """An assistant over a corpus, and the stored texts by file name."""

    assistant: Assistant
    texts: dict[str, str]

    def ask(self, question: str) -> Answer:
        answer = self.assistant.ask(question)
        for citation in answer.citations:
            text = self.texts[citation.source]
            assert text[citation.start : citation.end] == citation.quote
        return answer


def office(corpus: Path, data: Path) -> Office:
    settings = Settings(data=data, corpus=corpus)
    build([corpus], settings.place, settings.embedding, lambda *_: None)
    assistant = Assistant(settings)
    return Office(assistant, {each.source: each.text for each in assistant.documents})


@pytest.fixture(scope="module")
def supplemented(tmp_path_factory: pytest.TempPathFactory) -> Office:
    corpus = write_plan(tmp_path_factory.mktemp("supplemented"))
    write_supplements(
        corpus,
        f"{PLAN_TITLE},一（一）,区机关事务局,牵头,2021年8月底前,区府办纪要〔2021〕7号,2021-03-02",
        f"{PLAN_TITLE},一（一）,区财政局、区消防大队,配合,,电话记录,2021-03-05",
        f"{PLAN_TITLE},二（四）,区图书馆,配合,,区文旅局复函,",
        f"{PLAN_TITLE},二（三）,,责任,2021年5月,区民政局复函,2021-04-01",
    )
    return office(corpus, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def allotted(tmp_path_factory: pytest.TempPathFactory) -> Office:
    corpus = write_table(write_plan(tmp_path_factory.mktemp("allotted")))
    return office(corpus, tmp_path_factory.mktemp("data"))


def units(citation: Citation) -> list[tuple[str, str, bool]]:
    assert citation.owner
    return [(unit.name, unit.role, unit.supplement) for unit in citation.owner.units]


def test_a_supplement_follows_the_plan_s_own_status(supplemented: Office) -> None:
    answer = supplemented.ask("第一部分第一项由谁牵头？")
    assert answer.answered
    assert answer.kind == "owner"
    lines = answer.answer.splitlines()
    assert lines[0] == NOT_NAMED
    assert lines[1] == (
        "补充说明（不是原文）：牵头单位：区机关事务局；完成时限：2021年8月底前。"
        "来源：区府办纪要〔2021〕7号，2021-03-02。"
    )
    assert lines[2] == (
        "补充说明（不是原文）：配合单位：区财政局、区消防大队。来源：电话记录，2021-03-05。"
    )
    [citation] = answer.citations
    assert (citation.clause, citation.source, citation.supplement) == (
        "一、（一）",
        PLAN_NAME,
        True,
    )
    assert units(citation) == [
        ("区机关事务局", "lead", True),
        ("区财政局", "support", True),
        ("区消防大队", "support", True),
    ]
    assert answer.owner == citation.owner
    assert answer.owner
    assert answer.owner.status == "not_named"
    assert answer.owner.deadline is None
    assert citation.marked == ()


def test_beside_a_named_owner_a_supplement_is_marked_unit_by_unit(supplemented: Office) -> None:
    answer = supplemented.ask("二（四）由谁负责？")
    assert answer.answer.splitlines()[:2] == [
        "责任单位：区文旅局",
        "补充说明（不是原文）：配合单位：区图书馆。来源：区文旅局复函。",
    ]
    assert units(answer.citations[0]) == [
        ("区文旅局", "responsible", False),
        ("区图书馆", "support", True),
    ]
    assert answer.owner
    assert answer.owner.status == "named"


def test_a_clause_without_supplement_stays_unnamed(supplemented: Office) -> None:
    answer = supplemented.ask("一（二）由谁负责？")
    assert answer.answer.startswith(NOT_NAMED)
    assert "补充" not in answer.answer
    assert not answer.citations[0].supplement
    assert units(answer.citations[0]) == []


@pytest.mark.parametrize("question", ["二（三）什么时候完成？", "开放查阅窗口什么时候完成？"])
def test_a_supplement_s_deadline_is_not_the_plan_s(question: str, supplemented: Office) -> None:
    answer = supplemented.ask(question)
    assert answer.kind == "fact"
    assert answer.answer.splitlines()[:2] == [
        "原文未写明完成时限。",
        "补充说明（不是原文）：完成时限：2021年5月。来源：区民政局复函，2021-04-01。",
    ]
    [citation] = answer.citations
    assert citation.supplement
    assert citation.owner
    assert citation.owner.deadline is None


def test_the_plan_s_own_deadline_has_no_supplement(supplemented: Office) -> None:
    answer = supplemented.ask("五、（五）培训档案员什么时候完成？")
    assert "补充" not in answer.answer
    answer = supplemented.ask("三（五）什么时候完成？")
    assert answer.answer.startswith("完成时限：年底前完成")
    [citation] = answer.citations
    start, end = citation.marked[0]
    assert citation.quote[start - citation.start : end - citation.start] == "年底前完成"


def test_a_table_s_row_is_shown_beside_the_clause(allotted: Office) -> None:
    answer = allotted.ask(f"《{PLAN_TITLE}》一（一）由谁负责？")
    blocks = answer.answer.split("\n\n")
    assert blocks[0] == NOT_NAMED
    assert blocks[1].endswith(f"——《{PLAN_TITLE}》一、（一）（一、夯实基础）")
    assert blocks[2] == (
        f"《{TABLE_TITLE}》1写明：\n牵头单位：区机关事务局\n配合单位：区财政局\n完成时限：2021年8月"
    )
    assert blocks[3].endswith(f"——《{TABLE_TITLE}》1")
    plan, row = answer.citations
    assert (plan.source, row.source) == (PLAN_NAME, TABLE_NAME)
    assert not plan.supplement
    assert not row.supplement
    assert units(plan) == []
    assert units(row) == [("区机关事务局", "lead", False), ("区财政局", "support", False)]
    assert answer.owner == plan.owner
    assert answer.owner
    assert answer.owner.status == "not_named"


def test_what_the_plan_says_and_what_the_table_says_stay_apart(allotted: Office) -> None:
    answer = allotted.ask(f"《{PLAN_TITLE}》二（四）由谁牵头？")
    assert "责任单位：区文旅局" in answer.answer
    assert f"《{TABLE_TITLE}》4写明：\n牵头单位：区图书馆" in answer.answer
    assert [units(citation) for citation in answer.citations] == [
        [("区文旅局", "responsible", False)],
        [("区图书馆", "lead", False)],
    ]


def test_a_deadline_from_the_table(allotted: Office) -> None:
    answer = allotted.ask(f"《{PLAN_TITLE}》一（二）什么时候完成？")
    assert answer.answer.startswith("原文未写明完成时限。")
    assert f"《{TABLE_TITLE}》2写明：\n完成时限：2021年10月" in answer.answer
    assert [citation.clause for citation in answer.citations] == ["一、（二）", "2"]


def test_a_table_that_is_repealed_allots_nothing(tmp_path: Path) -> None:
    corpus = write_table(write_plan(tmp_path / "corpus"))
    (corpus / TABLE_NAME).rename(corpus / f"{TABLE_TITLE}（已废止）.csv")
    answer = office(corpus, tmp_path / "data").ask(f"《{PLAN_TITLE}》一（一）由谁负责？")
    assert [citation.source for citation in answer.citations] == [PLAN_NAME]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("“接待来信来访”由谁牵头？", "牵头单位：区信访局\n完成时限：2021年12月\n\n"),
        ("“接待来信来访”有哪些配合单位？", "原文未写明配合单位。\n牵头单位：区信访局\n"),
        ("“接待来信来访”什么时候完成？", "完成时限：2021年12月\n\n"),
    ],
)
def test_a_row_is_asked_like_any_clause(question: str, text: str, allotted: Office) -> None:
    answer = allotted.ask(question)
    assert answer.answered
    assert answer.answer.startswith(text)
    assert [citation.clause for citation in answer.citations] == ["5"]
    assert answer.owner
    assert answer.owner.deadline == "2021年12月"


def test_the_role_that_is_asked_for_comes_first(allotted: Office) -> None:
    answer = allotted.ask(f"《{TABLE_TITLE}》里“馆库改造”由谁配合？")
    assert answer.answer.startswith("配合单位：区财政局\n牵头单位：区机关事务局")


def test_a_running_assistant_takes_a_supplement_up(tmp_path: Path) -> None:
    corpus = write_plan(tmp_path / "corpus")
    running = office(corpus, tmp_path / "data")
    assert not running.ask("一（二）由谁负责？").citations[0].supplement
    write_supplements(corpus, f"{PLAN_TITLE},一（二）,区档案馆,责任,,会议,2021", encoding="gb18030")
    office(corpus, tmp_path / "data")
    assert running.ask("一（二）由谁负责？").citations[0].supplement
    shutil.rmtree(corpus / "office")
    office(corpus, tmp_path / "data")
    assert not running.ask("一（二）由谁负责？").citations[0].supplement
