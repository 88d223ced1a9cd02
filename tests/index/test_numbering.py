import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Mark, MarkKind
from index.numbering import label, read_mark


@pytest.mark.parametrize(
    ("line", "kind", "number", "printed", "rest"),
    [
        ("一、推动学习", "chinese", 1, "一、", "推动学习"),
        ("　　十二、收尾", "chinese", 12, "十二、", "收尾"),
        ("（三）夯实基础。", "chinese_bracketed", 3, "（三）", "夯实基础。"),
        ("(三)夯实基础", "chinese_bracketed", 3, "(三)", "夯实基础"),
        ("1.深入学习", "arabic", 1, "1.", "深入学习"),
        ("１．加快建设", "arabic", 1, "１．", "加快建设"),
        ("2、名单", "arabic", 2, "2、", "名单"),
        ("（4）报告", "arabic_bracketed", 4, "（4）", "报告"),
        ("5）报告", "arabic_bracketed", 5, "5）", "报告"),
        ("③ 材料", "circled", 3, "③", "材料"),
        ("第十二条　本办法", "article", 12, "第十二条", "本办法"),
        ("第十七条之一 新增", "article", 17, "第十七条之一", "新增"),
        ("第二章 监督", "chapter", 2, "第二章", "监督"),
        ("第一分编 通则", "book", 1, "第一分编", "通则"),
        ("第五部分 保障", "part", 5, "第五部分", "保障"),
        ("附件2", "annex", 2, "附件2", ""),
        ("附件", "annex", 1, "附件", ""),
        ("专栏3 重点工程", "box", 3, "专栏3", "重点工程"),
        ("1.2.1　国家级", "arabic", 1, "1.2.1", "国家级"),
    ],
)
def test_reads_marks(line: str, kind: MarkKind, number: int, printed: str, rest: str) -> None:
    found = read_mark(line)
    assert found is not None
    assert found.mark == Mark(kind, number, printed)
    assert line[found.end :] == rest


@pytest.mark.parametrize(
    "line",
    ["2025年底前完成", "1.0家/10万人", "一是加强领导", "第X部分", "10万人以上", "三季度", "", "—"],
)
def test_leaves_what_is_no_mark(line: str) -> None:
    assert read_mark(line) is None


@pytest.mark.parametrize(
    "line", ["第十条规定的情形", "第三条第二款", "（二）项所列", "（一）至（三）项"]
)
def test_tells_references(line: str) -> None:
    found = read_mark(line)
    assert found is not None
    assert found.refers


@pytest.mark.parametrize("line", ["（二）项目建设", "（一）第一类对象", "第三条 第一次申请"])
def test_takes_no_item_for_a_reference(line: str) -> None:
    found = read_mark(line)
    assert found is not None
    assert not found.refers


def marks(*texts: str) -> tuple[Mark, ...]:
    found = [read_mark(text + "某") for text in texts]
    return tuple(each.mark for each in found if each is not None)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("五、", "3."), "五、3"),
        (("一、", "（二）"), "一、（二）"),
        (("二、", "（三）", "1."), "二、（三）1"),
        (("三、", "2.", "（1）"), "三、2.（1）"),
        (("附件2", "三、", "（一）"), "附件2、三、（一）"),
        (("第一章 ", "第十二条 "), "第十二条"),
        (("第二编 ", "第一章 ", "第三节 ", "第十二条 ", "（一）"), "第十二条（一）"),
        (("附件2",), "附件2"),
    ],
)
def test_labels(printed: tuple[str, ...], expected: str) -> None:
    assert label(marks(*printed)) == expected


def test_keeps_the_chapter_where_articles_begin_anew_in_each() -> None:
    assert label(marks("第一章 ", "第二条 "), articles_run_on=False) == "第一章第二条"


def test_says_a_decimal_mark_once() -> None:
    above = (Mark("arabic", 1, "1"), Mark("arabic", 2, "1.2"), Mark("arabic", 1, "1.2.1"))
    assert label(above) == "1.2.1"
    assert label((*above, Mark("arabic_bracketed", 3, "（3）"))) == "1.2.1（3）"


def test_labels_nothing() -> None:
    assert label(()) == ""


@given(st.text())
def test_never_raises(text: str) -> None:
    found = read_mark(text)
    assert found is None or 0 < found.end <= len(text)
