from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document
from index.corpus import File, read_document
from index.reference import Resolved, children, parse_reference, resolve

MIXED = """临江市关于印发防火方案的通知
各单位：
现将方案印发给你们，请认真执行。
附件：1.防火方案
附件1
防火方案
一、总体要求
（一）目标。全年不发生重大火灾。
（二）原则。坚持预防为主。
二、主要任务
（一）宣传教育。一是进社区宣传，二是进学校宣传，三是进企业宣传。
（二）排查隐患。每月排查一次。
附件2
分工表
一、公安局负责警戒。
二、消防队负责扑救。
"""

CODE = """临江市河道条例
第一章 总则
第一节 一般规定
第一条 为了保护河道，制定本条例。
第二条 本条例适用于本市河道。
第二节 职责
第三条 市水务局主管河道工作。
第三条之一 区水务局主管本区河道工作。
第二章 保护
第一节 水质
第四条 禁止向河道倾倒垃圾。
第五条 河道保护范围内禁止下列行为：
（一）采砂取土；
（二）搭建棚屋。
确需采砂的，应当经市水务局批准。
第二节 岸线
第六条 岸线不得占用。
"""


def read(folder: Path, text: str) -> Document:
    path = folder / "文件.txt"
    path.write_text(text, "utf-8")
    document = read_document(File("文件.txt", path, "0"), path)
    assert isinstance(document, Document)
    return document


def found(document: Document, text: str) -> Resolved:
    reference, _ = parse_reference(text)
    assert reference is not None
    return resolve(reference, document)


def labels(document: Document, text: str) -> list[str]:
    resolved = found(document, text)
    assert resolved.missing is None
    return [node.label for node in resolved.nodes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第二部分", ["二"]),
        ("最后一部分", ["三"]),
        ("二（四）", ["二、（四）"]),
        ("2.4", ["二、（四）"]),
        ("二、（四）和三、（七）", ["二、（四）", "三、（七）"]),
        ("三、（六）2", ["三、（六）2"]),
        ("第三部分第六项第2点", ["三、（六）2"]),
        ("第二部分第一项", ["二、（三）"]),  # the marks run on, the position counts
        ("第二部分第四项", ["二、（四）"]),  # printed
        ("第二部分最后一项", ["二、（五）"]),
        ("第二部分倒数第二项", ["二、（四）"]),
        ("第二部分最后两项", ["二、（四）", "二、（五）"]),
        ("第二部分第三到第四项", ["二、（三）", "二、（四）"]),
        ("第二部分第三、五项", ["二、（三）", "二、（五）"]),
        ("（四）", ["二、（四）"]),  # stands but once in the whole document
        ("第5项", ["二、（五）"]),
        ("第（七）项", ["三、（七）"]),
        ("第四条", ["二、（四）"]),  # the marks run on, and a part is no 条
        ("第四条到第六条", ["二、（四）", "二、（五）", "三、（六）"]),
        ("（四）到（六）", ["二、（四）", "二、（五）", "三、（六）"]),
        ("（二）", ["一、（二）"]),
        ("最后一条", ["三、（七）"]),
        ("倒数第三条", ["二、（五）"]),
        ("前三条", ["一、（一）", "一、（二）", "二、（三）"]),
        ("最后那部分", ["三"]),
        (
            "第一部分第二项到第二部分第二项",
            ["一、（二）", "二、（三）", "二、（四）"],
        ),
        ("前言", ["前言"]),
    ],
)
def test_a_ladder_with_numbering_that_runs_on(
    documents: dict[str, Document], text: str, expected: list[str]
) -> None:
    assert labels(documents["计划.txt"], text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三条", ["第三条"]),
        ("第二章", ["第二章"]),
        ("第二章第三条", ["第三条"]),
        ("第三条第二款", ["第三条"]),
        ("第四条第二项", ["第四条（二）"]),
        ("第四条（三）", ["第四条（三）"]),
        ("第四条第一款第（一）项", ["第四条（一）"]),
        ("第四条第一款", ["第四条"]),
        ("第五到第六条", ["第五条", "第六条"]),
        ("第一条和第八条", ["第一条", "第八条"]),
        ("最后一条", ["第八条"]),
        ("倒数第二条", ["第六条"]),
        ("最后一章", ["第四章"]),
        ("前两条", ["第一条", "第二条"]),
        ("4条第2项", ["第四条（二）"]),
        ("第一章第二条到第二章第一条", ["第二条", "第三条"]),
        ("第七条和第八条", ["第八条"]),  # what exists of it
    ],
)
def test_articles(documents: dict[str, Document], text: str, expected: list[str]) -> None:
    assert labels(documents["办法.txt"], text) == expected


@pytest.mark.parametrize(
    ("file", "text", "said", "within", "there"),
    [
        ("计划.txt", "第九部分", "第九部分", None, ["一", "二", "三"]),
        ("计划.txt", "第二部分第9项", "第9项", "二", ["二、（三）", "二、（四）", "二、（五）"]),
        ("计划.txt", "第二部分第四项第二点", "第二点", None, ["二、（四）"]),
        ("办法.txt", "第二章第九条", "第九条", "第二章", ["第三条", "第四条"]),
        ("办法.txt", "第三条第四款", "第四款", None, ["第三条"]),
        ("讲话.md", "第七部分", "第七部分", None, ["第1段", "第2段", "第3段"]),
        ("讲话.md", "附件3", "附件3", None, []),
    ],
)
def test_what_exists_where_a_number_leads_nowhere(
    documents: dict[str, Document],
    file: str,
    text: str,
    said: str,
    within: str | None,
    there: list[str],
) -> None:
    resolved = found(documents[file], text)
    assert resolved.missing is not None
    assert resolved.missing.said == said
    assert (resolved.within.label if resolved.within else None) == within
    assert [node.label for node in resolved.nodes] == there


