"""A model that takes its time: who waits, what is said meanwhile, and that all is told once."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.channels.chat.desk import Desk, Turn
from bot.channels.chat.envelope import Seal
from bot.channels.chat.message import Message
from bot.channels.chat.service import Rules, Service
from bot.channels.pending import Means, Pending, Send
from bot.channels.wechat.layout import Layout
from bot.records import Records
from bot.secret import Seals
from tests.bot.channels.wechat.office import Clerk, say

USER = "oN9x_s-QzT7hK2mB4c6d8e0f1g2h"
LINK = re.compile(
    '<a href="weixin://bizmsgmenu\\?msgmenucontent=([^"]+)&msgmenuid=([^"]+)">([^<]+)</a>'
)
QUESTION = "志愿服务谁牵头"


@dataclass
class Slow(Clerk):
    """Phrases when it is told to."""

    go: threading.Event = field(default_factory=threading.Event)
    thinks: float | None = 0.0

    def phrase(self, draft: Answer, seconds: float, /) -> Answer:
        self.go.wait(10)
        return super().phrase(draft, seconds)


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Worker:
    """One process: a desk and what it makes, on records that others share."""

    desk: Desk
    pending: Pending
    clock: Clock
    numbers: list[int] = field(default_factory=lambda: [0])

    def message(self, content: str, number: int, choice: str = "", user: str = USER) -> Message:
        created = int(self.clock.now)
        return Message("gh", user, str(number), "text", content, choice, created)

    def come(self, message: Message) -> Turn:
        self.numbers[0] += 1
        seal = Seal(str(int(self.clock.now)), f"n{id(self)}{self.numbers[0]}")
        return self.desk.receive(seal, message, self.clock.now)


Made = Callable[..., Worker]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make(tmp_path: Path, clock: Clock) -> Iterator[Made]:
    with ExitStack() as stack:

        def made(clerk: Clerk, send: Send | None = None) -> Worker:
            records = Records(f"sqlite:///{tmp_path / 'records.sqlite'}", clock)
            stack.callback(records.close)
            seals = Seals(b"secret")
            layout = Layout(say, clerk.headings)
            means = Means(layout.parts, send)
            pending = Pending(clerk, records, seals, means)
            service = Service(clerk, records, seals, layout, Rules())
            return Worker(Desk(service, pending, records, seals, clock), pending, clock)

        yield made


def until(worker: Worker, turn: Turn) -> str:
    """The reply, once what is made by another thread is there."""
    for _ in range(500):
        turn = worker.desk.look(turn)
        if turn.text is not None:
            return turn.text
        time.sleep(0.01)
    raise AssertionError("no reply")


def offered(worker: Worker, number: int = 1, question: str = QUESTION) -> tuple[str, str]:
    """(TEXT, ID) of the link that the third try brings when nothing is ready by then."""
    message = worker.message(question, number)
    turn = worker.come(message)
    assert turn.text is None
    for _ in range(2):
        worker.clock.now += 4.9
        worker.pending.sweep()
        assert worker.desk.look(turn).text is None
        worker.clock.now += 0.1
        turn = worker.come(message)
        assert turn.text is None
    worker.clock.now += 2.9
    worker.pending.sweep()
    assert worker.desk.look(turn).text is None
    worker.clock.now += 0.4
    turn = worker.desk.look(turn)
    (link,) = LINK.findall(str(turn.text))
    assert link[0] == link[2]
    assert question in str(turn.text)
    return link[0], link[1]


def test_it_is_told_on_the_try_that_it_is_ready_for(make: Made) -> None:
    worker = make(clerk := Slow())
    message = worker.message(QUESTION, 1)
    first = worker.come(message)
    worker.clock.now += 5
    second = worker.come(message)
    assert (first.text, second.text) == (None, None)
    clerk.go.set()
    assert until(worker, second) == f"概括：原文：{QUESTION}"
    assert clerk.phrased == clerk.questions == [QUESTION]
    worker.clock.now += 5
    assert worker.come(message).text == f"概括：原文：{QUESTION}"


def test_nothing_is_told_while_a_try_is_being_dropped(make: Made) -> None:
    worker = make(clerk := Slow())
    clerk.go.set()
    turn = worker.come(worker.message(QUESTION, 1))
    worker.clock.now += 4.7
    for _ in range(20):
        time.sleep(0.01)
        assert worker.desk.look(turn).text is None
    worker.clock.now += 2
    assert until(worker, turn) == f"概括：原文：{QUESTION}"


def test_what_is_not_ready_in_time_is_there_to_be_picked_up_once(make: Made) -> None:
    worker = make(clerk := Slow())
    text_, answer = offered(worker)
    pick = worker.message(text_, 2, answer)
    again = worker.message(text_, 3, answer)
    first, second = worker.come(pick), worker.come(again)
    assert (first.text, second.text) == (None, None)
    clerk.go.set()
    assert until(worker, first) == f"概括：原文：{QUESTION}"
    assert until(worker, second) == say("wechat.collected")
    assert clerk.phrased == clerk.questions == [QUESTION]


def test_a_link_that_loses_its_id_is_known_by_its_text(make: Made) -> None:
    worker = make(clerk := Slow())
    text_, _ = offered(worker)
    clerk.go.set()
    assert until(worker, worker.come(worker.message(text_, 2))) == f"概括：原文：{QUESTION}"


def test_a_link_is_its_readers_own(make: Made) -> None:
    worker = make(clerk := Slow())
    text_, answer = offered(worker)
    clerk.go.set()
    stranger = worker.come(worker.message(text_, 2, answer, user="o-another"))
    assert until(worker, stranger) == f"概括：原文：{QUESTION}"
    assert clerk.questions == clerk.phrased == [QUESTION, QUESTION]


def test_a_link_that_is_picked_up_too_early_is_offered_again(make: Made) -> None:
    worker = make(Slow())
    text_, answer = offered(worker)
    pick = worker.come(worker.message(text_, 2, answer))
    worker.clock.now += 13.5
    assert LINK.findall(str(worker.desk.look(pick).text)) == [(text_, answer, text_)]


def test_a_link_holds_nothing_that_would_end_it(make: Made) -> None:
    question = "“志愿<服务>”\n谁&'牵头\"" + "，长" * 40
    worker = make(Slow())
    message = worker.message(question, 1)
    turn = worker.come(message)
    worker.clock.now += 14
    ((shown, answer, again),) = LINK.findall(str(worker.desk.look(turn).text))
    assert shown == again
    assert re.fullmatch(r"answer-[0-9a-f]{16}", answer)
    assert not set(shown) & set("\"'<>&“”\n")
    assert len(str(turn.text).encode()) < 2048


def test_a_second_question_gets_its_own_answer(make: Made) -> None:
    worker = make(clerk := Slow())
    one = worker.come(worker.message("一", 1))
    two = worker.come(worker.message("二", 2))
    clerk.go.set()
    assert until(worker, two) == "概括：原文：二"
    assert until(worker, one) == "概括：原文：一"


def test_who_dies_is_followed_by_another_who_makes_it_once(make: Made) -> None:
    dead = make(Slow())
    text_, answer = offered(dead)
    clerk = Slow()
    clerk.go.set()
    alive, other = make(clerk), make(clerk)
    alive.clock.now += 7
    for worker in (alive, other, alive):
        worker.pending.sweep()
    assert until(other, other.come(other.message(text_, 2, answer))) == f"概括：原文：{QUESTION}"
    assert clerk.phrased == [QUESTION]
    assert clerk.questions == []


def test_what_another_has_taken_up_is_told_once_though_the_first_comes_back(make: Made) -> None:
    slow = make(late := Slow())
    text_, answer = offered(slow)
    clerk = Slow()
    clerk.go.set()
    slow.clock.now += 7
    quick = make(clerk)
    quick.pending.sweep()
    first = until(quick, quick.come(quick.message(text_, 2, answer)))
    late.go.set()
    time.sleep(0.1)
    assert first == f"概括：原文：{QUESTION}"
    again = slow.come(slow.message(text_, 3, answer))
    assert until(slow, again) == say("wechat.collected")


def test_an_account_that_may_sends_it_and_it_is_not_picked_up_again(make: Made) -> None:
    sent: list[tuple[str, tuple[str, ...]]] = []

    def send(user: str, _reader: str, parts: Sequence[str]) -> int:
        sent.append((user, tuple(parts)))
        return 1

    worker = make(clerk := Slow(), send)
    text_, answer = offered(worker)
    worker.pending.sweep()
    assert sent == []
    clerk.go.set()
    for _ in range(500):
        worker.pending.sweep()
        if sent:
            break
        time.sleep(0.01)
    assert sent == [(USER, (f"概括：原文：{QUESTION}",))]
    assert until(worker, worker.come(worker.message(text_, 2, answer))) == say("wechat.collected")


def test_what_could_not_be_sent_is_picked_up(make: Made) -> None:
    tried = threading.Event()

    def send(_user: str, _reader: str, _parts: Sequence[str]) -> int:
        tried.set()
        return 0

    worker = make(clerk := Slow(), send)
    text_, answer = offered(worker)
    clerk.go.set()
    while not tried.wait(0.01):
        worker.pending.sweep()
    got = until(worker, worker.come(worker.message(text_, 2, answer)))
    assert got == f"概括：原文：{QUESTION}"


def test_a_first_try_that_never_came_does_not_cost_the_last_its_reply(make: Made) -> None:
    """The server was away: the platform's second try is the first that it sees."""
    worker = make(Slow())
    message = worker.message(QUESTION, 1)
    worker.clock.now += 10.4
    turn = worker.come(message)
    worker.clock.now += 3.7
    assert LINK.search(str(worker.desk.look(turn).text))


