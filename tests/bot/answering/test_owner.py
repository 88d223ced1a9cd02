import pytest

from bot.answer import AnswerOwner, OwnerUnit
from bot.answering import Basis
from bot.answering.owner import spoken
from bot.assistant import Assistant
from index.clause import Owner, Phrase, Unit


def test_named_with_roles_and_deadline(papers: Assistant) -> None:
    answer = papers.ask("市容整治由谁负责")
    assert (answer.kind, answer.answered) == ("owner", True)
    assert answer.owner == AnswerOwner(
        status="named",
        units=(
            OwnerUnit(name="区城管局", role="lead"),
            OwnerUnit(name="区住建局", role="support"),
            OwnerUnit(name="各街道办事处", role="support"),
        ),
        deadline="2023年9月底前",
    )
    (citation,) = answer.citations
    assert citation.owner == answer.owner
    marked = {citation.quote[a - citation.start : b - citation.start] for a, b in citation.marked}
    assert marked == {"区城管局", "区住建局", "各街道办事处", "2023年9月底前"}
    assert answer.answer.startswith(
        "牵头单位：区城管局\n配合单位：区住建局、各街道办事处\n完成时限：2023年9月底前\n\n（一）开展"
    )


@pytest.mark.parametrize(
    ("question", "label", "units"),
    [
        ("农贸市场改造谁负责", "一、（二）", {("区市场监管局", "responsible")}),
        ("志愿服务归谁管", "二、（一）", {("团区委", "responsible"), ("区民政局", "support")}),
        ("机动车不礼让行人哪个部门牵头", "二、（二）1", {("区公安分局", "lead")}),
        ("老年食堂哪个部门牵头", "2", {("区民政局", "lead")}),
        ("本办法由谁组织实施", "第五条", {("区文化和旅游局", "responsible")}),
    ],
)
def test_units_and_roles(
    question: str, label: str, units: set[tuple[str, str]], papers: Assistant
) -> None:
    answer = papers.ask(question)
    assert answer.kind == "owner"
    assert [citation.clause for citation in answer.citations] == [label]
    assert answer.owner is not None
    assert {(unit.name, unit.role) for unit in answer.owner.units} == units


def test_not_named_is_said(plan: Assistant) -> None:
    answer = plan.ask("扫黄打非归谁管")
    assert (answer.kind, answer.answered) == ("owner", True)
    assert answer.owner == AnswerOwner(status="not_named")
    assert answer.answer.startswith("原文未写明该任务的责任单位。\n\n3.持续推进扫黄打非工作。")


def test_indirect_says_that_no_unit_is_stated(plan: Assistant) -> None:
    answer = plan.ask("意识形态阵地管理谁负责")
    assert answer.owner is not None
    assert (answer.owner.status, answer.owner.units) == ("indirect", ())
    assert answer.answer.startswith("原文未写明具体的责任单位，只写到：“")


def test_a_deadline_that_is_asked_for_and_not_stated(plan: Assistant) -> None:
    answer = plan.ask("哪个部门负责实体书店，什么时候完成")
    assert answer.answer.startswith("原文未写明该任务的责任单位。\n原文未写明完成时限。\n\n")


def test_a_section_without_owners_says_so_once(plan: Assistant) -> None:
    answer = plan.ask("第三部分由谁负责")
    assert [citation.clause for citation in answer.citations] == [f"三、{n}" for n in range(1, 5)]
    assert answer.answer.startswith("这4条，原文都未写明责任单位。\n\n三、1 聚焦主题主线")
    assert answer.answer.count("未写明") == 1
    assert answer.owner == AnswerOwner(status="not_named")


def test_a_section_with_some_owners(papers: Assistant) -> None:
    answer = papers.ask("文明创建任务清单第一部分由谁负责")
    blocks = answer.answer.split("\n\n")
    assert blocks[0] == "这3条里，原文写明责任单位的有2条。"
    assert blocks[2] == "一、（二） 推进农贸市场改造\n责任单位：区市场监管局"
    assert answer.owner is not None
    assert answer.owner.units[0].name == "区城管局"


def test_a_unit_is_named_once_a_role(plan_basis: Basis) -> None:
    twice = tuple(Unit("区委宣传部", "unknown", at, at + 5) for at in (0, 9))
    owner = Owner("named", twice, deadline=Phrase("年底前", 20, 23))
    assert spoken(owner, plan_basis) == "原文写到的单位：区委宣传部\n完成时限：年底前"
