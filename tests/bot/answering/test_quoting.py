from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Basis
from bot.answering.quoting import block, mark, named, opening, phrases, sentences, title
from index.clause import Clause, Document, Mark
from index.found import Hit


def clause_of(text: str, *, kind: str = "arabic", printed: str = "1.") -> Hit:
    whole = f"{printed}{text}"
    marks = (Mark("row" if kind == "row" else "arabic", 1, printed),)
    start = len(printed) + len(text) - len(text.lstrip())
    clause = Clause("一、1", marks, (), "", text.lstrip(), start, len(whole), None, 1)
    return Hit(Document("d", "文件", "d.txt", whole, (), (clause,)), clause)


def test_a_mark_is_as_printed() -> None:
    assert block(clause_of("内容。")) == "1.内容。"
    assert block(clause_of("　内容。")) == "1.　内容。"
    assert block(clause_of("内容。", printed="第一条")) == "第一条 内容。"
    assert block(clause_of("序号：1", kind="row", printed="1")) == "序号：1"
    unmarked = clause_of("内容。")
    assert mark(unmarked.document, replace(unmarked.clause, marks=())) == ""


def test_an_opening_has_headline_and_first_sentence() -> None:
    hit = clause_of("加强领导。成立专班。定期会商。")
    headed = Hit(hit.document, replace(hit.clause, headline="加强领导"))
    assert opening(headed) == "1.加强领导。成立专班。"
    assert opening(hit) == "1.加强领导。"
    assert title(headed) == "一、1 加强领导"
    assert title(hit) == "一、1 加强领导。"


def test_documents_of_one_title_are_told_apart(plan_basis: Basis) -> None:
    (document,) = plan_basis.generation.documents
    assert named(plan_basis, document) == f"《{document.title}》"


@given(st.text(st.sampled_from("字，。；！？”）\n 1a"), max_size=40))
def test_sentences_and_phrases_are_spans_in_order(text: str) -> None:
    hit = clause_of(text)
    for spans in (sentences(hit.clause), phrases(hit.clause)):
        ends = [hit.clause.start]
        for start, end in spans:
            assert ends[-1] <= start < end <= hit.clause.end
            ends.append(end)
    assert opening(hit).startswith("1.")
