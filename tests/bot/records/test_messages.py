from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, select, table, text

from bot.records import Claim, Records, RecordsError
from bot.records.messages import LEASE, SEEN_FOR, WAITS_FOR
from tests.bot.postgres import postgres

ASK, WAIT, REFUSED = Claim("ask"), Claim("wait"), Claim("refused")


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def driven(url: str) -> str:
    return url.replace("postgresql:", "postgresql+psycopg:")


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.system)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deeper' / 'records.sqlite3'}"
    found: str = request.getfixturevalue("postgres_url")
    engine = create_engine(driven(found), isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(text("DROP SCHEMA public CASCADE"))
        db.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(url: str, clock: Clock) -> Iterator[Callable[[], Records]]:
    """Makes one worker's records after another, all of the same database."""
    opened: list[Records] = []

    def make() -> Records:
        opened.append(Records(url, clock))
        return opened[-1]

    yield make
    for records in opened:
        records.close()


@pytest.fixture
def records(worker: Callable[[], Records]) -> Records:
    return worker()


def rows(url: str) -> int:
    engine = create_engine(driven(url))
    with engine.connect() as db:
        tables = set(inspect(db).get_table_names()) - {"alembic_version"}
        counts = [db.scalar(select(func.count()).select_from(table(name))) for name in tables]
    engine.dispose()
    assert len(counts) > 3
    return sum(count or 0 for count in counts)


def test_a_message_is_the_first_callers_until_it_is_answered(records: Records) -> None:
    assert records.messages.claim("m1", "n1") == ASK
    assert records.messages.claim("m1", "n1") == WAIT
    assert records.messages.claim("m1", "n2") == WAIT
    assert records.messages.finish("m1", "答") == "答"
    assert records.messages.claim("m1", "n3") == Claim("done", "答")


def test_an_empty_reply_is_a_reply(records: Records) -> None:
    records.messages.claim("m1", "n1")
    assert records.messages.finish("m1", "") == ""
    assert records.messages.claim("m1", "n1") == Claim("done", "")


def test_a_nonce_is_one_messages_own(records: Records) -> None:
    assert records.messages.claim("m1", "n1") == ASK
    assert records.messages.claim("m2", "n1") == REFUSED
    assert records.messages.claim("m2", "n2") == ASK


def test_who_died_answering_is_followed_by_one_other(records: Records, clock: Clock) -> None:
    records.messages.claim("m1", "n1")
    clock.now += LEASE
    assert records.messages.claim("m1", "n1") == ASK
    assert records.messages.claim("m1", "n1") == WAIT


def test_the_first_answer_counts_when_two_were_made(records: Records, clock: Clock) -> None:
    records.messages.claim("m1", "n1")
    clock.now += LEASE
    records.messages.claim("m1", "n1")
    assert records.messages.finish("m1", "快", "r", ["快二"]) == "快"
    assert records.messages.finish("m1", "慢", "r", ["慢二"]) == "快"
    records.messages.claim("m2", "n2")
    assert records.messages.next_part("m2", "r", "没有") == "快二"


def test_parts_are_handed_out_in_order_and_once_a_message(records: Records) -> None:
    records.messages.claim("m1", "n1")
    records.messages.finish("m1", "一", "r", ["二", "三"])
    got = []
    for number in ("m2", "m3", "m4", "m3"):
        records.messages.claim(number, number)
        got.append(records.messages.next_part(number, "r", "没有"))
    assert got == ["二", "三", "没有", "三"]


def test_parts_are_their_readers_and_the_last_answers(records: Records) -> None:
    for number, text_, reader, rest in (
        ("m1", "甲", "r1", ["甲二"]),
        ("m2", "乙", "r2", ["乙二", "乙三"]),
        ("m3", "丙", "r2", ["丙二"]),
        ("m4", "图", None, []),
    ):
        records.messages.claim(number, number)
        records.messages.finish(number, text_, reader, rest)
    records.messages.claim("m5", "m5")
    assert records.messages.next_part("m5", "r2", "没有") == "丙二"
    records.messages.claim("m6", "m6")
    records.messages.finish("m6", "丁", "r1")
    records.messages.claim("m7", "m7")
    assert records.messages.next_part("m7", "r1", "没有") == "没有"


def test_all_is_there_after_a_restart_and_for_another_worker(
    worker: Callable[[], Records],
) -> None:
    first = worker()
    first.messages.claim("m1", "n1")
    first.messages.finish("m1", "一", "r", ["二", "三"])
    first.messages.claim("m2", "n2")
    first.close()
    second, third = worker(), worker()
    assert second.messages.claim("m1", "n1") == Claim("done", "一")
    assert second.messages.claim("m3", "n1") == REFUSED
    assert third.messages.claim("m2", "n2") == WAIT
    second.messages.claim("m3", "n3")
    assert second.messages.next_part("m3", "r", "没有") == "二"
    third.messages.claim("m4", "n4")
    assert third.messages.next_part("m4", "r", "没有") == "三"


def test_what_has_expired_is_as_if_it_never_was(records: Records, clock: Clock, url: str) -> None:
    records.messages.claim("m1", "n1")
    records.messages.finish("m1", "一", "r", ["二"])
    clock.now += SEEN_FOR
    assert records.messages.claim("m2", "n1") == ASK
    assert records.messages.claim("m1", "n9") == ASK
    clock.now += WAITS_FOR
    records.messages.claim("m3", "n3")
    assert records.messages.next_part("m3", "r", "没有") == "没有"
    clock.now += SEEN_FOR
    records.purge()
    assert rows(url) == 0


def test_the_expired_is_purged_in_passing(records: Records, clock: Clock, url: str) -> None:
    for number in range(50):
        records.messages.claim(f"m{number}", f"n{number}")
        records.messages.finish(f"m{number}", "一", f"r{number}", ["二"])
    clock.now += WAITS_FOR
    records.messages.claim("m", "n")
    assert rows(url) == 2


def test_of_many_at_once_one_has_the_turn(worker: Callable[[], Records]) -> None:
    workers = [worker(), worker()]
    with ThreadPoolExecutor(8) as pool:
        for number in range(20):
            tries = [
                pool.submit(workers[at % 2].messages.claim, f"m{number}", f"n{number}")
                for at in range(8)
            ]
            states = sorted(each.result().state for each in tries)
            assert states == ["ask"] + ["wait"] * 7


def test_of_many_at_once_each_gets_a_part_of_its_own(worker: Callable[[], Records]) -> None:
    workers = [worker(), worker()]
    workers[0].messages.claim("m", "n")
    workers[0].messages.finish("m", "零", "r", [str(number) for number in range(20)])

    def turn(number: int) -> str:
        records = workers[number % 2]
        records.messages.claim(f"m{number}", f"n{number}")
        return records.messages.next_part(f"m{number}", "r", "没有")

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(turn, range(24)))
    assert sorted(got) == sorted([str(number) for number in range(20)] + ["没有"] * 4)


def test_workers_may_start_at_the_same_time(url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(Records, [url] * 6))
    for records in opened:
        records.close()
    assert rows(url) == 0


def test_a_database_that_cannot_be_opened_is_an_error_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"not a database" * 100)
    for url in (f"sqlite:///{tmp_path}/file/x", f"sqlite:///{broken}", "nonsense", ""):
        with pytest.raises(RecordsError, match="请检查 WENCE_DATABASE_URL"):
            Records(url)


def test_a_missing_driver_is_named() -> None:
    with pytest.raises(RecordsError, match="缺少 MySQLdb"):
        Records("mysql+mysqldb://localhost/x")