def test_what_no_try_could_tell_of_is_brought_by_a_word(make: Made) -> None:
    dead = make(Slow())
    assert dead.come(dead.message(QUESTION, 1)).text is None
    clerk = Slow()
    clerk.go.set()
    alive = make(clerk)
    alive.clock.now += 40
    alive.pending.sweep()
    assert until(alive, alive.come(alive.message("更多", 2))) == f"概括：原文：{QUESTION}"
    assert alive.come(alive.message("更多", 3)).text == say("wechat.no_more")
    assert clerk.phrased == [QUESTION]


def test_a_word_that_comes_too_early_is_told_how_to_go_on(make: Made) -> None:
    worker = make(clerk := Slow())
    _, answer = offered(worker)
    more = worker.come(worker.message("更多", 2))
    worker.clock.now += 13.5
    told = str(worker.desk.look(more).text)
    assert LINK.findall(told) == [("更多", answer, "更多")]
    assert "“更多”" not in told
    clerk.go.set()
    assert until(worker, worker.come(worker.message("更多", 3))) == f"概括：原文：{QUESTION}"


def test_who_asks_again_gets_what_was_made_meanwhile(make: Made) -> None:
    """The server was away for the last try: the platform says that one should ask again."""
    dead = make(Slow())
    assert dead.come(dead.message(QUESTION, 1)).text is None
    alive = make(clerk := Slow())
    clerk.go.set()
    alive.clock.now += 40
    alive.pending.sweep()
    assert until(alive, alive.come(alive.message(QUESTION, 2))) == f"概括：原文：{QUESTION}"
    assert clerk.phrased == [QUESTION]
    assert alive.come(alive.message("更多", 3)).text == say("wechat.no_more")
    assert until(alive, alive.come(alive.message(QUESTION, 4))) == f"概括：原文：{QUESTION}"
    assert clerk.phrased == [QUESTION, QUESTION]


