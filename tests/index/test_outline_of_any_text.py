"""Whatever a text is, its outline accounts for every character of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.accounting import restored, strays
from index.outline import outline
from index.reading.source import Line, Source

_PIECES = st.sampled_from(
    [
        "一、总体要求",
        "二、",
        "三、任务。推进落实。",
        "（一）",
        "（一）目标",
        "（二）强化保障。各地要落实。",
        "1.规模：到2027年",
        "2.",
        "3.5亿元",
        "１．加快",
        "1.1\u3000范围",
        "1.1.1 定义",
        "1\u3000总则",
        "（1）受理；",
        "①材料",
        "第一条 为了",
        "第二条规定的",
        "第三章 附则",
        "第一章",
        "第十七条之一 新增。",
        "附件",
        "附件1",
        "附件：1.表",
        "专栏2 工程",
        "目录",
        "序号",
        "1",
        "2",
        "— 3 —",
        "—",
        "２",
        "2024年8月6日",
        "（此件公开发布）",
        "某市工作方案",
        "关于印发某方案的通知",
        "各区人民政府：",
        "为贯彻落实国家关于发展的重大决策部署，加快我省建",
        "设，促进要素流通。",
        "一是加强领导。",
        "——成效显著。",
        "（责任单位：省数据局",
        "）",
        "***",
        "下载",
        "扫一扫在手机打开当前页",
        "当前位置：首页 > 公开",
        "传 当前隐藏内容免费查看承",
        "",
        " \u3000",
        "\x0c",
        "，",
        "。",
        "🙂",
    ]
)
_LINE = st.one_of(
    _PIECES, st.builds(lambda *parts: "".join(parts), _PIECES, _PIECES), st.text(max_size=40)
)


_ROWS = st.sampled_from(["", "", "", "", "序号", "任务"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_LINE, _ROWS), max_size=40))
def test_any_text_becomes_a_document_that_accounts_for_every_character(
    pairs: list[tuple[str, str]],
) -> None:
    pairs = [(line, column) for text, column in pairs for line in text.split("\n")]
    texts = [text for text, _ in pairs]
    source = Source(
        tuple(
            Line(text, number, cells=((column, text),) if column else ())
            for number, (text, column) in enumerate(pairs, 1)
        )
    )
    document = outline(source, "任意.txt", "v1")
    for clause in document.clauses:
        assert document.text[clause.start : clause.end] == clause.text != ""
    for section in document.sections:
        assert 0 <= section.start <= section.end <= len(document.text)
        assert 0 <= section.first <= section.last <= len(document.clauses)
        assert section.parent is None or section.parent < len(document.sections)
    assert all(0 <= cut.at <= len(document.text) for cut in document.removed)
    assert restored(document) == "".join("".join(texts).split())
    assert strays(document) == []
