from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import Lexical, fold, grams

TEXTS = ["新建标准茶园2000亩", "茶叶产业：做强茶业", "生活污水处理设施", "——", "茶，园"]


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> Lexical:
    folder = tmp_path_factory.mktemp("lexical")
    Lexical.build(TEXTS, folder)
    return Lexical(folder)


@given(st.text(st.characters(codec=None)))
def test_folding_keeps_offsets(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_folding_makes_writings_equal() -> None:
    assert fold("５Ｇ（ＡＰＰ）") == fold("5g(app)")


def test_grams_span_no_gap() -> None:
    assert grams("茶，园5") == ["茶", "园", "5", "园5"]
    assert grams("，。") == []


def test_a_text_is_best_for_its_own_words(lexical: Lexical) -> None:
    for position, text in enumerate(TEXTS[:3]):
        scores = lexical.scores(text)
        assert scores.shape == (len(TEXTS),)
        assert int(np.argmax(scores)) == position


def test_nothing_shared_scores_nothing(lexical: Lexical) -> None:
    assert not lexical.scores("龙舟").any()
    assert not lexical.scores("？！").any()


def test_rare_grams_weigh_more(lexical: Lexical) -> None:
    assert lexical.rarity("茶") < lexical.rarity("污水") < lexical.rarity("龙舟")


def test_postings_have_every_text_that_holds_the_term(lexical: Lexical) -> None:
    for term in ("茶园", "茶", "污水处理", "２０００亩", "茶，园", "做强茶业"):
        found = lexical.holding(term)
        assert found is not None
        holding = [at for at, text in enumerate(TEXTS) if fold(term) in fold(text)]
        assert set(holding) <= set(found.tolist())
        assert found.tolist() == sorted(found.tolist())
    unknown = lexical.holding("龙舟")
    assert unknown is not None
    assert unknown.size == 0
    assert lexical.holding("——") is None  # no gram to look up


def test_characters_are_those_of_the_texts(lexical: Lexical) -> None:
    singles = {gram for text in TEXTS for gram in grams(text) if len(gram) == 1}
    assert set(lexical.characters()) == singles
    assert "茶园" in lexical
    assert "园茶" not in lexical


@pytest.mark.parametrize("texts", [["——"], ["一"], ["……", "，"]])
def test_texts_with_hardly_a_character(tmp_path: Path, texts: list[str]) -> None:
    Lexical.build(texts, tmp_path)
    assert Lexical(tmp_path).scores("茶园").tolist() == [0.0] * len(texts)
