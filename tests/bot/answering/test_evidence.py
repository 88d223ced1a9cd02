from dataclasses import replace

import pytest

from bot.answering import Basis, _may_state
from bot.answering.evidence import ENOUGH, NEAR, Verdict, judge
from bot.question import understand
from index.clause import Clause, Mark
from index.found import Hit
from index.reader.reading import Reading, Span


def hit(text: str, basis: Basis, headline: str = "") -> Hit:
    (document,) = basis.generation.documents
    clause = Clause("一、1", (), (), headline, text, 0, len(text), None, 1)
    return Hit(replace(document, text=text, clauses=(clause,)), clause)


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("网评队伍补贴多少钱", "组建网评队伍，每人补贴300元。", True),
        ("网评队伍补贴多少钱", "组建网评队伍，落实补贴政策。", False),
        ("网评队伍什么时候组建", "6月底前组建网评队伍。", True),
        ("一月一主题什么时候办", "组织开展“一月一主题”推动日活动。", False),
        ("24小时书店什么时候建", "推进24小时书店发展。", False),
        ("网评队伍有多少人", "组建网评队伍50人。", True),
        ("网评队伍有多少人", "组建网评队伍，建立3项制度。", False),
        ("网评队伍是什么意思", "网评队伍，是指从事评论的人员。", True),
        ("网评队伍多久培训一次", "网评队伍每季度培训。", True),
        ("网评队伍培训的比例", "网评队伍培训率达到80%。", True),
        (
            "网评队伍违规罚多少钱",
            "网评队伍违规的，由区里责令改正，予以警告，可以处5万元罚款。",
            True,
        ),
        ("网评队伍的电话", "网评队伍联系电话010-88888888。", True),
    ],
)
def test_the_kind_of_thing_is_stated(
    question: str, text: str, stated: bool, plan_basis: Basis
) -> None:
    understood = understand(question, plan_basis.generation.speller)
    verdict = judge(understood, hit(text, plan_basis), plan_basis)
    assert bool(verdict.marked) is stated
    assert verdict.unstated is not stated


def test_a_number_beside_another_matter_is_no_answer(plan_basis: Basis) -> None:
    """A headline with one of two matters does not make the other's number its own."""
    text = "支持书店和博物馆发展。加快博物馆建设。全年新增书店90家。"
    understood = understand("博物馆新建多少家", plan_basis.generation.speller)
    verdict = judge(understood, hit(text, plan_basis, "支持书店和博物馆发展"), plan_basis)
    assert not verdict.marked


def test_a_weak_hit_lacks(plan_basis: Basis) -> None:
    understood = understand("中午吃什么好", plan_basis.generation.speller)
    weak = replace(hit("组建网评队伍。", plan_basis), nearness=ENOUGH - 0.1, coverage=0.0)
    assert judge(understood, weak, plan_basis).lacking.startswith("文件里没有找到")


@pytest.mark.parametrize(
    ("answered", "nearness", "believed"),
    [(1.3, 0.0, True), (-1.0, 0.0, False), (1.3, NEAR - 0.1, False)],
)
def test_a_reader_that_is_sure_is_believed_though_the_words_are_others(
    answered: float, nearness: float, believed: bool, plan_basis: Basis
) -> None:
    understood = understand("年轻人去哪儿摔打", plan_basis.generation.speller)
    reading = Reading(answered, 2.1, None)
    found = replace(hit("组建队伍。", plan_basis), nearness=nearness, coverage=0, reading=reading)
    assert bool(judge(understood, found, plan_basis).lacking) is not believed


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("后年新增书店多少家", "新增书店90家。", False),
        ("后年新增书店多少家", "后年新增书店90家。", True),
        ("新增书店多少家", "新增书店90家。", True),
        ("公益演出在哪儿举办", "公益演出在文化广场举办。", True),
        ("公益演出在哪儿举办", "公益演出由文化馆举办。", False),
    ],
)
def test_another_year_and_a_place_must_be_stated(
    question: str, text: str, stated: bool, plan_basis: Basis
) -> None:
    understood = understand(question, plan_basis.generation.speller)
    assert bool(judge(understood, hit(text, plan_basis), plan_basis).marked) is stated


def read(text: str, basis: Basis, answered: float, words: str = "") -> Hit:
    """A hit that the search is unsure of, and the reader's log-odds that it answers."""
    at = text.find(words) if words else -1
    span = Span(at, at + len(words), 0.9) if words else None
    return replace(
        hit(text, basis), nearness=0.5, coverage=0.1, reading=Reading(answered, 4.0, span)
    )


@pytest.mark.parametrize(("answered", "refused"), [(3.0, False), (-2.0, True)])
def test_the_reader_weighs_more_than_an_unsure_search(
    answered: float, refused: bool, plan_basis: Basis
) -> None:
    understood = understand("队伍要怎么弄才好", plan_basis.generation.speller)
    verdict = judge(understood, read("组建网评队伍。", plan_basis, answered), plan_basis)
    assert bool(verdict.lacking) is refused


def test_a_certain_search_is_refused_only_by_a_certain_reader(plan_basis: Basis) -> None:
    understood = understand("网评队伍怎么组建", plan_basis.generation.speller)
    certain = replace(read("组建网评队伍。", plan_basis, -2.0), nearness=4.0, coverage=0.9)
    assert not judge(understood, certain, plan_basis).lacking


@pytest.mark.parametrize(
    ("question", "words", "stated"),
    [
        ("队伍办结要几天", "5个工作日", True),
        ("队伍办结要几年", "5个工作日", False),
        ("队伍最多补多少钱", "5个工作日", False),
    ],
)
def test_the_words_of_the_reader_must_have_the_form(
    question: str, words: str, stated: bool, plan_basis: Basis
) -> None:
    text = "受理以后，认真核对材料，逐项登记在册，在5个工作日内作出答复。"
    understood = understand(question, plan_basis.generation.speller)
    verdict = judge(understood, read(text, plan_basis, 3.0, words), plan_basis)
    assert bool(verdict.marked) is stated


@pytest.mark.parametrize(
    ("question", "said"), [("明天要不要下雨", False), ("通知是哪天印发的", True)]
)
def test_who_signs_and_when_answers_nothing_else(
    question: str, said: bool, plan_basis: Basis
) -> None:
    signed = read("某区人民政府\n2025年6月30日", plan_basis, 3.0, "2025年6月30日")
    marks = (Mark("unnumbered", 3, "第3段"),)
    signed = replace(signed, clause=replace(signed.clause, marks=marks))
    understood = understand(question, plan_basis.generation.speller)
    assert bool(judge(understood, signed, plan_basis).marked) is said


def test_a_clause_below_may_state_it_where_it_is_found_as_surely(plan_basis: Basis) -> None:
    question = understand("书店补贴多少钱", plan_basis.generation.speller)
    silent, telling = hit("支持书店。", plan_basis), hit("补贴书店5万元。", plan_basis)
    absent = Verdict(lacking="没有")
    best = replace(silent, nearness=1.9, coverage=0.1)
    assert _may_state(question, replace(telling, nearness=3.0, coverage=0.1), best, absent)
    assert not _may_state(question, replace(telling, nearness=1.0, coverage=0.1), best, absent)
    assert not _may_state(question, replace(telling, nearness=3.0, coverage=0.0), best, absent)
