"""The whole way from lines to a document; goldens beside the real documents in documents/."""

from pathlib import Path

import pytest

from bench.accounting import restored, strays
from index.clause import Document
from index.outline import outline
from index.reading.source import Line, Source
from index.reading.text import read_text

_DOCUMENTS = Path(__file__).parent / "documents"


def lines(text: str) -> Source:
    return Source(tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 1)))


def read(text: str) -> Document:
    return outline(lines(text), "通知/某文件.txt", "v1")


def labels(document: Document) -> list[str]:
    return [clause.label for clause in document.clauses]


def sketch(document: Document) -> str:
    """A document on one page: headings by their label, clauses by label, size and first words."""
    rows = [document.title]
    for index, clause in enumerate(document.clauses):
        rows += [
            f"{'#' * (len(section.path) + 1)} {section.label} {section.title}"
            for section in document.sections
            if section.first == index and section.first < section.last
        ]
        rows.append(f"{clause.label} ({clause.headline}) {len(clause.text)} {clause.text[:16]}")
    rows += [f"- {cut.reason} {len(cut.text)}" for cut in document.removed]
    return "\n".join(row.replace("\n", "⏎") for row in rows) + "\n"


@pytest.mark.parametrize("path", sorted(_DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_reads_real_documents_as_expected(path: Path) -> None:
    document = outline(read_text(path), path.name, "v1")
    expected = path.with_suffix(".outline").read_text(encoding="utf-8")
    assert sketch(document) == expected
    assert strays(document) == []
    assert restored(document) == "".join(path.read_text(encoding="utf-8").split())


PLAN = """下面是小编为大家整理的某区工作要点,供大家参考。
某区2020年工作要点
2020年是收官之年,要贯彻***精神。
一、抓好******学习
1.深入学习。组织“传 当前隐藏内容免费查看承红色基因”活动。
2.用好平台。实现1.0家/10万人目标。
二、保障
1.加强领导。各单位要落实责任。"""


def test_outlines_a_plan() -> None:
    document = read(PLAN)
    assert document.title == "某区2020年工作要点"
    assert labels(document) == ["前言", "一、1", "一、2", "二、1"]
    assert [clause.headline for clause in document.clauses] == [
        "",
        "深入学习",
        "用好平台",
        "加强领导",
    ]
    assert document.clauses[1].path == ("一、抓好******学习",)
    assert document.clauses[1].text == "深入学习。组织“传承红色基因”活动。"
    assert document.clauses[1].line == 5
    assert [(section.label, section.title) for section in document.sections] == [
        ("一", "抓好******学习"),
        ("二", "保障"),
    ]
    assert [(section.first, section.last) for section in document.sections] == [(1, 3), (3, 4)]
    assert strays(document) == []


def test_keeps_what_it_cut_and_where_it_stood() -> None:
    document = read(PLAN)
    lead_in, notice = document.removed
    assert (lead_in.at, lead_in.reason) == (0, "抓取导语")
    assert notice.text == " 当前隐藏内容免费查看"
    assert document.text[notice.at - 2 : notice.at + 2] == "“传承红"
    assert restored(document) == "".join(PLAN.split())


def test_numbering_runs_on_across_headings() -> None:
    document = read(
        "某省实施方案\n一、创新\n（一）攻关。加强攻关。\n（二）转化。加快转化。\n"
        "二、保障\n（三）组织。加强组织。"
    )
    assert labels(document) == ["一、（一）", "一、（二）", "二、（三）"]


def test_a_notice_and_the_plan_it_sends_out_each_have_their_numbers() -> None:
    document = read(
        "某局关于印发某方案的通知\n各区：\n现印发给你们，请落实。\n一、高度重视。各区要重视。\n"
        "二、抓好落实。各区要落实。\n某局\n2024年8月6日\n某市数据工作实施方案\n"
        "为做好工作，制定本方案。\n"
        "一、目标\n建成一批数据集。\n二、任务\n（一）供给。加强供给。"
    )
    assert document.title == "某局关于印发某方案的通知"
    assert labels(document) == ["前言", "一", "二", "第2段", "前言", "一", "二、（一）"]
    assert document.clauses[3].text == "某局\n2024年8月6日"
    assert document.clauses[-1].path == ("某市数据工作实施方案", "二、任务")


def test_an_annex_has_its_own_numbers() -> None:
    document = read(
        "某办法\n第一条　为了管理，制定本办法。\n第二条　自印发之日起施行。\n"
        "附件：1.流程\n2.表格\n某局\n"
        "2020年1月1日\n附件2\n申请流程\n一、受理\n（一）窗口受理。\n（二）网上受理。"
    )
    assert labels(document) == [
        "第一条",
        "第二条",
        "第1段",
        "附件2、一、（一）",
        "附件2、一、（二）",
    ]
    assert document.clauses[-1].path == ("附件2 申请流程", "一、受理")


def test_articles_leave_the_chapters_out_and_have_items() -> None:
    document = read(
        "某条例\n第一章 总则\n第一条 为了管理，制定本条例。\n第二章 职责\n"
        "第二条 机关履行下列职责：\n"
        "（一）受理申请；\n（二）组织实施。\n前款规定的职责不得转交。\n"
        "第三条 违反第二条规定的，责令改正。"
    )
    assert labels(document) == [
        "第一条",
        "第二条",
        "第二条（一）",
        "第二条（二）",
        "第二条第2段",
        "第三条",
    ]
    assert document.clauses[2].path == ("第二章 职责", "第二条 机关履行下列职责")


def test_articles_may_begin_anew_in_every_chapter() -> None:
    document = read(
        "某某法规汇编\n第一章 甲\n第一条 甲一。\n第二条 甲二。\n第二章 乙\n"
        "第一条 乙一。\n第二条 乙二。"
    )
    assert labels(document) == ["第一章第一条", "第一章第二条", "第二章第一条", "第二章第二条"]


def test_text_above_sub_items_has_the_items_label() -> None:
    document = read("某方案\n一、目标\n到2027年建成。\n1.规模：超百亿元。\n2.企业：超百家。")
    assert labels(document) == ["一", "一、1", "一、2"]
    assert [clause.headline for clause in document.clauses] == ["", "", ""]


def test_a_section_of_paragraphs_counts_them() -> None:
    long = "推进建设，形成成果。" * 40
    document = read(f"某报告\n一、回顾\n{long}\n{long}\n二、任务\n抓好落实。")
    assert labels(document) == ["一、第1段", "一、第2段", "二"]


def test_a_document_without_numbers_has_paragraphs() -> None:
    document = read("某县关于天气的复函\n关于天气的来函收悉。\n现答复如下。\n请知悉。")
    assert labels(document) == ["第1段", "第2段", "第3段"]
    assert document.sections == ()


def test_one_is_two_is_stay_inside_their_clause() -> None:
    document = read(
        "某方案\n一、领域\n1.旅游\n一是加快研发。（责任单位：甲局）\n"
        "二是推广应用。（责任单位：乙局）"
    )
    assert labels(document) == ["一、1"]
    assert (
        document.clauses[0].text
        == "一是加快研发。（责任单位：甲局）\n二是推广应用。（责任单位：乙局）"
    )


WRAPPED = """某省加快数据集建设与应用推广
实施方案
为贯彻落实国家关于发展新一代人工智能的重大决策部署，
加快我省数据集建设，促进数据要素的有效流通和高效利用，
结合实际，制定本方案。
一、加快建设行业数据集并且推进跨部门跨层级跨区域的应
用与推广
（一）打造语料库。推动数据规模达到全国领先，到2027 年
12 月前建成2000 个以上，其中行业数据集占比不低于一半，
形成宽领域的语料库。（责任单位：省数据局、省经信厅（省
中小企业局））

— 2 —
（二）健全机制。按照第三条第
（二）项的要求落实，推动行业数据集企业数据集的高质量供
—
３
—
给，加快流通。"""


def test_joins_what_a_page_broke_up() -> None:
    document = read(WRAPPED)
    assert document.title == "某省加快数据集建设与应用推广实施方案"
    assert labels(document) == ["前言", "一、（一）", "一、（二）"]
    assert document.sections[0].title == "加快建设行业数据集并且推进跨部门跨层级跨区域的应用与推广"
    assert "到2027 年12 月前建成" in document.clauses[1].text
    assert document.clauses[1].text.endswith("省经信厅（省中小企业局））")
    assert "高质量供给，加快流通。" in document.clauses[2].text
    assert strays(document) == []


def test_rows_are_clauses_with_their_number() -> None:
    cells = (("序号", "3"), ("任务", "建平台"), ("牵头单位", "省数据局"))
    plain = (("任务", "建场景"), ("牵头单位", "省经信厅"))
    source = Source(
        (
            Line("建平台 省数据局", 4, cells=cells),
            Line("建场景 省经信厅", 5, cells=plain),
        ),
        title="任务清单",
    )
    document = outline(source, "清单.xlsx", "v1")
    assert document.title == "任务清单"
    assert labels(document) == ["3", "第5行"]
    assert [clause.marks[-1].kind for clause in document.clauses] == ["row", "row"]
    assert document.clauses[0].text == "建平台 省数据局"


def test_rows_stand_below_their_item_and_the_text_around_them_stays_whole() -> None:
    cells = (("序号", "1"), ("任务", "建平台"))
    source = Source(
        (
            Line("某方案", 1),
            Line("一、分工如下表：", 2),
            Line("1 建平台", 3, cells=cells),
            Line("各单位要按表落实。", 4),
            Line("二、其他。自印发之日起施行。", 5),
        )
    )
    document = outline(source, "某方案.docx", "v1")
    assert labels(document) == ["一", "一、1", "一、第2段", "二"]
    assert document.clauses[1].path == ("一、分工如下表",)
    assert document.clauses[2].text == "各单位要按表落实。"
    assert strays(document) == []


def test_rows_of_a_flattened_table_are_clauses() -> None:
    document = read(
        "某方案\n一、任务\n加快推进落实。\n附件1\n任务清单\n序号\n任务\n单位\n1\n"
        "建设平台\n市数据局\n2\n培育企业\n市经信局"
    )
    assert labels(document) == ["一", "附件1", "附件1、1", "附件1、2"]
    assert document.clauses[-1].text == "培育企业\n市经信局"


def test_a_skipped_number_is_reported_not_lost() -> None:
    document = read(
        "某方案\n（一）甲。甲事。\n（二）乙。乙事。\n（四）丁。丁事。\n（五）戊。戊事。"
    )
    assert labels(document) == ["（一）", "（二）", "（四）", "（五）"]
    assert document.warnings == ("编号不连续：“（四）丁。丁事。”",)


def test_the_title_is_the_formats_or_the_files_where_no_line_is() -> None:
    body = "为做好工作，现就有关事项通知如下，请认真贯彻执行落实到位。\n一、认真落实。"
    assert read(body).title == "某文件"
    named = Source(lines(body).lines, title="某通知")
    assert outline(named, "a.docx", "v1").title == "某通知"


def test_an_empty_source_is_an_empty_document() -> None:
    document = outline(Source(()), "空.txt", "v1")
    assert (document.title, document.text, document.clauses) == ("空", "", ())
