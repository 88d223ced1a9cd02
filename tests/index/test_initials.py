import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.initials import Initials

TITLE = "关于支持自由贸易试验区深化改革和药品集中采购的通知"


@pytest.mark.parametrize("short", ["自贸", "自贸区", "集采"])
def test_first_characters_of_neighbouring_words(short: str) -> None:
    assert Initials(TITLE).of(short)


@pytest.mark.parametrize("other", ["", "自", "贸采", "集购自", "自由", "试改", "和药品集采"])
def test_is_no_short_form(other: str) -> None:
    assert not Initials(TITLE).of(other)


@given(st.text(st.sampled_from("自由贸易试验区集中采购的"), max_size=6))
def test_a_short_form_is_made_of_the_texts_characters(word: str) -> None:
    assert not Initials(TITLE).of(word) or set(word) <= set(TITLE)
