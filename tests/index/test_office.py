import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.additions import Supplement
from index.build import build, stale
from index.clause import Document
from index.generation import Generation
from index.office import COLUMNS, judge_rows, place, read_records, read_supplements
from index.office_file import OfficeFileError, append_supplement
from index.outline import outline
from index.place import Place
from index.reading import read
from tests.tasks import HEADER, PLAN_NAME, PLAN_TITLE, write_plan, write_supplements

GOOD = f"{PLAN_TITLE},一（一）,区机关事务局,牵头,2021年8月,区府办纪要〔2021〕7号,2021-03-02"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "corpus")


@pytest.fixture
def documents(corpus: Path) -> list[Document]:
    return [outline(read(corpus / PLAN_NAME), PLAN_NAME, "plan")]


def judged(corpus: Path, documents: list[Document], *rows: str) -> dict[int, Supplement | str]:
    return dict(judge_rows(write_supplements(corpus, *rows), documents))


def test_a_row_names_its_clause(corpus: Path, documents: list[Document]) -> None:
    found = judged(corpus, documents, GOOD)[2]
    clause = next(each for each in documents[0].clauses if each.label == "一、（一）")
    assert found == Supplement(
        document="plan",
        start=clause.start,
        units=("区机关事务局",),
        role="lead",
        deadline="2021年8月",
        source="区府办纪要〔2021〕7号",
        date="2021-03-02",
    )


@pytest.mark.parametrize("name", [PLAN_TITLE, PLAN_NAME, f"《{PLAN_TITLE}》", f" {PLAN_TITLE} "])
def test_a_document_by_title_or_file_name(
    name: str, corpus: Path, documents: list[Document]
) -> None:
    found = judged(corpus, documents, f"{name},二、（三）,区民政局、区档案馆,配合,,电话记录,")[2]
    assert isinstance(found, Supplement)
    assert found.units == ("区民政局", "区档案馆")
    assert found.role == "support"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("别的方案,一（一）,区委办,牵头,,纪要,", "索引里没有“别的方案”这份文件"),
        ("清溪区2021年档案要点,一（一）,区委办,牵头,,纪要,", f"最接近的是“{PLAN_TITLE}”"),
        (
            f"{PLAN_TITLE},一（九）,区委办,牵头,,纪要,",
            "没有“一（九）”，这里有一、（一）、一、（二）",
        ),
        (f"{PLAN_TITLE},一,区委办,牵头,,纪要,", "不止一条（一、（一）、一、（二））"),
        (f"{PLAN_TITLE},一（一）,区委办,主抓,,纪要,", "没有“主抓”这种角色；请填牵头、责任或配合"),
        (f"{PLAN_TITLE},一（一）,区委办,,,纪要,", "“角色”是空的；请填牵头、责任或配合"),
        (f"{PLAN_TITLE},一（一）,,牵头,,纪要,", "“责任单位”和“完成时限”都是空的"),
        (f"{PLAN_TITLE},一（一）,区委办,牵头,,,", "“来源”是空的；请填上"),
        (",一（一）,区委办,牵头,,纪要,", "“文件”是空的；请填上"),
        (f"{PLAN_TITLE}", "“条款”是空的；请填上"),
    ],
)
def test_a_bad_row_is_told_and_costs_no_other(
    row: str, reason: str, corpus: Path, documents: list[Document]
) -> None:
    path = write_supplements(corpus, row, GOOD)
    placed = read_supplements([path.parent], documents)
    assert len(placed.supplements) == 1
    [failure] = placed.failures
    assert failure.source == "office/supplements.csv"
    assert failure.reason.startswith("第2行：")
    assert reason in failure.reason


def test_a_name_that_two_documents_have_needs_the_file(
    corpus: Path, documents: list[Document]
) -> None:
    twin = outline(read(corpus / PLAN_NAME), f"旧/{PLAN_NAME}", "twin")
    found = judged(corpus, [*documents, twin], GOOD)[2]
    assert isinstance(found, str)
    assert f"请改写文件名：{PLAN_NAME}、旧/{PLAN_NAME}" in found
    by_file = judged(corpus, [*documents, twin], GOOD.replace(PLAN_TITLE, f"旧/{PLAN_NAME}"))[2]
    assert isinstance(by_file, Supplement)
    assert by_file.document == "twin"


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8, codecs.BOM_UTF8 * 2])
def test_utf8_with_or_without_marks(bom: bytes, corpus: Path, documents: list[Document]) -> None:
    path = write_supplements(corpus, GOOD)
    path.write_bytes(bom + path.read_bytes())
    assert isinstance(dict(judge_rows(path, documents))[2], Supplement)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_gb18030_and_other_separators(
    delimiter: str, corpus: Path, documents: list[Document]
) -> None:
    path = write_supplements(corpus, GOOD, encoding="gb18030")
    path.write_bytes(path.read_bytes().replace(b",", delimiter.encode()))
    assert isinstance(dict(judge_rows(path, documents))[2], Supplement)


