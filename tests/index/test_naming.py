import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document
from index.naming import Naming
from tests.index.samples import NOTICE_TITLE, PLAN_TITLE, RULES_TITLE


@pytest.fixture(scope="module")
def naming(documents: dict[str, Document]) -> Naming:
    return Naming(documents.values())


@pytest.mark.parametrize(
    ("text", "titles", "rest"),
    [
        (f"《{PLAN_TITLE}》第二部分", [PLAN_TITLE], "第二部分"),
        ("青禾县 2023年乡村振兴工作计划里茶园多少亩", [PLAN_TITLE], "里茶园多少亩"),
        ("公共停车场管理办法第五条", [RULES_TITLE], "第五条"),
        ("停车场管理办法怎么收费", [RULES_TITLE], "怎么收费"),
        (f"{NOTICE_TITLE}要求什么", [NOTICE_TITLE, NOTICE_TITLE], "要求什么"),
        (f"{PLAN_TITLE}和{RULES_TITLE}", [RULES_TITLE, PLAN_TITLE], "和"),
        ("管理办法有哪些", [], "管理办法有哪些"),
        ("县里的工作计划是什么", [], "县里的工作计划是什么"),
        ("茶园多少亩", [], "茶园多少亩"),
        ("", [], ""),
    ],
)
def test_names(naming: Naming, text: str, titles: list[str], rest: str) -> None:
    named = naming.named(text)
    assert sorted(document.title for document in named.documents) == sorted(titles)
    assert named.text == rest


def test_a_title_without_letters_names_nothing(documents: dict[str, Document]) -> None:
    from dataclasses import replace

    blank, short = (replace(documents["计划.txt"], title=title) for title in ("——", "计划"))
    assert not Naming([blank, short]).named("这份计划里——茶园多少亩").documents


@given(st.text(st.characters(codec=None) | st.sampled_from(PLAN_TITLE + RULES_TITLE + "《》")))
def test_any_text_may_be_asked(naming: Naming, text: str) -> None:
    named = naming.named(text)
    assert named.documents or named.text == text
