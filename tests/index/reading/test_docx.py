import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.reading.docx import read_docx
from index.reading.source import UnreadableFileError
from tests.index.reading.paper import number, numbered_word

LADDER = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]


def texts(document: Word, path: Path) -> list[str]:
    document.save(str(path))
    return [line.text for line in read_docx(path).lines]


def insert(document: Word, xml: str) -> None:
    element: Any = document.element.body
    element.insert(len(element) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def test_shows_the_numbers_that_word_shows(tmp_path: Path) -> None:
    document = numbered_word(LADDER)
    for level, text in [
        (0, "总体"),
        (1, "甲"),
        (2, "子"),
        (2, "丑"),
        (3, "细"),
        (1, "乙"),
        (2, "寅"),
        (0, "任务"),
        (1, "丙"),
    ]:
        number(document.add_paragraph(text), level)
    assert texts(document, tmp_path / "a.docx") == [
        "一、总体", "（一）甲", "1.子", "2.丑", "①细", "（二）乙", "1.寅", "二、任务", "（一）丙",
    ]  # fmt: skip


def test_a_space_parts_the_number_where_word_sets_a_tab(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("5亿元", style="List Number")
    assert texts(document, tmp_path / "a.docx") == ["1. 5亿元"]


def test_a_second_list_of_the_same_kind_restarts_where_it_says_so(tmp_path: Path) -> None:
    document = numbered_word(LADDER)
    numbering: Any = document.part.numbering_part.element
    for list_id, override in (
        (78, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        (79, ""),
    ):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="77"/>'
                f"{override}</w:num>"
            )
        )
    for list_id, text in [(77, "甲"), (77, "乙"), (78, "丙"), (79, "丁")]:
        number(document.add_paragraph(text), 0, list_id)
    assert texts(document, tmp_path / "a.docx") == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_carries_the_list(tmp_path: Path) -> None:
    document = numbered_word(LADDER)
    style: Any = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    )
    document.add_heading("工作要求", 1)
    document.add_paragraph("正文。")
    document.add_heading("工作任务", 1)
    assert texts(document, tmp_path / "a.docx") == ["一、工作要求", "正文。", "二、工作任务"]


def test_what_a_tracked_change_deletes_is_no_text(tmp_path: Path) -> None:
    document = Document()
    insert(
        document,
        '<w:p><w:r><w:t>由宣传部</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>文明办'
        '</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>教育局</w:t></w:r>'
        "</w:ins><w:r><w:t>负责。</w:t></w:r></w:p>",
    )
    document.save(str(tmp_path / "a.docx"))
    source = read_docx(tmp_path / "a.docx")
    assert [line.text for line in source.lines] == ["由宣传部教育局负责。"]
    assert source.warnings == ("有 1 处修订删除的文字未收录",)


def test_a_paragraph_whose_mark_is_deleted_runs_on(tmp_path: Path) -> None:
    document = Document()
    insert(
        document,
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t>'
        "</w:r></w:p>",
    )
    document.add_paragraph("后半句。")
    assert texts(document, tmp_path / "a.docx") == ["前半句，后半句。"]


def test_hidden_runs_are_no_text_but_their_styles_can_be_overridden(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("看得见")
    paragraph.add_run("看不见").font.hidden = True
    style = document.styles.add_style("Secret", 2)
    hidden: Any = style
    hidden.font.hidden = True
    paragraph.add_run("也看不见", style="Secret")
    paragraph.add_run("又看得见", style="Secret").font.hidden = False
    assert texts(document, tmp_path / "a.docx") == ["看得见又看得见"]


def test_tables_become_rows_with_their_headers(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("任务分工表")
    table = document.add_table(rows=4, cols=3)
    rows = [
        ["工作任务", "牵头单位", "完成时限"],
        ["建档。", "档案局", "6月底"],
        ["立卷", "/", ""],
        ["归档", "", "年底"],
    ]
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(2, 1).merge(table.cell(3, 1))
    document.save(str(tmp_path / "a.docx"))
    lines = read_docx(tmp_path / "a.docx").lines
    assert [line.text for line in lines] == [
        "任务分工表",
        "工作任务：建档。牵头单位：档案局；完成时限：6月底",
        "工作任务：立卷",
        "工作任务：归档；完成时限：年底",
    ]
    assert lines[1].cells == (("工作任务", "建档。"), ("牵头单位", "档案局"), ("完成时限", "6月底"))
    assert [line.number for line in lines] == [1, 3, 4, 5]


def test_merged_cells_hold_for_every_row(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=2)
    for at, text in enumerate(["牵头单位", "任务", "教育局", "甲", "", "乙"]):
        table.cell(at // 2, at % 2).text = text
    merged = table.cell(1, 0).merge(table.cell(2, 0))
    merged.text = "教育局"
    assert texts(document, tmp_path / "a.docx") == [
        "牵头单位：教育局；任务：甲",
        "牵头单位：教育局；任务：乙",
    ]


def test_automatic_numbers_count_in_cells_too(tmp_path: Path) -> None:
    document = numbered_word([("decimal", "%1")])
    table = document.add_table(rows=3, cols=2)
    for row, text in zip(table.rows, ["任务", "甲", "乙"], strict=True):
        row.cells[1].text = text
    table.cell(0, 0).text = "序号"
    for at in (1, 2):
        number(table.cell(at, 0).paragraphs[0], 0)
        table.cell(at, 0).paragraphs[0].add_run("号")
    rows = ["序号：1号；任务：甲", "序号：2号；任务：乙"]
    assert texts(document, tmp_path / "a.docx") == rows


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent>"
    insert(
        document,
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml">'
        '<w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert texts(document, tmp_path / "a.docx") == ["正文", "框里的字"]


def test_a_line_break_starts_a_line_and_the_contents_are_left_out(tmp_path: Path) -> None:
    document = Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、总体要求\t1", style="toc 1")
    document.add_paragraph("关于印发工作要点\n的通知")
    document.save(str(tmp_path / "a.docx"))
    lines = read_docx(tmp_path / "a.docx").lines
    assert [(line.text, line.number) for line in lines] == [("关于印发工作要点", 1), ("的通知", 1)]


def test_headers_and_footers_are_kept_apart(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "机密★1年"
    document.save(str(tmp_path / "a.docx"))
    source = read_docx(tmp_path / "a.docx")
    assert [line.text for line in source.lines] == ["正文"]
    assert [line.text for line in source.removed] == ["机密★1年"]


def test_entities_are_refused_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("不该读到", encoding="utf-8")
    document = Document()
    document.add_paragraph("x")
    document.save(str(tmp_path / "good.docx"))
    bad = tmp_path / "bad.docx"
    with zipfile.ZipFile(tmp_path / "good.docx") as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                entity = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
                content = content.replace(b"?>", b"?>" + entity.encode(), 1)
                content = content.replace(b">x<", b">&e;<")
            new.writestr(name, content)
    with pytest.raises(UnreadableFileError, match="DTD"):
        read_docx(bad)
