import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document, Stated
from index.edition import canonical_number
from tests.index.documents_of import document

LETTER = """青禾市人民政府文件
青政发〔2020〕3号
青禾市人民政府关于加强停车管理的通知
各区人民政府：
为规范停车秩序，改善城市交通状况，现就有关事项通知如下，请认真贯彻执行。
一、加强规划。新建小区按标准配建车位。
二、加强收费管理。实行明码标价。
青禾市人民政府
2020年2月28日
青禾市人民政府办公室 2020年3月2日印发
"""
SITE = """索 引 号：
000014349
发布机构：
青禾市教育局
文　　号：
青教规字〔2019〕6号
实施日期：
2019年10月16日
失效日期：
2024年10月15日
青禾市教育局关于印发校车管理办法的通知
第一条 校车应当逐日检查。
第二条 本办法自印发之日起施行。
"""


def test_reads_a_letter() -> None:
    read = document(LETTER)
    edition = read.edition
    assert edition.number is not None
    assert edition.number.text == "青政发〔2020〕3号"
    assert edition.issuer is not None
    assert edition.issuer.text == "青禾市人民政府"
    assert edition.date is not None
    assert edition.date.iso == "2020-02-28"
    assert (edition.year, edition.last_year) == (2020, 2020)
    for stated in (edition.number, edition.issuer, edition.date.stated):
        assert stated.start is not None
        assert read.text[stated.start : stated.end] == stated.text


def test_reads_what_a_site_says_beside_labels() -> None:
    edition = document(SITE).edition
    assert edition.number is not None
    assert edition.number.text == "青教规字〔2019〕6号"
    assert edition.issuer is not None
    assert edition.issuer.text == "青禾市教育局"
    assert edition.effective is not None
    assert edition.effective.iso == "2019-10-16"
    assert edition.expires is not None
    assert edition.expires.iso == "2024-10-15"


@pytest.mark.parametrize(
    ("title", "body", "years"),
    [
        ("青禾县2021年宣传工作要点", "", (2021, 2021)),
        ("青禾县绿化行动方案（2025—2027年）", "", (2025, 2027)),
        ("青禾县绿化行动方案（2025-2027）", "", (2025, 2027)),
        ("青禾县二〇二一年工作计划", "", (2021, 2021)),
        ("青禾县值班规定", "青值发[2018]12号", (2018, 2018)),
        ("关于组建2030年运动会委员会的批复", "青函〔2024〕7号", (2024, 2024)),
        ("青禾县值班规定", "", (None, None)),
    ],
)
def test_reads_years(title: str, body: str, years: tuple[int | None, int | None]) -> None:
    read = document(f"{title}\n{body}\n一、总则\n1.值班人员按时到岗，不得擅自离开。")
    assert (read.edition.year, read.edition.last_year) == years


@pytest.mark.parametrize(
    "line",
    ["青政发〔2020〕3号", "青政发[2020]3号", "青政发（2020）第3号", "青政发【2020】 3 号"],
)
def test_a_number_is_one_in_every_bracket(line: str) -> None:
    edition = document(f"{line}\n青禾市停车规定\n一、按时缴费。\n二、有序停放。").edition
    assert edition.number is not None
    assert canonical_number(edition.number.text) == "青政发2020-3"


def test_a_decrees_number_has_its_body() -> None:
    edition = document(
        "中华人民共和国国务院令\n第706号\n现公布《代理条例》，自2019年3月1日起施行。\n"
        "总理 李某某\n2018年11月6日\n代理条例\n第一条 为规范代理，制定本条例。\n"
        "第二条 本条例自2019年3月1日起施行。"
    ).edition
    assert edition.number is not None
    assert edition.number.text.replace(" ", "") == "中华人民共和国国务院令第706号"
    assert edition.issuer is not None
    assert edition.issuer.text == "国务院"
    assert edition.date is not None
    assert edition.date.iso == "2018-11-06"


def test_a_decree_in_brackets_below_the_title() -> None:
    edition = document(
        "登记管理条例\n（2021年7月27日国务院令第746号公布）\n第一条 为规范登记，制定本条例。\n"
        "第二条 本条例自2022年3月1日起施行。"
    ).edition
    assert edition.number is not None
    assert edition.number.text == "国务院令第746号"
    assert edition.issuer is not None
    assert edition.issuer.text == "国务院"


def test_a_number_that_prose_cites_is_not_the_documents() -> None:
    edition = document(
        "青禾市停车规定\n根据《停车条例》（国发〔2011〕9号）和有关规定，结合本市实际，制定本规定，请遵照执行。\n"
        "一、按时缴费。\n二、有序停放。"
    ).edition
    assert edition.number is None
    assert edition.issuer is None
    assert edition.date is None
    assert edition.year is None


@given(st.text(st.characters() | st.sampled_from("〔〕《》年月日号一二、。：\n废止有效期至2020")))
def test_any_text_has_an_edition_and_its_spans_match(text: str) -> None:
    read = document(text)
    for stated in _stated(read):
        if stated.start is not None:
            assert read.text[stated.start : stated.end].split() == stated.text.split()


def _stated(read: Document) -> list[Stated]:
    edition = read.edition
    days = [day for day in (edition.date, edition.effective, edition.expires) if day]
    return [
        each
        for each in (edition.number, edition.issuer, edition.ended, *(d.stated for d in days))
        if each
    ]
