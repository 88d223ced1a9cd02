import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import fold
from index.words import content_words, fillers, mentions, subject, words

ANY = st.text(st.characters(codec=None))  # with halves of surrogate pairs
HAN = st.text("茶园中心组织融媒体冬奥会网络安全，。 ab１ＡＢ（）", max_size=30)


@pytest.mark.parametrize(
    ("text", "term", "spans"),
    [
        ("融媒体中心组织活动", "中心组", []),  # 中心 + 组织
        ("理论学习中心组学习", "中心组", [(4, 7)]),
        ("冬奥会筹备", "冬奥", [(0, 2)]),  # a longer word that holds it
        ("县委宣传部、宣传部门", "宣传部", [(2, 5), (6, 9)]),
        ("使用ＡＰＰ和app", "App", [(2, 5), (6, 9)]),
        ("茶园、茶园。茶园", "茶园", [(0, 2), (3, 5), (6, 8)]),
        ("谁主管、谁负责的原则", "谁主管、谁负责", [(0, 7)]),
        ("完全没有", "茶园", []),
        ("茶园", "", []),
    ],
)
def test_mentions_are_words(text: str, term: str, spans: list[tuple[int, int]]) -> None:
    assert list(mentions(text, term)) == spans


@given(HAN, HAN)
def test_mentions_are_what_the_whole_text_segmented_says(text: str, term: str) -> None:
    """Only the stretch around a span is segmented; that must come to the same."""
    folded, wanted = fold(text), fold(term)
    edges = [(start, start + len(word)) for word, start in words(folded)]
    expected = [
        (at, at + len(wanted))
        for at in range(len(folded))
        if wanted
        and folded.startswith(wanted, at)
        and not any(
            (left < at < right < at + len(wanted)) or (at < left < at + len(wanted) < right)
            for left, right in edges
        )
    ]
    assert list(mentions(text, term)) == expected


@given(ANY)
def test_words_cover_the_text(text: str) -> None:
    for guess in (True, False):
        at = 0
        for word, start in words(text, guess=guess):
            assert start == at
            at += len(word)
        assert at == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请问文件里关于茶叶产业有什么要求？", "茶叶产业"),
        ("请帮我列出有哪些条款", ""),
        ("厕所改造和污水处理", "厕所改造 污水处理"),
        ("Ｗ县５Ｇ基站", "w县5g基站"),
    ],
)
def test_the_subject_is_left_without_fillers(text: str, expected: str) -> None:
    assert subject(text) == expected


def test_content_words_come_once_in_order() -> None:
    assert content_words("茶叶的产业，茶叶的品牌") == ("茶叶", "产业", "品牌")


@given(ANY)
def test_content_words_are_folded_and_no_fillers(text: str) -> None:
    found = content_words(text)
    assert all(word == fold(word) and word not in fillers() for word in found)
    assert "".join(found).replace(" ", "") in subject(text).replace(" ", "") or len(
        set(found)
    ) == len(found)
