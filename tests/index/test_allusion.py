from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.allusion import Allusions
from index.clause import Document
from tests.index.samples import PLAN_TITLE, RULES_TITLE


@pytest.fixture(scope="module")
def allusions(documents: dict[str, Document]) -> Allusions:
    return Allusions(each for each in documents.values() if each.title in {PLAN_TITLE, RULES_TITLE})


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("停车场那个办法里收费几块钱", RULES_TITLE, "收费几块钱"),
        ("按停车场办法，收费几块钱", RULES_TITLE, "按 收费几块钱"),
        ("乡村振兴的计划里茶园多少亩", PLAN_TITLE, "茶园多少亩"),
        ("茶园多少亩 乡村振兴那份文件里写的", PLAN_TITLE, "茶园多少亩 写的"),
        ("乡村振兴要种多少亩茶园", PLAN_TITLE, "要种多少亩茶园"),
        ("停车场办法第三条", RULES_TITLE, "第三条"),
        ("停车场办法一共多少条", RULES_TITLE, "一共多少条"),
        ("停车办法最后一章", RULES_TITLE, "最后一章"),
        ("公停场办法附则", RULES_TITLE, "附则"),
        ("停车场那份里附则", RULES_TITLE, "附则"),
        ("停车场办法使用与收费里第二条", RULES_TITLE, "使用与收费里第二条"),
        ("振兴乡村计划前三条", PLAN_TITLE, "前三条"),
        ("停车场办法讲乱收费的那一块", RULES_TITLE, "讲乱收费的那一块"),
        ("停车场办法的使用与收费有哪些", RULES_TITLE, "使用与收费有哪些"),
        ("公停办法第三条", RULES_TITLE, "第三条"),
        ("办法第三条", RULES_TITLE, "第三条"),
        ("这个办法一共几条", RULES_TITLE, "一共几条"),
    ],
)
def test_alludes_to_one_document(allusions: Allusions, text: str, title: str, rest: str) -> None:
    found = allusions.find(text)
    assert found is not None
    assert [document.title for document in found.documents] == [title]
    assert found.text.lstrip("， ").replace("，", " ").replace("  ", " ") == rest


@pytest.mark.parametrize(
    "text",
    [
        "茶园多少亩",
        "这份文件里怎么说",
        "县里的工作计划是什么",
        "乡村振兴",
        "",
        "办法里",
        "通知第三条",
    ],
)
def test_alludes_to_none(allusions: Allusions, text: str) -> None:
    assert allusions.find(text) is None


def test_one_document_needs_no_telling_apart(documents: dict[str, Document]) -> None:
    only = next(each for each in documents.values() if each.title == RULES_TITLE)
    assert Allusions([only]).find("停车场那个办法里收费几块钱") is None


def test_words_of_two_texts_allude_to_neither_unless_pointed_at(
    documents: dict[str, Document],
) -> None:
    plan = next(each for each in documents.values() if each.title == PLAN_TITLE)
    other = replace(plan, id="other", title="茶叶标准", text="乡村振兴")
    assert Allusions([plan, other]).find("乡村振兴要种多少亩茶园") is None
    pointed = Allusions([plan, other]).find("乡村振兴那个计划里要种多少亩茶园")
    assert pointed is not None
    assert pointed.documents == (plan,)


@given(st.text(st.sampled_from("乡村振兴停车场那个办法计划里，的茶园多少亩")))
def test_what_is_left_is_of_the_question(allusions: Allusions, text: str) -> None:
    found = allusions.find(text)
    assert found is None or set(found.text) <= set(text) | {" "}
