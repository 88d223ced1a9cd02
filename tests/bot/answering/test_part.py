import pytest

from bot.answering.part import narrowed
from index.clause import Clause, Document, Mark
from index.found import Hit
from index.owners import find_owners

TEXT = (
    "一是修缮馆库，消除火灾隐患。（区档案馆牵头，区文旅局配合，2021年8月底前完成）"
    "二是举办家谱档案展，方便群众参观。（责任单位：区文旅局；区图书馆、区档案馆配合）"
    "三是整理家谱目录，供群众查询和复制。（区图书馆、区档案馆配合）"
)


def hit(text: str, start: int = 0) -> Hit:
    given = Clause("1", (Mark("arabic", 1, "1."),), (), "", text, start, start + len(text), None, 1)
    whole = find_owners(Document("1", "方案", "方案.txt", " " * start + text, (), (given,)))
    return Hit(whole, whole.clauses[0])


def units(found: Hit) -> list[tuple[str, str]]:
    for unit in found.clause.owner.units:
        assert found.document.text[unit.start : unit.end] == unit.name
    return [(unit.name, unit.role) for unit in found.clause.owner.units]


@pytest.mark.parametrize("start", [0, 7])
def test_the_part_that_is_quoted_has_its_own_bodies(start: int) -> None:
    given = hit(TEXT, start)
    first = narrowed(given, "“修缮馆库，消除火灾隐患”由谁负责？")
    assert units(first) == [("区档案馆", "lead"), ("区文旅局", "support")]
    assert first.clause.owner.deadline == given.clause.owner.deadline
    second = narrowed(given, "“举办家谱档案展”由谁负责？")
    assert second.clause.owner.deadline is None


def test_a_body_that_was_named_before_is_named_again() -> None:
    second = narrowed(hit(TEXT), "“举办家谱档案展”由谁负责？")
    assert units(second) == [
        ("区文旅局", "responsible"),
        ("区图书馆", "support"),
        ("区档案馆", "support"),
    ]
    third = narrowed(hit(TEXT), "“整理家谱目录”由谁负责？")
    assert units(third) == [("区图书馆", "support"), ("区档案馆", "support")]


@pytest.mark.parametrize(
    "question",
    [
        "修缮馆库由谁负责？",
        "“别的事情”由谁负责？",
        "“供群众查询和复制。（区图书馆、区档案馆配合）”是谁？",
    ],
)
def test_nothing_quoted_leaves_the_clause_whole(question: str) -> None:
    assert narrowed(hit(TEXT), question) == hit(TEXT)


def test_one_statement_for_all_parts_holds_for_each() -> None:
    given = hit("一是建档立卷。二是归档入库。（责任单位：区档案馆、区委办）")
    assert narrowed(given, "“建档立卷”由谁负责？") == given


def test_lines_side_by_side_are_one_statement() -> None:
    given = hit("建档立卷，归档入库。\n牵头单位：区档案馆\n配合单位：区委办、区政府办")
    assert narrowed(given, "“建档立卷”由谁负责？") == given