def test_columns_in_any_order_beside_others(corpus: Path, documents: list[Document]) -> None:
    path = corpus / "office" / "supplements.csv"
    path.parent.mkdir()
    header = [*reversed(COLUMNS), "备注"]
    cells = dict(zip(HEADER.split(","), GOOD.split(","), strict=True)) | {"备注": "无"}
    path.write_text(f"{','.join(header)}\n\n{','.join(cells[name] for name in header)}\n", "utf-8")
    assert isinstance(dict(judge_rows(path, documents))[3], Supplement)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("文件,条款,单位\n甲,一,乙\n".encode(), "表头缺少“责任单位、角色、完成时限、来源、日期”"),
        (bytes(range(0x80, 0x100)), "认不出文字编码"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_once(
    content: bytes, reason: str, corpus: Path, documents: list[Document]
) -> None:
    path = write_supplements(corpus)
    path.write_bytes(content)
    assert [number for number, _ in judge_rows(path, documents)] == [0]
    assert reason in read_supplements([path.parent], documents).failures[0].reason


def test_no_file_or_an_empty_one_is_nothing(corpus: Path, documents: list[Document]) -> None:
    path = corpus / "office" / "supplements.csv"
    assert list(judge_rows(path, documents)) == []
    write_supplements(corpus).write_bytes(codecs.BOM_UTF8)
    assert list(judge_rows(path, documents)) == []


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=12)))
def test_any_row_is_a_supplement_or_told(row: dict[str, str]) -> None:
    assert isinstance(place(row, []), str)


def test_adding_keeps_what_is_there(corpus: Path) -> None:
    path = write_supplements(corpus, "什么都,不,是", GOOD, encoding="gb18030")
    cells = dict(zip(COLUMNS, ("甲", "一", "乙,丙", "牵头", "", "纪\n要", "今天"), strict=True))
    assert append_supplement(path, cells) == 4
    assert path.read_bytes().startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert rows == [HEADER.split(","), ["什么都", "不", "是"], GOOD.split(","), [*cells.values()]]
    assert [each.name for each in path.parent.iterdir() if each.suffix == ".new"] == []


def test_adding_begins_the_file(tmp_path: Path) -> None:
    path = tmp_path / "office" / "supplements.csv"
    assert append_supplement(path, {"文件": "甲"}) == 2
    assert read_records(path) == [list(COLUMNS), ["甲", "", "", "", "", "", ""]]


def test_adding_to_another_table_changes_nothing(corpus: Path) -> None:
    path = write_supplements(corpus)
    path.write_text("姓名,电话\n甲,1\n", "utf-8")
    with pytest.raises(OfficeFileError, match="表头缺少"):
        append_supplement(path, {"文件": "甲"})
    assert path.read_text("utf-8") == "姓名,电话\n甲,1\n"


def test_in_force_after_the_next_build(corpus: Path, tmp_path: Path) -> None:
    data = Place(tmp_path / "data")
    build([corpus], data, "bundled", lambda *_: None)
    assert not stale([corpus], data, "bundled")
    write_supplements(corpus, GOOD, "没有的,一,甲,牵头,,纪要,")
    assert stale([corpus], data, "bundled")
    built = build([corpus], data, "bundled", lambda *_: None)
    assert not built.reused
    assert [failure.source for failure in built.manifest.failures] == ["office/supplements.csv"]
    assert not stale([corpus], data, "bundled")
    generation = Generation.open(data)
    [document] = generation.documents
    said = {
        clause.label: [each.units for each in generation.additions.supplements_of(document, clause)]
        for clause in document.clauses
    }
    assert {label: units for label, units in said.items() if units} == {
        "一、（一）": [("区机关事务局",)]
    }
