from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.records import Records
from bot.records.answers import LEASE, SENDS_FOR

GONE = "已经发过"


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(tmp_path: Path, clock: Clock) -> Iterator[Records]:
    opened = Records(f"sqlite:///{tmp_path / 'records.sqlite'}", clock)
    yield opened
    opened.close()


def opened(records: Records, message: str = "m1", reader: str = "r", title: str = "t") -> str:
    records.messages.claim(message, message)
    answer = records.answers.open(message, reader, title, "work", "h1")
    assert answer is not None
    return answer


def test_it_is_the_reply_as_soon_as_it_is_ready(records: Records) -> None:
    answer = opened(records)
    assert records.messages.claim("m1", "n2").answer == answer
    assert records.answers.collect("m1", answer, GONE) is None
    assert records.answers.ready(answer, ["一", "二"])
    assert records.answers.collect("m1", answer, GONE) == "一"
    assert records.answers.collect("m1", answer, GONE) == "一"
    assert records.messages.claim("m1", "n3").text == "一"
    records.messages.claim("m2", "m2")
    assert records.messages.next_part("m2", "r", "没有") == "二"


def test_only_the_first_makes_one_and_only_the_first_parts_count(records: Records) -> None:
    answer = opened(records)
    assert records.answers.open("m1", "r", "t", "work", "h2") is None
    assert records.answers.ready(answer, ["快"])
    assert not records.answers.ready(answer, ["慢"])
    assert records.answers.collect("m1", answer, GONE) == "快"


def test_it_is_collected_once(records: Records) -> None:
    answer = opened(records)
    assert records.answers.offer("m1", answer, "点这里") == "点这里"
    for message in ("m2", "m3"):
        records.messages.claim(message, message)
        assert records.answers.attach(message, "r", answer, "")
        assert records.answers.collect(message, answer, GONE) is None
    records.answers.ready(answer, ["一"])
    assert records.answers.collect("m2", answer, GONE) == "一"
    assert records.answers.collect("m3", answer, GONE) == GONE
    assert records.messages.claim("m1", "n9").text == "点这里"


def test_it_is_its_readers_own_and_known_by_its_title(records: Records) -> None:
    answer = opened(records)
    for message, reader, by, title, found in (
        ("m2", "another", answer, "", False),
        ("m3", "another", "", "t", False),
        ("m4", "r", "", "u", False),
        ("m5", "r", "", "t", True),
    ):
        records.messages.claim(message, message)
        assert records.answers.attach(message, reader, by, title) is found


def test_who_renews_keeps_it_and_who_dies_is_followed_by_one(
    records: Records, clock: Clock
) -> None:
    answer = opened(records)
    for _ in range(3):
        clock.now += LEASE - 1
        records.answers.renew("h1")
        assert records.answers.take_up("h2") == []
    clock.now += LEASE
    assert [work.id for work in records.answers.take_up("h2")] == [answer]
    assert records.answers.take_up("h3") == []
    records.answers.ready(answer, ["一"])
    clock.now += LEASE
    assert records.answers.take_up("h3") == []


def test_what_was_offered_is_due_once(records: Records) -> None:
    answer = opened(records)
    records.answers.offer("m1", answer, "点这里")
    assert records.answers.due(16) == []
    records.answers.ready(answer, ["一", "二", "三"])
    (work,) = records.answers.due(16)
    assert (work.work, work.parts) == ("work", ("一", "二", "三"))
    assert records.answers.due(16) == []
    records.answers.sent(answer, 2)
    records.messages.claim("m2", "m2")
    assert records.answers.attach("m2", "r", answer, "")
    assert records.answers.collect("m2", answer, GONE) == GONE
    records.messages.claim("m3", "m3")
    assert records.messages.next_part("m3", "r", "没有") == "三"


def test_what_nobody_fetches_is_due_after_a_while(records: Records, clock: Clock) -> None:
    answer = opened(records)
    records.answers.ready(answer, ["一"])
    clock.now += 15
    assert records.answers.due(16) == []
    clock.now += 1
    assert [work.id for work in records.answers.due(16)] == [answer]


