from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clause import Document
from index.difference import Difference, compare, edits
from index.lexical import fold
from tests.editions import NEW, OLD
from tests.index.documents_of import document

SENTENCES = st.sampled_from(
    [
        "储备编织袋五百只",
        "储备编织袋八百只",
        "每月检查一次",
        "组织抢险演练",
        "推广无人机",
        "值班",
        "",
    ]
)
TEXTS = st.lists(st.tuples(st.sampled_from(["一、", "1.", "（一）", ""]), SENTENCES), max_size=12)


def _document(lines: list[tuple[str, str]]) -> Document:
    return document("\n".join(f"{mark}{sentence}。" for mark, sentence in lines))


def test_tells_what_was_added_dropped_and_changed() -> None:
    difference = compare(document(OLD), document(NEW))
    told = [
        (each.kind, clause.label)
        for each in difference.changes
        if each.kind != "same" and (clause := each.new or each.old)
    ]
    assert told == [
        ("changed", "前言"),
        ("changed", "一、1"),
        ("dropped", "二、1"),
        ("added", "二、1"),
    ]
    assert difference.counts["same"] == 2
    _, change = difference.of("changed")
    assert change.old is not None
    assert change.new is not None
    [edit] = change.edits
    assert change.old.text[slice(*edit.old)] == "一次"
    assert change.new.text[slice(*edit.new)] == "两次"


def test_a_clause_that_moved_keeps_its_words() -> None:
    text = "值班规定\n一、平时\n1.{}\n2.{}\n二、汛期\n1.二十四小时值班，信息及时上报。"
    one, two = "每日打扫办公室，保持整洁卫生。", "接听电话三声以内，做好来电记录。"
    difference = compare(document(text.format(one, two)), document(text.format(two, one)))
    assert difference.counts["moved"] == 2
    assert all(each.renumbered for each in difference.of("moved"))


def test_a_clause_may_move_and_change() -> None:
    old = document("值班规定\n一、接听电话三声以内，做好来电记录。\n二、每日打扫办公室。")
    new = document(
        "值班规定\n一、新来人员先行培训，考试合格。\n二、接听电话两声以内，做好来电记录。\n三、每日打扫办公室。"
    )
    [change] = compare(old, new).of("changed")
    assert change.renumbered
    assert compare(old, new).counts == {
        "added": 1,
        "dropped": 0,
        "changed": 1,
        "moved": 1,
        "same": 0,
    }


def test_long_texts_are_compared_by_sentences_first() -> None:
    old = "".join(f"第{at}个项目按期完工。" for at in range(900))
    new = old.replace("第700个项目按期完工", "第700个项目提前完工")
    [edit] = edits(old, new)
    assert (old[slice(*edit.old)], new[slice(*edit.new)]) == ("按期", "提前")


@given(TEXTS)
def test_a_document_equals_itself(lines: list[tuple[str, str]]) -> None:
    one = _document(lines)
    counts = compare(one, one).counts
    assert counts["same"] == len(one.clauses)
    assert sum(counts.values()) == len(one.clauses)


@given(TEXTS, TEXTS)
def test_every_clause_is_accounted_for_once(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    difference = compare(_document(old), _document(new))
    older = Counter(each.old for each in difference.changes if each.old)
    newer = [each.new for each in difference.changes if each.new]
    assert older == Counter(difference.older.clauses)
    assert newer == list(difference.newer.clauses)
    _fit(difference)


def _fit(difference: Difference) -> None:
    for change in difference.changes:
        assert (change.old is None) == (change.kind == "added")
        assert (change.new is None) == (change.kind == "dropped")
        assert bool(change.edits) == (change.kind == "changed")


@given(st.text(max_size=80), st.text(max_size=80))
def test_edits_turn_one_text_into_the_other(old: str, new: str) -> None:
    made, at = "", 0
    for edit in edits(old, new):
        made += old[at : edit.old[0]] + new[slice(*edit.new)]
        at = edit.old[1]
    assert fold(made + old[at:]) == fold(new)


@pytest.mark.parametrize("text", ["", "值班。", "一\n二"])
def test_nothing_is_edited_in_equal_texts(text: str) -> None:
    assert edits(text, text) == []
