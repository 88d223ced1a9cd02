from index.reading.source import Line
from index.rolled import unroll

LAW = (
    "某市养犬管理办法 第一章 总则 第一条 为了加强养犬管理，制定本办法。 第二条 本办法适用于本市，"
    "依照第五条规定执行。 第二章 管理 第三条 "
    + "养犬人应当遵守规定。" * 20
    + "　第四条 违反本办法第三条的，处以罚款。第五条 本办法自2020年1月1日起施行。"
)


def test_breaks_a_law_in_one_line_before_its_articles_and_chapters() -> None:
    pieces = unroll([Line(LAW, 7, 2)])
    assert [piece.text[:5].strip() for piece in pieces] == [
        "某市养犬管",
        "第一章 总",
        "第一条 为",
        "第二条 本",
        "第二章 管",
        "第三条 养",
        "第四条 违",
        "第五条 本",
    ]
    assert {(piece.number, piece.page) for piece in pieces} == {(7, 2)}
    assert "".join(piece.text for piece in pieces) == LAW


def test_a_line_that_only_refers_to_articles_stays_whole() -> None:
    text = "依照某法第三条、第五条和第八条的规定。" + "各单位要认真执行。" * 30
    assert unroll([Line(text, 1)]) == [Line(text, 1)]


def test_a_document_whose_articles_have_lines_stays_as_it_is() -> None:
    lines = [Line("第一条 为了管理。", 1), Line("第二条 适用本市。", 2), Line(LAW, 3)]
    assert unroll(lines) == lines


def test_rows_stay_whole() -> None:
    row = Line(LAW, 1, cells=(("内容", LAW),))
    assert unroll([row]) == [row]