def test_a_gap_in_the_articles_is_missing(documents: dict[str, Document]) -> None:
    resolved = found(documents["办法.txt"], "第七条")
    assert resolved.missing is not None
    assert [node.label for node in resolved.nodes][-2:] == ["第六条", "第八条"]


def test_paragraphs_of_a_document_without_numbers(documents: dict[str, Document]) -> None:
    assert labels(documents["讲话.md"], "第2段") == ["第2段"]
    assert labels(documents["讲话.md"], "最后一段") == ["第3段"]


def test_a_document_without_a_preface_has_none(documents: dict[str, Document]) -> None:
    assert labels(documents["讲话.md"], "前言") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件1", ["附件1"]),
        ("附件1、二、（二）", ["附件1、二、（二）"]),
        ("附件1第二部分第一项", ["附件1、二、（一）"]),
        ("第一部分", ["附件1、一"]),  # the notice itself has no numbers
        ("附件2第二条", ["附件2、二"]),
        ("附件1第二部分第一项第三点", ["附件1、二、（一）"]),  # 三是, within the clause
    ],
)
def test_annexes(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert labels(read(tmp_path, MIXED), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第二章第一节", ["第二章第一节"]),
        ("第二节", ["第一章第二节", "第二章第二节"]),  # of which chapter is not said
        ("第二章第五条", ["第五条"]),  # with a level between that is not said
        ("第三条", ["第三条"]),
        ("第三条之一", ["第三条之一"]),
        ("第五条第2项", ["第五条（二）"]),
        ("第五条第二款", ["第五条第2段"]),
        ("第五条第一款", ["第五条"]),
        ("第二章第二节第一条", ["第六条"]),
    ],
)
def test_levels_between(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert labels(read(tmp_path, CODE), text) == expected


def test_every_label_that_a_document_prints_leads_back(
    documents: dict[str, Document], tmp_path: Path
) -> None:
    for document in (*documents.values(), read(tmp_path, MIXED), read(tmp_path, CODE)):
        for clause in document.clauses:
            first = found(document, clause.label).nodes[0]
            assert first.label == clause.label, (document.title, clause.label)


def test_children_are_the_numbered_ones(documents: dict[str, Document]) -> None:
    rules = documents["办法.txt"]
    fourth = next(section for section in rules.sections if section.label == "第四条")
    assert [node.label for node in children(rules, fourth)] == [
        "第四条（一）",
        "第四条（二）",
        "第四条（三）",
    ]


@given(
    st.text(
        alphabet="第倒数最后前言附件（）一二三四五六七八九十条款项部分章节段行、.-12345之和到的①"
    )
)
def test_any_address_is_followed_in_any_document(documents: dict[str, Document], text: str) -> None:
    reference, _ = parse_reference(text)
    if reference is None:
        return
    for document in documents.values():
        resolved = resolve(reference, document)
        known = {*document.sections, *document.clauses}
        assert set(resolved.nodes) <= known


FIVE = "临江市防汛工作要点\n一、值守\n" + "".join(
    f"{number}.落实第{number}种值守办法。\n" for number in range(1, 6)
)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("第一部分的中间那条", ["一、3"]),
        ("第一部分中间三条", ["一、2", "一、3", "一、4"]),
        ("第一部分中间两条", ["一、2", "一、3", "一、4"]),
        ("第一部分后两条", ["一、4", "一、5"]),
        ("第一部分头两条", ["一、1", "一、2"]),
        ("第一部分的头一项", ["一、1"]),
        ("第一部分第三条到最后", ["一、3", "一、4", "一、5"]),
        ("第一部分除了第一条还有哪些", ["一、2", "一、3", "一、4", "一、5"]),
        ("第一部分第二条以外的", ["一、1", "一、3", "一、4", "一、5"]),
    ],
)
def test_by_place_and_all_but(tmp_path: Path, text: str, labels: list[str]) -> None:
    assert [node.label for node in found(read(tmp_path, FIVE), text).nodes] == labels


RUNNING = """临江市工作规则
第一章 总则
一、本规则依法制定。
二、市政府依法行政。
第二章 会议
三、全体会议的任务是：
（一）讨论重要事项；
（二）部署工作。
四、常务会议每月召开。
"""


@pytest.mark.parametrize(
    ("address", "labels"), [("三", ["三"]), ("第四条", ["四"]), ("四", ["四"]), ("五", [])]
)
def test_a_number_that_runs_on_through_the_chapters(
    address: str, labels: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "规则.txt"
    path.write_text(RUNNING, encoding="utf-8")
    document = read_document(File("规则.txt", path, "0"), path)
    assert isinstance(document, Document)
    reference, _ = parse_reference(address)
    assert reference is not None
    found = resolve(reference, document)
    there = [] if found.missing else [node.label.split("章")[-1] for node in found.nodes]
    assert there == labels


def test_a_project_of_an_annex_is_its_item() -> None:
    reference, _ = parse_reference("附件2第十三个项目")
    assert reference is not None
    assert [(step.noun, step.first) for step in reference.steps] == [("annex", 2), ("item", 13)]


@pytest.mark.parametrize(("text", "label"), [("最后一问", "二"), ("第一问", "一")])
def test_a_question_of_questions_and_answers_is_its_heading(
    tmp_path: Path, text: str, label: str
) -> None:
    faq = (
        "一、哪些人可以申领？\n1.已经登记的。\n2.缴费满一年的。\n"
        "二、如何申领？\n1.可以到窗口办理。\n2.可以在网上办理。\n"
    )
    assert [node.label for node in found(read(tmp_path, faq), text).nodes] == [label]
