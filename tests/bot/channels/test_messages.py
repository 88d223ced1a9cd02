import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.messages import pages, split

CHINESE = "，。；！？、“”《》（）五一二三（）\n abc文明办牵头责任单位工作要点é😀👩‍👩‍👧𠮷"
words = st.text(st.sampled_from(CHINESE), max_size=120) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=60
)
texts = st.lists(words, max_size=12).map("\n\n".join)
limits = st.integers(32, 400)


def bare(parts: tuple[str, ...]) -> list[str]:
    """The parts without their numbering, which must be right."""
    if len(parts) == 1:
        return list(parts)
    found = []
    for at, part in enumerate(parts, 1):
        number = f"（{at}/{len(parts)}）"
        assert part.startswith(number)
        found.append(part.removeprefix(number))
    return found


def gaps(text: str, pieces: list[str]) -> list[str]:
    """What of `text` stands in no piece; fails when a piece is not the text's next."""
    left, at = [], 0
    for piece in pieces:
        found = text.index(piece, at)
        left.append(text[at:found])
        at = found + len(piece)
    return [*left, text[at:]]


@given(texts, limits)
def test_nothing_is_lost_or_added_and_no_part_is_too_long(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(len(part.encode()) <= limit for part in parts)
    assert not "".join(gaps(text, bare(parts))).strip()


@given(st.lists(st.text(st.sampled_from("五三文明办，。"), min_size=1, max_size=25), min_size=2))
def test_a_block_that_fits_a_message_is_never_parted(blocks: list[str]) -> None:
    for part in bare(split("\n\n".join(blocks), 100)):
        assert set(part.split("\n\n")) <= set(blocks)


@given(st.lists(st.text(st.sampled_from("五三文明办，。"), min_size=1, max_size=25), min_size=2))
def test_messages_are_filled_before_another_is_begun(blocks: list[str]) -> None:
    parts = bare(split("\n\n".join(blocks), 100))
    for part, following in pairwise(parts):
        with_next = part + "\n\n" + following.split("\n\n")[0]
        assert len(with_next.encode()) > 100 - len(f"（{len(parts)}/{len(parts)}）".encode())


@given(texts, st.integers(90, 400))
def test_every_page_but_the_last_says_how_to_go_on(text: str, limit: int) -> None:
    hint = "回复“更多”看下一条"
    got = pages(text, hint, limit)
    assert all(len(page.encode()) <= limit for page in got)
    for page in got[:-1]:
        block = re.sub("^（.*?）", "", page)
        room = limit - len(f"\n\n{hint}（99/99）".encode())
        assert page.endswith("\n\n" + hint) or len(block.encode()) > room
    texts = bare((*(page.removesuffix("\n\n" + hint) for page in got[:-1]), got[-1]))
    assert not "".join(gaps(text, texts)).strip()


def test_a_block_that_fits_only_without_the_hint_stays_whole() -> None:
    whole = "明" * 675
    got = pages(f"第一条说得长一些\n\n{whole}\n\n第三条", "回复“更多”看下一条")
    assert got[1] == f"（2/3）{whole}"
    assert got[0].endswith("看下一条")


def test_a_text_that_just_fits_is_one_message_without_a_number() -> None:
    text = "明" * 682 + "ab"
    assert split(text) == (text,)
    assert pages(text, "回复“更多”看下一条") == (text,)
    assert len(split(text + "c")) == 2


@pytest.mark.parametrize(
    ("mark", "other"), [("。", "；"), ("；", "，"), ("，", "、"), ("！", "，")]
)
def test_an_overlong_block_is_cut_at_the_best_mark_it_has(mark: str, other: str) -> None:
    text = (("文明" + other) * 4 + "创建" + mark) * 20
    parts = bare(split(text, 150))
    assert len(parts) > 5
    assert all(part.endswith(mark) for part in parts)


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    parts = bare(split("他说：“抓好落实。”" * 20, 100))
    assert all(part.startswith("他说") and part.endswith("”") for part in parts)


def test_a_character_of_several_code_points_is_not_parted() -> None:
    family = "👩‍👩‍👧"
    assert all(part.count("👧") * family == part for part in bare(split(family * 60, 100)))


def test_a_text_without_any_mark_is_cut_between_characters() -> None:
    parts = split("明" * 5000, 2048)
    assert len(parts) == 8
    assert "".join(bare(parts)) == "明" * 5000


def test_more_than_nine_parts_are_numbered_within_the_limit() -> None:
    parts = split("明明白白。" * 400, 64)
    assert len(parts) > 99
    assert re.match(r"（1/\d{3}）明", parts[0])


def test_a_message_without_room_is_an_error() -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        split("明", 31)
