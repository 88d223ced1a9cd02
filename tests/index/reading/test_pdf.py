import sys
from pathlib import Path

import pytest

from index.reading.pdf import read_pdf
from index.reading.source import UnreadableFileError
from tests.index.reading.paper import Item, Picture, Rule, Text, body, grid, write_pdf

FULL = "为贯彻落实上级部署，结合本区实际制定本要点，请认真组织"  # 27 characters: a whole line


def texts(path: Path) -> list[str]:
    return [line.text for line in read_pdf(path).lines]


def test_lines_become_paragraphs_by_indents_and_line_ends(tmp_path: Path) -> None:
    lines = [
        "　　一、总体要求",
        "　　" + FULL[:25],
        FULL,
        "实施。",
        "　　二、任务",
        "　　（一）" + FULL[:22],
        "落实。",
    ]
    path = write_pdf(tmp_path / "a.pdf", [body(lines)])
    assert texts(path) == [
        "一、总体要求",
        FULL[:25] + FULL + "实施。",
        "二、任务",
        "（一）" + FULL[:22] + "落实。",
    ]


def test_a_line_that_ends_early_ends_its_paragraph(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [body([FULL, "各镇街：", FULL, "完毕。"])])
    assert texts(path) == [FULL + "各镇街：", FULL + "完毕。"]


@pytest.mark.parametrize("number", ["—{}—", "- {} -", "{}", "第{}页 共3页", "— {} —"])
def test_page_numbers_go_and_a_sentence_goes_on_over_the_page(tmp_path: Path, number: str) -> None:
    pages = [
        [*body([f"　　{FULL[:25]}", FULL]), Text(280, 40, number.format(1), 12)],
        [*body([FULL, "实施。（责任单位：区委办）"]), Text(280, 40, number.format(2), 12)],
        [*body(["　　另起一段。"]), Text(280, 40, number.format(3), 12)],
    ]
    source = read_pdf(write_pdf(tmp_path / "a.pdf", pages))
    assert [line.text for line in source.lines] == [
        FULL[:25] + FULL + FULL + "实施。（责任单位：区委办）",
        "另起一段。",
    ]
    assert [line.page for line in source.lines] == [1, 3]
    assert len(source.removed) == 3


def test_a_page_number_in_three_pieces_goes(tmp_path: Path) -> None:
    pieces: list[Item] = [Text(290, 60, "—", 12), Text(290, 45, "2", 12), Text(290, 30, "—", 12)]
    path = write_pdf(tmp_path / "a.pdf", [[*body(["　　一、甲"]), *pieces]])
    assert texts(path) == ["一、甲"]


def test_running_heads_go_and_stay_known(tmp_path: Path) -> None:
    pages = [
        [Text(200, 800, f"某区公报 第{at}期", 10), *body([f"　　第{at}段。"])] for at in (1, 2, 3)
    ]
    source = read_pdf(write_pdf(tmp_path / "a.pdf", pages))
    assert [line.text for line in source.lines] == ["第1段。", "第2段。", "第3段。"]
    assert [line.text for line in source.removed] == [f"某区公报 第{at}期" for at in (1, 2, 3)]


def test_a_number_in_the_text_is_no_page_number(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [body(["　　投资额（万元）", "　　2020", "　　以上。"])])
    assert "2020" in texts(path)


def test_a_title_over_two_lines_is_one(tmp_path: Path) -> None:
    title: list[Item] = [
        Text(122, 780, "某区人民政府关于印发二〇二〇年", 22),
        Text(188, 750, "重点工作要点的通知", 22),
    ]
    path = write_pdf(
        tmp_path / "a.pdf", [[*title, *body(["　　" + FULL[:25], FULL, "完。"], top=700)]]
    )
    assert texts(path)[0] == "某区人民政府关于印发二〇二〇年重点工作要点的通知"


def table(
    top: float, rows: list[list[str]], columns: tuple[float, ...] = (80, 130, 330, 430, 520)
) -> list[Item]:
    items = grid(columns, [top - 40 * at for at in range(len(rows) + 1)])
    for at, row in enumerate(rows):
        items += [
            Text(x + 4, top - 40 * at - 24, words, 12)
            for x, words in zip(columns, row, strict=False)
            if words
        ]
    return items