def test_the_same_words_about_something_else_are_another_question(make: Made) -> None:
    dead = make(Slow(answers={"那第二点呢": "五、2"}))
    assert dead.come(dead.message("那第二点呢", 1)).text is None
    alive = make(clerk := Slow(answers={"那第二点呢": "六、2"}))
    clerk.go.set()
    alive.clock.now += 40
    alive.pending.sweep()
    assert until(alive, alive.come(alive.message("那第二点呢", 2))) == "概括：六、2"
    assert until(alive, alive.come(alive.message("更多", 3))) == "概括：五、2"


class Dies(Slow):
    """The process is killed as it drafts: no handler of ours sees that."""

    def draft(self, question: str, session: str, /) -> Answer:
        del question, session
        raise KeyboardInterrupt


def test_who_dies_before_there_is_a_draft_is_followed_on_the_next_try(make: Made) -> None:
    dead = make(Dies())
    message = dead.message(QUESTION, 1)
    with pytest.raises(KeyboardInterrupt):
        dead.come(message)
    alive, other = make(clerk := Slow()), make(clerk)
    clerk.go.set()
    alive.clock.now += 4.9
    turn, same = alive.come(message), other.come(message)
    assert (turn.text, same.text) == (None, None)
    alive.clock.now += 0.2
    assert until(alive, turn) == until(other, same) == f"概括：原文：{QUESTION}"
    assert clerk.questions == clerk.phrased == [QUESTION]


def sweeping(*workers: Worker, until: Callable[[], object]) -> None:
    for _ in range(500):
        for worker in workers:
            worker.pending.sweep()
        if until():
            return
        time.sleep(0.01)
    raise AssertionError("nothing came of it")


def test_after_a_kill_an_account_that_may_sends_once(make: Made) -> None:
    sent: list[tuple[str, tuple[str, ...]]] = []

    def send(user: str, _reader: str, parts: Sequence[str]) -> int:
        sent.append((user, tuple(parts)))
        return len(parts)

    dead = make(Slow(), send)
    assert dead.come(dead.message(QUESTION, 1)).text is None
    clerk = Slow()
    clerk.go.set()
    alive, other = make(clerk, send), make(clerk, send)
    alive.clock.now += 7
    sweeping(alive, other, until=lambda: clerk.phrased)
    assert sent == []
    alive.clock.now += 10
    sweeping(alive, other, until=lambda: sent)
    sweeping(alive, other, until=lambda: True)
    time.sleep(0.1)
    assert sent == [(USER, (f"概括：原文：{QUESTION}",))]
    assert clerk.phrased == [QUESTION]
    assert alive.come(alive.message("更多", 2)).text == say("wechat.no_more")
    assert until(alive, alive.come(alive.message(QUESTION, 3))) == f"概括：原文：{QUESTION}"
    assert clerk.phrased == [QUESTION, QUESTION]


def test_who_is_killed_as_it_sends_does_not_send_twice(make: Made) -> None:
    gate, tried = threading.Event(), threading.Event()

    def dies(_user: str, _reader: str, _parts: Sequence[str]) -> int:
        tried.set()
        gate.wait(10)
        return 0

    def never(_user: str, _reader: str, _parts: Sequence[str]) -> int:
        raise AssertionError("sent again")

    dead = make(clerk := Slow(), dies)
    text_, answer = offered(dead)
    clerk.go.set()
    sweeping(dead, until=tried.is_set)
    alive = make(clerk, never)
    alive.clock.now += 40
    sweeping(alive, until=lambda: True)
    assert until(alive, alive.come(alive.message(text_, 2, answer))) == f"概括：原文：{QUESTION}"
    gate.set()
    assert alive.come(alive.message("更多", 3)).text == say("wechat.no_more")
