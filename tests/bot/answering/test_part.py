import pytest

from bot.answering.part import narrowed
from index.clause import Clause, Document, Mark
from index.owners import find_owners

TEXT = (
    "一是修缮馆库，消除火灾隐患。（区档案馆牵头，2021年8月底前完成）"
    "二是举办家谱档案展，方便群众参观。（责任单位：区文旅局；区图书馆配合）"
)


def clause(text: str, start: int = 0) -> Clause:
    given = Clause("1", (Mark("arabic", 1, "1."),), (), "", text, start, start + len(text), None, 1)
    whole = Document("1", "方案", "方案.txt", " " * start + text, (), (given,))
    return find_owners(whole).clauses[0]


def names(found: Clause) -> list[str]:
    return [unit.name for unit in found.owner.units]


@pytest.mark.parametrize("start", [0, 7])
def test_the_part_that_is_quoted_has_its_own_bodies(start: int) -> None:
    given = clause(TEXT, start)
    first = narrowed(given, "“修缮馆库，消除火灾隐患”由谁负责？")
    assert names(first) == ["区档案馆"]
    assert first.owner.deadline == given.owner.deadline
    second = narrowed(given, "“举办家谱档案展”由谁负责？")
    assert names(second) == ["区文旅局", "区图书馆"]
    assert second.owner.deadline is None


@pytest.mark.parametrize(
    "question", ["修缮馆库由谁负责？", "“别的事情”由谁负责？", "“区图书馆配合”是谁？"]
)
def test_nothing_quoted_leaves_the_clause_whole(question: str) -> None:
    assert narrowed(clause(TEXT), question) == clause(TEXT)


def test_one_statement_for_all_parts_holds_for_each() -> None:
    given = clause("一是建档立卷。二是归档入库。（责任单位：区档案馆、区委办）")
    assert narrowed(given, "“建档立卷”由谁负责？") == given