HEAD = ["序号", "工作任务", "牵头单位", "完成时限"]


def test_a_ruled_table_becomes_rows(tmp_path: Path) -> None:
    items = [
        *body(["　　附件：任务分工"]),
        *table(700, [HEAD, ["1", "建立档案。", "区档案局", "6月底"], ["2", "立卷", "/", ""]]),
    ]
    lines = read_pdf(write_pdf(tmp_path / "a.pdf", [items])).lines
    assert [line.text for line in lines] == [
        "附件：任务分工",
        "序号：1；工作任务：建立档案。牵头单位：区档案局；完成时限：6月底",
        "序号：2；工作任务：立卷",
    ]
    assert lines[2].cells[2] == ("牵头单位", "")


def test_a_table_goes_on_over_the_page_with_its_header_again(tmp_path: Path) -> None:
    pages = [
        table(300, [HEAD, ["1", "甲任务", "甲局", "3月"], ["2", "加快建设城乡", "乙局", "4月"]]),
        table(780, [HEAD, ["", "供水一体化", "", ""], ["3", "丙任务", "丙局", "5月"]]),
    ]
    source = read_pdf(write_pdf(tmp_path / "a.pdf", pages))
    assert [line.text for line in source.lines] == [
        "序号：1；工作任务：甲任务；牵头单位：甲局；完成时限：3月",
        "序号：2；工作任务：加快建设城乡供水一体化；牵头单位：乙局；完成时限：4月",
        "序号：3；工作任务：丙任务；牵头单位：丙局；完成时限：5月",
    ]
    assert [line.page for line in source.lines] == [1, 1, 2]


def test_a_table_without_lines_at_its_sides_keeps_its_outer_columns(tmp_path: Path) -> None:
    rows = [HEAD, ["1", "甲任务", "甲局", "3月"]]
    items = [
        each
        for each in table(700, rows)
        if not (isinstance(each, Rule) and each.x0 == each.x1 in (80, 520))
    ]
    assert texts(write_pdf(tmp_path / "a.pdf", [items])) == [
        "序号：1；工作任务：甲任务；牵头单位：甲局；完成时限：3月"
    ]


def test_invisible_text_and_text_off_the_page_are_none(tmp_path: Path) -> None:
    hidden: list[Item] = [Text(80, 500, "看不见", mode=3), Text(80, 5000, "纸外的字")]
    path = write_pdf(tmp_path / "a.pdf", [[*body(["　　看得见。"]), *hidden]])
    assert texts(path) == ["看得见。"]


def test_the_invisible_layer_over_a_scan_is_its_text(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf", [[Picture(), Text(80, 700, "扫描件上的文字层内容", mode=3)]]
    )
    assert texts(path) == ["扫描件上的文字层内容"]


def test_a_scan_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableFileError, match=r"扫描件.*wence\[ocr\]"):
        read_pdf(write_pdf(tmp_path / "a.pdf", [[Picture()]]))


def test_a_scanned_page_among_others_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    source = read_pdf(
        write_pdf(tmp_path / "a.pdf", [body(["　　有字的一页在这里。"]), [Picture()]])
    )
    assert [line.text for line in source.lines] == ["有字的一页在这里。"]
    assert source.warnings == ("第 2 页是扫描图像，没有文字层，未收录",)


def test_a_password_is_named(tmp_path: Path) -> None:
    key = "41" * 32
    encrypt = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<00><00>]"
    )
    path = write_pdf(tmp_path / "a.pdf", [body(["　　密。"])], encrypt)
    with pytest.raises(UnreadableFileError, match="密码"):
        read_pdf(path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    with pytest.raises(UnreadableFileError, match="损坏"):
        read_pdf(tmp_path / "a.pdf")


def test_an_empty_page_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="没有可读的文字"):
        read_pdf(write_pdf(tmp_path / "a.pdf", [[]]))
