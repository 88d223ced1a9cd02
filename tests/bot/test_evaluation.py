from pathlib import Path

import pytest

from bot.answer import Answer, AnswerOwner, Citation, OwnerUnit
from bot.evaluation import (
    EvaluationError,
    Gold,
    figures,
    is_right,
    measure,
    normalise,
    read_questions,
)


def answer(*labels: str, text: str = "", answered: bool = True, **more: AnswerOwner) -> Answer:
    cited = tuple(
        Citation(document="d", clause=label, path=(), quote="", start=0, end=0, source="d.txt")
        for label in labels
    )
    return Answer(
        question="", answer=text, answered=answered, kind="clause", citations=cited, **more
    )


def gold(**values: object) -> Gold:
    return Gold.model_validate({"id": "1", "question": "问", "type": "fact", **values})


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
    assert is_right(asked, given, [citation.clause for citation in given.citations]) is right


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
    assert measure(asked, answer("一、1", text=text, owner=owner)).right is right


def test_first_and_complete() -> None:
    asked = gold(gold=["一、1", "一、2"])
    outcome = measure(asked, answer("二、1", "一、1", "一、2"))
    assert (outcome.first, outcome.complete) == (False, True)
    nothing = measure(gold(answerable=False), answer(answered=False))
    assert (nothing.first, nothing.complete) == (None, None)


def test_figures_by_type_then_of_all() -> None:
    outcomes = [
        measure(gold(gold=["一、1"]), answer("一、1")),
        measure(gold(gold=["一、1"]), answer("二、1")),
        measure(gold(type="unanswerable", answerable=False), answer(answered=False)),
    ]
    facts, refused, everything = figures(outcomes)
    assert (facts.type, facts.count, facts.right, facts.first) == ("fact", 2, 0.5, 0.5)
    assert (refused.type, refused.right, refused.first) == ("unanswerable", 1.0, None)
    assert (everything.type, everything.count) == ("all", 3)
    assert everything.right == pytest.approx(2 / 3)


def test_texts_are_compared_normalised() -> None:
    assert normalise("《ＡＰＰ》 “9０家”***") == "app90家"


def test_a_file_is_read_but_for_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id":"1","question":"问\u2028题","type":"fact"}\n\n', "utf-8")
    assert [each.question for each in read_questions(path)] == ["问\u2028题"]


@pytest.mark.parametrize(
    ("content", "told"), [(b'{"id":"1"}', "第1行"), (b"\n[]", "第2行"), (b"\xff", "UTF-8")]
)
def test_what_is_no_question_file_is_named(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(content)
    with pytest.raises(EvaluationError, match=told):
        read_questions(path)
    with pytest.raises(EvaluationError, match="nowhere"):
        read_questions(tmp_path / "nowhere")
