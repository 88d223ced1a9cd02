import pytest

from bot.answer import Answer, AnswerOwner, OwnerUnit
from bot.evaluation import Gold, Shelf, measure, normalise
from tests.bot.evaluation.made import answer, citation, document, gold


@pytest.mark.parametrize(
    ("asked", "given", "right"),
    [
        (gold(gold=["一、1"]), answer("一、1"), True),
        (gold(gold=["一、1"]), answer("一、1", answered=False), False),
        (gold(gold=["一、1", "一、2"]), answer("一、1"), False),
        (gold(gold=["一、1"]), answer("一、1", "二、1"), True),
        (gold(gold=["一、1"]), answer("一、1", "二、1", "二、2"), False),
        (gold(gold=["一、1"], also=["二、1"]), answer("一、1", "二、1", "二、2"), True),
        (gold(gold=["一、1"], must_contain=["90家"]), answer("一、1", text="新增９０家"), True),
        (gold(gold=["一、1"], must_contain=["90家"]), answer("一、1", text="新增"), False),
        (
            gold(gold=["一、1"], must_contain=["90家"], citation_suffices=True),
            answer("一、1", text="新增"),
            True,
        ),
        (gold(gold=["一、1"], must_not_contain=["文旅局"]), answer("一、1", text="文旅局"), False),
        (gold(answerable=False), answer("一、1", answered=False), True),
        (gold(answerable=False), answer("一、1"), False),
    ],
)
def test_right(asked: Gold, given: Answer, right: bool) -> None:
    outcome = measure(asked, given, Shelf())
    assert outcome.right is right
    assert bool(outcome.why) is not right


@pytest.mark.parametrize(
    ("owner", "text", "right"),
    [
        (AnswerOwner(status="not_named"), "原文未写明", True),
        (AnswerOwner(status="indirect"), "原文未写明", True),
        (AnswerOwner(status="not_named"), "不清楚", False),
        (
            AnswerOwner(status="named", units=(OwnerUnit(name="局", role="lead"),)),
            "未写明",
            False,
        ),
        (
            AnswerOwner(status="indirect", units=(OwnerUnit(name="局", role="lead"),)),
            "未写明",
            False,
        ),
    ],
)
def test_an_owner_that_is_not_named(owner: AnswerOwner, text: str, right: bool) -> None:
    asked = gold(gold=["一、1"], owner_named=False, must_contain_any=["未写明"])
    assert measure(asked, answer("一、1", text=text, owner=owner), Shelf()).right is right


def test_first_and_complete() -> None:
    asked = gold(gold=["一、1", "一、2"])
    outcome = measure(asked, answer("二、1", "一、1", "一、2"), Shelf())
    assert (outcome.first, outcome.complete) == (False, True)
    nothing = measure(gold(answerable=False), answer(answered=False), Shelf())
    assert (nothing.first, nothing.complete) == (None, None)


def test_precision_counts_a_clause_once() -> None:
    asked = gold(gold=["一、1"], also=["一、3"])
    outcome = measure(asked, answer("一、1", "一、1", "二、1", "一、3"), Shelf())
    assert outcome.precise == pytest.approx(2 / 3)
    assert (outcome.found, outcome.right) == (True, True)


def test_content_apart_from_citations() -> None:
    asked = gold(gold=["一、1"], must_contain=["90家"], must_contain_any=["书店", "书屋"])
    said = measure(asked, answer("二、1", text="新增书屋90家"), Shelf())
    assert (said.content, said.right) == (True, False)
    silent = measure(asked, answer("一、1", text="新增90家"), Shelf())
    assert (silent.content, silent.why) == (False, ("没有说到“书店”或同样的意思",))
    nothing_asked = measure(gold(gold=["一、1"]), answer("一、1"), Shelf())
    assert nothing_asked.content is None


@pytest.mark.parametrize("answered", [True, False])
def test_both_errors_of_refusing(answered: bool) -> None:
    absent = measure(gold(answerable=False), answer("一、1", answered=answered), Shelf())
    assert (absent.refused, absent.wrongly_refused) == (not answered, None)
    assert absent.first is None
    present = measure(gold(gold=["一、1"]), answer("一、1", answered=answered), Shelf())
    assert (present.refused, present.wrongly_refused) == (None, not answered)


def test_what_must_not_be_said_counts_in_a_refusal_too() -> None:
    asked = gold(answerable=False, must_not_contain=["我是猫"])
    assert not measure(asked, answer(text="我是猫", answered=False), Shelf()).right


def test_a_quote_is_its_span_or_a_defect() -> None:
    shelf = Shelf([document("新增90家书店")], [document("新增80家书店")])
    quotes = [
        citation("一、1", "90家", 2),
        citation("一、1", "80家", 2),
        citation("一、1", "90家", 1),
    ]
    given = answer().model_copy(update={"citations": tuple(quotes)})
    outcome = measure(gold(gold=["一、1"]), given, shelf)
    assert (outcome.quotes, outcome.verbatim) == (3, 2)
    assert outcome.right
    assert outcome.missed
    assert outcome.why == ("引文与原文不一致：一、1",)


def owner(*names: str, supplement: bool = False) -> AnswerOwner:
    units = tuple(OwnerUnit(name=name, role="lead", supplement=supplement) for name in names)
    return AnswerOwner(status="named" if units and not supplement else "not_named", units=units)


def test_a_body_that_the_document_does_not_name_is_invented() -> None:
    shelf = Shelf([document("由区文 旅局牵头")])
    asked = gold(gold=["一、1"], owner_named=True)
    named = measure(asked, answer("一、1", owner=owner("区文旅局")), shelf)
    assert (named.invented_units, named.owner, named.missed) == (0, True, False)
    invented = measure(asked, answer("一、1", owner=owner("区文旅局", "区教委")), shelf)
    assert (invented.invented_units, invented.missed) == (1, True)
    assert invented.why == ("编造了单位“区教委”",)
    supplied = measure(asked, answer("一、1", owner=owner("区教委", supplement=True)), shelf)
    assert supplied.invented_units == 0


def test_a_supplement_is_no_owner_of_the_document() -> None:
    asked = gold(gold=["一、1"], owner_named=False)
    given = answer("一、1", owner=owner("区教委", supplement=True))
    assert measure(asked, given, Shelf()).right
    named = measure(asked, answer("一、1", owner=owner("区教委")), Shelf())
    assert (named.right, named.owner, named.invented_units) == (False, False, 1)


def test_the_bodies_asked_for() -> None:
    asked = gold(gold=["一、1"], units=["区 文旅局", "区教委"])
    assert measure(asked, answer("一、1", owner=owner("区教委", "区文旅局")), Shelf()).right
    assert not measure(asked, answer("一、1", owner=owner("区文旅局")), Shelf()).right
    assert not measure(asked, answer("一、1"), Shelf()).right


def test_texts_are_compared_normalised() -> None:
    assert normalise("《ＡＰＰ》 “9０家”***") == "app90家"
