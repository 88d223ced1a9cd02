from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import WenceError
from index.lookup import AmbiguousError, NotFoundError, find_document, find_nodes
from tests.editions import COMING_TITLE, FILES, HEIR_TITLE, NEW, NEW_TITLE, OLD_TITLE, RULES_TITLE
from tests.index.documents_of import document

DOCUMENTS = [document(text, name) for name, text in FILES.items()]


@pytest.mark.parametrize(
    ("called", "title"),
    [
        (OLD_TITLE, OLD_TITLE),
        (f"《{OLD_TITLE}》", OLD_TITLE),
        ("要点/防汛要点2022.txt", OLD_TITLE),
        ("./要点/防汛要点2022.txt", OLD_TITLE),
        ("防汛要点2022.txt", OLD_TITLE),
        ("要点2022", OLD_TITLE),
        ("2023年防汛", NEW_TITLE),
        ("河道采砂管理规定", HEIR_TITLE),
        ("湿地", COMING_TITLE),
        ("暂行规定", RULES_TITLE),
        ("清政发[2015]8号", RULES_TITLE),
    ],
)
def test_finds_by_any_name(called: str, title: str) -> None:
    assert find_document(called, DOCUMENTS).title == title


def test_names_those_that_a_part_fits() -> None:
    with pytest.raises(AmbiguousError, match="2 份文件") as told:
        find_document("防汛工作要点", DOCUMENTS)
    assert OLD_TITLE in str(told.value)
    assert NEW_TITLE in str(told.value)


@pytest.mark.parametrize("called", ["不存在的文件", "", "《》"])
def test_says_what_there_is(called: str) -> None:
    with pytest.raises(NotFoundError, match=r"wence index"):
        find_document(called, DOCUMENTS)


@pytest.mark.parametrize(
    ("called", "labels"),
    [
        ("一、2", ["一、2"]),
        ("一、2.", ["一、2"]),
        ("第一部分第二项", ["一、2"]),
        ("1-2", ["一、2"]),
        ("一", ["一"]),
        ("第二部分", ["二"]),
        ("前言", ["前言"]),
    ],
)
def test_finds_clauses_in_any_form(called: str, labels: Sequence[str]) -> None:
    assert [each.label for each in find_nodes(called, document(NEW))] == labels


@pytest.mark.parametrize("called", ["一、9", "第七部分", "随便什么"])
def test_an_address_that_leads_nowhere_says_what_there_is(called: str) -> None:
    with pytest.raises(NotFoundError, match="编号"):
        find_nodes(called, document(NEW))


@given(st.text(), st.text(st.characters() | st.sampled_from("第一二部分条项、1（）")))
def test_any_name_is_found_or_refused(called: str, clause: str) -> None:
    with suppress(WenceError):
        assert find_document(called, DOCUMENTS) in DOCUMENTS
    with suppress(WenceError):
        assert find_nodes(clause, DOCUMENTS[0])
