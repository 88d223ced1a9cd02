"""The first one named leads where the document says so, and nowhere else."""

import pytest

from index.clause import Clause, Document, Mark
from index.owners import find_owners


def document(*texts: str) -> Document:
    clauses, start = [], 0
    for number, text in enumerate(texts, 1):
        mark = Mark("arabic", number, f"{number}.")
        end = start + len(text)
        clauses.append(Clause(str(number), (mark,), (), "", text, start, end, None, number))
        start = end + 1
    return Document("1", "方案", "方案.txt", "\n".join(texts), (), tuple(clauses))


def leads(*texts: str) -> list[list[str]]:
    found = find_owners(document(*texts))
    for clause in found.clauses:
        for unit in clause.owner.units:
            assert found.text[unit.start : unit.end] == unit.name
            assert clause.start <= unit.start < unit.end <= clause.end
    return [[u.name for u in c.owner.units if u.role == "lead"] for c in found.clauses]


BEFORE = "建平台。（责任单位：省数据局、省财政厅）"
AFTER = "育人才。（责任单位：省教育厅、省科技厅）"


@pytest.mark.parametrize(
    "rule",
    [
        "建算力。（责任单位：省经信厅、省科技厅，列第一位的为牵头单位，下同）",
        "建算力。（责任单位：省经信厅、省科技厅。列第一位的为牵头单位，下同）",
        "建算力。（责任单位：省经信厅、省科技厅〔列第一位的为牵头单位，下同〕）",
        "建算力。（省经信厅、省科技厅负责。列第一位者为牵头单位，下同）",
        "建算力。（责任单位：省经信厅、省科技厅，排在首位的单位为牵头单位，下同）",
        "建算力。（责任单位：省经信厅、省科技厅，列第一\n位的为牵头单位，下\n同）",
    ],
)
def test_said_once_it_governs_its_own_bracket_and_all_that_follow(rule: str) -> None:
    assert leads(BEFORE, rule, AFTER) == [[], ["省经信厅"], ["省教育厅"]]


def test_without_going_on_it_governs_its_own_bracket_only() -> None:
    rule = "建算力。（责任单位：省经信厅、省科技厅，列第一位的为牵头单位）"
    assert leads(BEFORE, rule, AFTER) == [[], ["省经信厅"], []]


def test_a_note_outside_brackets_governs_the_whole_document() -> None:
    note = "注：责任单位中排第一位的为牵头单位。"
    assert leads(BEFORE, AFTER, note) == [["省数据局"], ["省教育厅"], []]


def test_without_a_rule_nobody_leads() -> None:
    assert leads(BEFORE, AFTER) == [[], []]


def test_a_stated_lead_is_stronger_than_the_rule() -> None:
    rule = "建算力。（责任单位：省经信厅、省科技厅，列第一位的为牵头单位，下同）"
    assert leads(rule, "办赛会。（责任单位：省体育局，省文旅厅牵头）")[1] == ["省文旅厅"]


def test_what_ranks_first_elsewhere_is_no_rule() -> None:
    prose = "产量居全国首位，由龙头企业牵头组建联合体。"
    assert leads(prose, AFTER) == [[], []]
