from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.embedding.bundle import open_bundle
from index.embedding.tokenizer import Token
from index.reader.pair import LONGEST, OVERLAP, QUESTION, Pairs, windows

TOKENIZER = open_bundle().tokenizer
PAIRS = Pairs(TOKENIZER)


def test_puts_the_question_before_the_clause() -> None:
    [pair] = PAIRS.of("谁负责?", "由区文明办负责。")
    first = pair.passage
    bos, eos = TOKENIZER.bos, TOKENIZER.eos
    assert pair.tokens[0] == bos
    assert pair.tokens[first - 2 : first] == (eos, eos)
    assert pair.tokens[-1] == eos
    assert pair.tokens[1 : 1 + pair.question] == tuple(t.number for t in PAIRS.tokens("谁负责?"))
    assert pair.tokens[first:-1] == tuple(token.number for token in pair.places)


def test_a_long_question_is_cut_and_leaves_room_for_the_clause() -> None:
    pairs = list(PAIRS.of("谁负责这一项工作" * 60, "由区文明办负责。" * 100))
    assert {pair.question for pair in pairs} == {QUESTION}
    assert max(len(pair.tokens) for pair in pairs) == LONGEST


@given(st.integers(0, 700), st.integers(OVERLAP + 1, 300))
def test_windows_hold_everything_and_overlap(count: int, room: int) -> None:
    tokens = [Token(number, number, number + 1) for number in range(count)]
    cut = [list(window) for window in windows(tokens, room)]
    assert all(len(window) <= room for window in cut)
    assert {token.number for window in cut for token in window} == set(range(count))
    for one, other in pairwise(cut):
        assert len({each.number for each in one} & {each.number for each in other}) >= OVERLAP
