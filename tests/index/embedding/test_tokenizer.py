import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.original import OriginalEncoder
from index.embedding.pieces import AT_ONCE, LONGEST
from index.embedding.tokenizer import Tokenizer
from index.embedding.weights import Weights, find_weights, open_weights

PLAN = (
    "（三）深化“我们的节日”主题活动，2020年12月底前完成。责任单位：区委宣传部、区文明办、"
    "各街道（镇）。The 1st OF 3 plans；ＡＢＣ１２３　全角，①②㈱。臺灣繁體字與簡體字並用。"
)


ANY = Tokenizer(open_weights(find_weights()).vocabulary)


@pytest.fixture(scope="module")
def tokenizer(weights: Weights) -> Tokenizer:
    return Tokenizer(weights.vocabulary)


def piece(weights: Weights, number: int) -> str:
    known = weights.vocabulary
    return known.pieces[known.offsets[number] : known.offsets[number + 1]].tobytes().decode()


def test_cuts_into_the_models_own_pieces(tokenizer: Tokenizer, weights: Weights) -> None:
    pieces = [piece(weights, number) for number in tokenizer.encode("query: 文明城区创建")]

    assert pieces[:3] == ["▁que", "ry", ":"]
    assert "".join(pieces) == "▁query:▁文明城区创建"
    assert len(pieces) < len("query: 文明城区创建")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "   两个  空格   ",
        PLAN,
        "臺灣繁體字與簡體字",
        "👩‍👩‍👧‍👦🇨🇳😀😀 表情",
        "".join(chr(code) for code in range(1, 0x180)),
        "制表\t换行\r\n零宽\u200b\u200d\ufeff\u2028\u2581",
        "ﷺﬁ㎏㊙e\u0301\u0302",
        "𠮷𠀀龘\U0001f600\U000e0041",
        "<s></s><unk><pad><mask>",
        "q" * 5000,
        PLAN * 40,
    ],
)
def test_counts_as_the_original_does(
    tokenizer: Tokenizer, original: OriginalEncoder, text: str
) -> None:
    assert len(tokenizer.encode("query: " + text)) + 2 == original.token_count(text, is_query=True)
    assert len(tokenizer.encode("passage: " + text)) + 2 == original.token_count(
        text, is_query=False
    )


def test_counts_a_hundred_thousand_characters_as_the_original_does(
    tokenizer: Tokenizer, original: OriginalEncoder
) -> None:
    text = (PLAN * 1000)[:100_000]

    assert len(tokenizer.encode("passage: " + text)) + 2 == original.token_count(
        text, is_query=False
    )


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
COMMON_TEXT = st.text(st.sampled_from(PLAN + "  \u3000"), max_size=80)


@settings(deadline=None, max_examples=300)
@given(text=ANY_TEXT | COMMON_TEXT)
def test_counts_anything_as_the_original_does(
    tokenizer: Tokenizer, original: OriginalEncoder, text: str
) -> None:
    assert len(tokenizer.encode("query: " + text)) + 2 == original.token_count(text, is_query=True)


@settings(deadline=None)
@given(text=COMMON_TEXT)
def test_loses_no_character(tokenizer: Tokenizer, weights: Weights, text: str) -> None:
    unknown = weights.vocabulary.unknown
    pieces = [piece(weights, number) for number in tokenizer.encode(text) if number != unknown]

    kept = "".join(pieces).replace("▁", " ").split()
    mapped = text.translate(weights.vocabulary.characters).split()
    assert kept == mapped


def test_an_unknown_character_stands_for_itself(tokenizer: Tokenizer, weights: Weights) -> None:
    unknown = weights.vocabulary.unknown
    assert tokenizer.encode("a\U000f1234\U000f1234b").count(unknown) == 2


def test_ends_at_a_nul_as_a_c_string_does(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("文明\0城区") == tokenizer.encode("文明")


def test_pieces_that_reach_over_a_stretch_are_found(
    tokenizer: Tokenizer, original: OriginalEncoder
) -> None:
    word = "internationalization "
    for shift in range(LONGEST + 2):
        text = "的" * (AT_ONCE - len("▁query:▁") - shift) + word * 3
        assert len(tokenizer.encode("query: " + text)) + 2 == original.token_count(
            text, is_query=True
        )


@pytest.mark.parametrize("text", ["", "做好  １２月的㎏工作…ﾊﾟ", " 前", "a\0b", "①第3项", PLAN * 3])
def test_tokens_are_those_of_encode_and_stand_where_they_are(
    text: str, tokenizer: Tokenizer
) -> None:
    tokens = tokenizer.tokens(text)
    assert [token.number for token in tokens] == tokenizer.encode(text)
    ends = [0, *(token.end for token in tokens)]
    assert all(token.start <= token.end <= len(text) for token in tokens)
    assert ends == sorted(ends)


@given(st.text(max_size=60))
def test_tokens_leave_out_no_character_but_blanks(text: str) -> None:
    tokens = ANY.tokens(text)
    assert [token.number for token in tokens] == ANY.encode(text)
    read = {at for token in tokens for at in range(token.start, token.end)}
    left = {character for at, character in enumerate(text.partition("\0")[0]) if at not in read}
    assert not any(character.isalnum() for character in left)


def test_a_token_is_the_characters_it_was_made_of(tokenizer: Tokenizer) -> None:
    tokens = tokenizer.tokens("培训50人")
    assert "".join("培训50人"[token.start : token.end] for token in tokens) == "培训50人"
