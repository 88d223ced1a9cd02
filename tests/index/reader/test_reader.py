from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.reader import Reader
from index.reader.pair import LONGEST

TRAINING = "办好基层干部培训班。邀请专家授课,全年不少于两期,每期50人,9月底前完成,由区委办公室牵头。"
RUBBISH = "推行垃圾分类。在全区居民小区设置四类收集容器,由街道组织志愿者桶前值守。"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("每期多少人", "50人"),
        ("全年办几期", "两期"),
        ("什么时候完成", "9月底"),
        ("请谁来授课", "专家"),
    ],
)
def test_marks_the_words_that_answer(question: str, words: str, reader: Reader) -> None:
    [reading] = reader.read(question, [TRAINING])
    assert reading.words is not None
    said = TRAINING[reading.words.start : reading.words.end]
    assert words in said
    assert len(said) <= len(words) + 8
    assert reading.answered > 0.5
    assert reading.subject > 0.5


@pytest.mark.parametrize("question", ["培训班一共花多少钱", "培训班的报名电话是多少"])
def test_what_the_clause_names_and_does_not_state_is_not_answered(
    question: str, reader: Reader
) -> None:
    [reading] = reader.read(question, [TRAINING])
    assert reading.answered < 0.5
    assert reading.words is None


def test_another_subject_is_told_apart(reader: Reader) -> None:
    own, other = reader.read("桶前谁在值守", [RUBBISH, TRAINING])
    assert own.answered_logit > other.answered_logit
    assert own.subject > other.subject
    assert other.words is None


def test_a_reading_does_not_depend_on_what_else_is_read(reader: Reader) -> None:
    alone = reader.read("每期多少人", [TRAINING])
    among = reader.read("每期多少人", [RUBBISH, TRAINING * 20, TRAINING, "", RUBBISH * 3])
    assert among[2] == alone[0]
    with ThreadPoolExecutor(4) as pool:
        many = list(pool.map(lambda _: reader.read("每期多少人", [TRAINING]), range(8)))
    assert many == [alone] * 8


def test_what_was_read_is_not_read_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    first = reader.read("何时桶前值守", [RUBBISH, TRAINING])

    def unread(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(reader, "_run", unread)
    assert reader.read("何时桶前值守", [TRAINING, RUBBISH], seconds=0) == first[::-1]
    with pytest.raises(AssertionError):
        reader.read("何时桶前值守呢", [RUBBISH])


def test_a_clause_longer_than_the_window_is_read_to_its_end(reader: Reader) -> None:
    long = RUBBISH * 20 + TRAINING + RUBBISH * 20
    assert reader.token_count("每期多少人", long) > LONGEST
    [reading] = reader.read("每期多少人", [long])
    assert reading.words is not None
    assert long[reading.words.start : reading.words.end].startswith("50人")
    assert reading.words.start == long.index("50人")


def test_reads_at_least_one_round_whatever_the_time(reader: Reader) -> None:
    clauses = [f"{number}、{TRAINING}" for number in range(7)]
    assert len(reader.read("每期几个人来", clauses, seconds=0)) == 2
    assert len(reader.read("每期多少人", [TRAINING] * 3)) == 3
    assert reader.read("每期多少人", []) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_has_a_reading_within_it(question: str, clause: str) -> None:
    [reading] = READER.read(question, [clause])
    assert 0 <= reading.answered <= 1
    assert 0 <= reading.subject <= 1
    if reading.words:
        assert 0 <= reading.words.start < reading.words.end <= len(clause)
        assert 0 <= reading.words.score <= 1


READER = Reader.load(threads=1)
