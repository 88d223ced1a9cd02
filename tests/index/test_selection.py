from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.asking import asked, without_edition_years
from index.register import Register
from index.selection import select
from tests.editions import (
    COMING_TITLE,
    FILES,
    HEIR_TITLE,
    NEW_TITLE,
    OLD_TITLE,
    PILOT_TITLE,
    RULES_TITLE,
)
from tests.index.documents_of import document

REGISTER = Register([document(text, name) for name, text in FILES.items()], date(2024, 6, 1))
IN_FORCE = {NEW_TITLE, HEIR_TITLE, COMING_TITLE}


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("二、1说了什么", IN_FORCE),
        ("2022年的要点第一部分", {OLD_TITLE}),
        ("22年的要点第一部分", {OLD_TITLE}),
        ("２０２２年的要求是什么", {OLD_TITLE}),
        ("2022年防汛工作要点说了什么", {OLD_TITLE}),
        (f"《{OLD_TITLE}》二、1", {OLD_TITLE}),
        ("清河县防汛工作要点二、1", {NEW_TITLE}),
        ("去年的要点里巡堤怎么做", {OLD_TITLE}),
        ("河道采砂管理暂行规定第二条", {RULES_TITLE}),
        ("清政发[2015]8号第二条", {RULES_TITLE}),
        ("请问清政发（2021）第3号第二条", {HEIR_TITLE}),
        ("渔船补贴试点方案第一条", {PILOT_TITLE}),
        ("2014年渔船更新补贴多少", IN_FORCE),
    ],
)
def test_chooses(said: str, titles: set[str]) -> None:
    assert {each.title for each in select(said, REGISTER).documents} == titles


def test_a_year_in_the_text_takes_nothing_away() -> None:
    """到2035年 is of no edition: the newest goes on answering."""
    selection = select("到2035年水利设施达到什么水平", REGISTER)
    assert {each.title for each in selection.documents} == IN_FORCE
    assert not selection.years


def test_a_year_without_an_edition_is_told() -> None:
    selection = select("2021年的要点第一部分", REGISTER)
    assert selection.lacking == 2021
    assert {each.title for each in selection.documents} == {OLD_TITLE, NEW_TITLE}
    assert select("清河县2021年防汛工作要点第一部分", REGISTER).lacking == 2021


def test_what_is_out_of_force_is_kept_apart() -> None:
    dormant = {each.title for each in select("补贴多少", REGISTER).dormant}
    assert dormant == {RULES_TITLE, PILOT_TITLE}


def test_years_of_editions_leave_the_question() -> None:
    assert without_edition_years("2022年的要点第一部分", (2022,)).split() == ["要点第一部分"]
    assert without_edition_years("22年要点", (2022,)).split() == ["要点"]
    assert without_edition_years("2022年前完成的", (2022,)) == "2022年前完成的"


@given(st.text(st.characters() | st.sampled_from("2022年的要点去年《》〔〕号清河县防汛工作")))
def test_any_question_selects_documents_of_the_register(said: str) -> None:
    selection = select(said, REGISTER)
    assert set(selection.documents) <= set(REGISTER.documents)
    assert selection.documents or selection.dormant
    assert set(asked(said, REGISTER).named) <= set(REGISTER.documents)