def test_what_could_not_be_sent_is_there_to_be_collected(records: Records) -> None:
    answer = opened(records)
    records.answers.offer("m1", answer, "点这里")
    records.answers.ready(answer, ["一"])
    records.answers.due(16)
    records.messages.claim("m2", "m2")
    records.answers.attach("m2", "r", answer, "")
    assert records.answers.collect("m2", answer, GONE) is None
    records.answers.sent(answer, 0)
    assert records.answers.collect("m2", answer, GONE) == "一"
    assert records.answers.due(16) == []


def test_who_died_sending_leaves_it_to_be_collected(records: Records, clock: Clock) -> None:
    answer = opened(records)
    records.answers.offer("m1", answer, "点这里")
    records.answers.ready(answer, ["一"])
    records.answers.due(16)
    clock.now += SENDS_FOR
    records.messages.claim("m2", "m2")
    records.answers.attach("m2", "r", answer, "")
    assert records.answers.collect("m2", answer, GONE) == "一"


def waits(records: Records, message: str, *, offered: bool) -> bool:
    records.messages.claim(message, message)
    return records.answers.attach_offered(message, "r") is offered


def test_what_waits_of_a_later_answer_is_not_lost(records: Records, clock: Clock) -> None:
    records.messages.claim("m0", "m0")
    records.messages.finish("m0", "旧一", "r", ["旧二"])
    clock.now += 1
    answer = opened(records)
    clock.now += 1
    records.messages.claim("m2", "m2")
    records.messages.finish("m2", "甲一", "r", ["甲二", "甲三"])
    records.answers.ready(answer, ["一", "二"])
    assert records.answers.collect("m1", answer, GONE) == "一"
    got = []
    for number in range(4):
        records.messages.claim(f"more{number}", f"more{number}")
        got.append(records.messages.next_part(f"more{number}", "r", "没有"))
    assert got == ["二", "甲二", "甲三", "没有"]


def test_a_later_answers_parts_come_before_an_earlier_offer(records: Records, clock: Clock) -> None:
    answer = opened(records)
    records.answers.offer("m1", answer, "点这里")
    clock.now += 1
    records.messages.claim("m2", "m2")
    records.messages.finish("m2", "甲一", "r", ["甲二"])
    assert waits(records, "m3", offered=False)
    assert records.messages.next_part("m3", "r", "没有") == "甲二"
    assert waits(records, "m4", offered=True)


def test_what_was_left_is_there_for_who_asks_again_once(records: Records, clock: Clock) -> None:
    answer = opened(records)
    clock.now += 15
    assert records.answers.left("r", "t") is None
    clock.now += 1
    for reader, title in (("another", "t"), ("r", "u")):
        assert records.answers.left(reader, title) is None
    left = records.answers.left("r", "t")
    assert left is not None
    assert (left.id, left.work) == (answer, "work")
    for message, taken in (("m2", True), ("m3", False)):
        records.messages.claim(message, message)
        assert records.answers.attach_left(message, answer) is taken
    assert records.answers.left("r", "t") is None
    records.answers.ready(answer, ["一"])
    assert records.answers.due(16) == []
    assert records.answers.collect("m2", answer, GONE) == "一"


def test_what_was_told_sent_or_fetched_is_not_left(records: Records, clock: Clock) -> None:
    told, sent, fetched = (opened(records, name) for name in ("q1", "q2", "q3"))
    records.answers.offer("q1", told, "点这里")
    for answer in (sent, fetched):
        records.answers.ready(answer, ["一"])
    records.answers.collect("q3", fetched, GONE)
    clock.now += 16
    assert [work.id for work in records.answers.due(16)] == [sent]
    assert records.answers.left("r", "t") is None


def test_of_many_that_collect_and_send_one_delivers(records: Records) -> None:
    for number in range(10):
        answer = opened(records, f"q{number}")
        records.answers.offer(f"q{number}", answer, "点这里")
        records.answers.ready(answer, ["一"])
        messages = [f"{number}-{at}" for at in range(6)]
        for message in messages:
            records.messages.claim(message, message)
            records.answers.attach(message, "r", answer, "")
        with ThreadPoolExecutor(7) as pool:
            sends = pool.submit(records.answers.due, 16)
            took = [
                pool.submit(records.answers.collect, message, answer, GONE) for message in messages
            ]
            got = [each.result() for each in took]
        assert got.count("一") + len(sends.result()) == 1
