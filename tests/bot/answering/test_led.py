from dataclasses import replace

import pytest

from bot.answering import Basis
from bot.answering.led import led_to
from index.clause import Clause, Document, Mark, Section
from index.found import Hit


def article(lead: str) -> Document:
    """An article with two items below its lead."""
    mark = Mark("article", 8, "第八条")
    texts = (lead, "伪造材料的；", "拒绝检查的。")
    labels = ("第八条", "第八条（一）", "第八条（二）")
    clauses = tuple(
        Clause(label, (mark,), (), "", text, 0, len(text), 0, at)
        for at, (label, text) in enumerate(zip(labels, texts, strict=True))
    )
    section = Section("第八条", (mark,), lead, (), 0, len(lead), None, 0, 3)
    return Document("d", "办法", "d.txt", lead, (section,), clauses)


@pytest.mark.parametrize(
    ("lead", "leads"),
    [
        ("有下列情形之一的，不予支付：", True),
        ("申请人应当提交以下材料。", True),
        ("申请人应当提交材料，材料不全的不予受理。", False),
    ],
)
def test_a_lead_brings_what_it_leads_to(lead: str, leads: bool) -> None:
    document = article(lead)
    found = led_to(Hit(document, document.clauses[0]))
    assert (found is not None) is leads
    if found:
        assert [hit.clause.label for hit in found.hits] == [c.label for c in document.clauses]


def test_an_item_and_a_lead_without_items_stand_by_themselves(plan_basis: Basis) -> None:
    document = article("有下列情形之一的：")
    assert led_to(Hit(document, replace(document.clauses[1], text="包括："))) is None
    alone = replace(document, sections=(), clauses=document.clauses[:1])
    assert led_to(Hit(alone, alone.clauses[0])) is None
    (plan,) = plan_basis.generation.documents
    assert all(led_to(Hit(plan, clause)) is None for clause in plan.clauses)
