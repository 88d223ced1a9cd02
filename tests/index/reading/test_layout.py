from hypothesis import given
from hypothesis import strategies as st

from index.reading.layout import Box, Glyph, column_of, continues, joined, lines_of

SIZE = 10.0


def setting(text: str, left: float, top: float, gap: float = 0) -> list[Glyph]:
    return [
        Glyph(character, Box(x, top, x + SIZE, top + SIZE))
        for at, character in enumerate(text)
        for x in [left + at * (SIZE + gap)]
    ]


def test_glyphs_in_any_order_become_lines() -> None:
    glyphs = setting("上面一行", 10, 20) + setting("下面", 10, 40)
    assert [line.text for line in lines_of(reversed(glyphs))] == ["上面一行", "下面"]


def test_a_wide_gap_is_a_space_but_an_even_spread_is_none() -> None:
    wide = setting("总", 10, 20) + setting("则", 40, 20) + setting("第一章", 60, 40)
    assert [line.text for line in lines_of(wide)] == ["总则", "第一章"]
    parted = setting("第一条", 10, 20) + setting("为了规范", 44, 20)
    assert [line.text for line in lines_of(parted)] == ["第一条 为了规范"]
    assert [line.text for line in lines_of(setting("某区文件", 10, 20, gap=6))] == ["某区文件"]


def test_a_line_that_could_have_taken_the_next_word_ends_its_paragraph() -> None:
    lines = lines_of(
        setting("这是一行写得满满的文字", 10, 20)
        + setting("这一行早早就断了", 10, 36)
        + setting("所以这是另外一段的文字", 10, 52)
    )
    column = column_of(lines, 130)
    assert continues(lines[0], lines[1], column, same_page=True)
    assert not continues(lines[1], lines[2], column, same_page=True)


def test_latin_words_keep_a_space_where_lines_meet() -> None:
    assert joined("the work", "plan") == "the work plan"
    assert joined("到20", "20年") == "到2020年"
    assert joined("完成", "任务") == "完成任务"


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=3), st.floats(0, 500), st.floats(0, 800)),
        max_size=30,
    )
)
def test_no_glyph_is_lost(placed: list[tuple[str, float, float]]) -> None:
    glyphs = [Glyph(text, Box(x, y, x + SIZE, y + SIZE)) for text, x, y in placed]
    found = sorted("".join("".join(line.text for line in lines_of(glyphs)).split()))
    assert found == sorted("".join("".join(text for text, _, _ in placed).split()))
