from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.records import Opinion, Records


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


def spent(records: Records, reader: str) -> int:
    count = 0
    while records.readers.spend(reader):
        count += 1
    return count


def test_five_messages_in_48_hours_after_one_of_the_readers(records: Records, clock: Clock) -> None:
    assert spent(records, "r") == 0
    records.readers.wrote("r")
    assert spent(records, "r") == 5
    records.readers.wrote("r")
    clock.now += 48 * 3600
    assert spent(records, "r") == 0


def test_three_in_a_minute_after_a_click(records: Records, clock: Clock) -> None:
    records.readers.touched("r")
    assert spent(records, "r") == 3
    records.readers.touched("r")
    clock.now += 60
    assert spent(records, "r") == 0


def test_a_click_takes_nothing_away(records: Records, clock: Clock) -> None:
    records.readers.wrote("r")
    records.readers.touched("r")
    clock.now += 60
    assert spent(records, "r") == 5


def test_what_the_vendor_says_counts(records: Records) -> None:
    records.readers.wrote("r")
    records.readers.exhaust("r")
    assert spent(records, "r") == 0


def test_a_code_admits_until_it_is_another(records: Records) -> None:
    assert not records.readers.admitted("r", "old")
    records.readers.admit("r", "old")
    assert records.readers.admitted("r", "old")
    assert not records.readers.admitted("r", "new")
    assert not records.readers.admitted("s", "old")


def test_what_was_shown_last_is_kept_for_a_while(records: Records, clock: Clock) -> None:
    records.readers.show("r", "一")
    records.readers.show("r", "二")
    assert records.readers.shown("r") == "二"
    clock.now += 1800
    assert records.readers.shown("r") is None


def test_an_opinion_is_kept_for_its_days_and_the_last_counts(
    records: Records, clock: Clock
) -> None:
    first = Opinion("m1", "wechat", "r", useful=True, question="谁牵头", clauses=("《要点》五、3",))
    second = Opinion("m1", "wechat", "r", useful=False, question="谁牵头", clauses=())
    records.feedback.give(first, 30)
    assert records.feedback.given() == [first]
    records.feedback.give(second, 30)
    assert records.feedback.given() == [second]
    clock.now += 30 * 86_400
    assert records.feedback.given() == []
    records.purge()
    assert records.feedback.given() == []


def test_a_flag_falls_by_itself(records: Records, clock: Clock) -> None:
    records.flags.raise_("f", 60)
    assert records.flags.raised("f")
    clock.now += 60
    assert not records.flags.raised("f")
