"""Whatever the text, nothing breaks and every span is the text it claims to be."""

from hypothesis import given
from hypothesis import strategies as st

from index.clause import Clause, Document, Mark
from index.owners import find_owners, find_targets
from index.owners.compact import compact, find_brackets

PIECES = (
    *(
        "（",
        "）",
        "(",
        ")",
        "〔",
        "〕",
        "[",
        "]",
        "【",
        "】",
        "、",
        "，",
        ",",
        "；",
        "。",
        "：",
        ":",
        "/",
        "“",
        "”",
    ),
    *(
        "\n",
        " ",
        "　",
        "\t",
        "一是",
        "（一）",
        "1.",
        "第六条",
        "由",
        "会同",
        "等有关部门",
        "和",
        "及",
        "各",
    ),
    *(
        "责任单位",
        "牵头单位",
        "配合单位",
        "完成时限",
        "负责部门",
        "适用范围",
        "责",
        "任单位：",
        "为",
        "是",
    ),
    *(
        "牵头",
        "负责",
        "配合",
        "按职责分工负责",
        "指导",
        "参与",
        "应当",
        "的工作机制",
        "建立",
        "负责人",
    ),
    *(
        "市教育局",
        "省国",
        "资委",
        "市、",
        "区财政部门",
        "文化和旅游部",
        "各市、县〔市、区〕政府",
        "无",
    ),
    *(
        "列第一位的为牵头单位",
        "下同",
        "2025年6月底前",
        "完成",
        "到2027 年，",
        "之日起30日内",
        "自",
        "1.0家/10万人",
    ),
    *(
        "谁主管谁负责",
        "属地管理",
        "责任制",
        "领导小组",
        "统筹各单位",
        "新增书店90家",
        "增长5%左右",
        "A",
        "9",
    ),
)
official = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
texts = st.one_of(official, st.text(max_size=80))


def document(parts: list[str]) -> Document:
    clauses, start = [], 0
    for number, text in enumerate(parts, 1):
        mark = Mark("arabic", number, f"{number}.")
        end = start + len(text)
        clauses.append(Clause(str(number), (mark,), (), "", text, start, end, None, number))
        start = end + 1
    return Document("1", "方案", "方案.txt", "\n".join(parts), (), tuple(clauses))


@given(st.lists(texts, max_size=4))
def test_spans_match_and_status_fits(parts: list[str]) -> None:
    given_document = document(parts)
    found = find_owners(given_document)
    assert found.text == given_document.text
    for before, clause in zip(given_document.clauses, found.clauses, strict=True):
        owner = clause.owner
        assert clause.text == before.text
        for unit in owner.units:
            assert clause.start <= unit.start < unit.end <= clause.end
            assert "".join(found.text[unit.start : unit.end].split()) == "".join(unit.name.split())
        deadline = [owner.deadline] if owner.deadline else []
        for phrase in [*owner.phrases, *deadline, *find_targets(clause)]:
            assert clause.start <= phrase.start < phrase.end <= clause.end
            assert found.text[phrase.start : phrase.end] == phrase.text
        if owner.units:
            assert owner.status == "named"
        else:
            assert owner.status == ("indirect" if owner.phrases else "not_named")


@given(texts)
def test_compact_text_leads_back_to_its_source(text: str) -> None:
    plain = compact(text)
    assert "".join(plain.text.split()) == "".join(text.split())
    for place, character in enumerate(plain.text):
        start, end = plain.span(place, place + 1)
        assert text[start:end] == character or (character in "\n " and text[start:end].isspace())


@given(texts)
def test_brackets_nest(text: str) -> None:
    brackets = find_brackets(text)
    for outer in brackets:
        assert 0 <= outer.start < outer.end <= len(text)
        for inner in brackets:
            if outer.closed and inner.closed and outer.start < inner.start < outer.end:
                assert inner.end <= outer.end


@given(
    st.lists(
        st.sampled_from(("省教育厅", "省财政厅", "文化和旅游部", "省市场监管局（省知识产权局）")),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_nobody_leads_unless_the_text_says_so(units: list[str]) -> None:
    text = f"推进改革。（责任单位：{'、'.join(units)}）"
    owner = find_owners(document([text])).clauses[0].owner
    assert [(unit.name, unit.role) for unit in owner.units] == [(u, "responsible") for u in units]
