"""Answers that a model phrases while their readers wait: made once, whatever dies meanwhile.

Every worker renews what it makes, takes up what another has left, and sends what nobody fetches.
"""

import json
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answer import Answer
from bot.records import TRIED_FOR, Records, Work
from bot.secret import Seals

AT_ONCE = 3  # parts of an answer that are sent without being asked for
LONGEST = 60.0  # seconds that a model may take; then the documents' own words stand

logger = logging.getLogger(__name__)


class Answering(Protocol):
    """Drafts an answer at once; a draft that a model `phrases` gets its words in a while."""

    def draft(self, question: str, session: str, /) -> Answer: ...

    def phrases(self, draft: Answer, /) -> bool: ...

    def phrase(self, draft: Answer, seconds: float, /) -> Answer: ...


@dataclass(frozen=True)
class Order:
    """What is to be made, and for whom: `user` is how the channel addresses them."""

    user: str
    draft: Answer


Cut = Callable[[Answer], tuple[str, ...]]
# Sends the parts to (user, reader), as many as it may; how many it has sent.
Send = Callable[[str, str, Sequence[str]], int]


@dataclass(frozen=True)
class Means:
    """What a channel brings: how it cuts an answer into parts, sends them, says it is at work."""

    cut: Cut
    send: Send | None = None
    begin: Callable[[str, str], None] | None = None
    channel: str = ""


class Pending:
    """Thread-safe. `sweep` is to be called about every second, in every worker."""

    def __init__(self, answering: Answering, records: Records, seals: Seals, means: Means) -> None:
        self._answering = answering
        self._answers = records.answers
        self._seals = seals
        self._means = means
        self._holder = f"{means.channel}:{secrets.token_hex(8)}"
        self._making: set[str] = set()

    def open(self, message: str, reader: str, title: str, order: Order) -> None:
        """Lets `message` wait for an answer, and begins to make it.

        One that a reader who was told of none asks for again is not made again.
        """
        left = self._answers.left(reader, title)
        if left and self._asks_for(order, left) and self._answers.attach_left(message, left.id):
            return
        work = self._sealed(order)
        answer = self._answers.open(message, reader, title, work, self._holder)
        if answer is not None:
            self._begin(Work(answer, reader, work))

    def sweep(self) -> None:
        """Renews, takes up, sends; whatever goes wrong is tried again at the next."""
        try:
            self._answers.renew(self._holder)
            for work in self._answers.take_up(self._holder):
                self._begin(work)
            if self._means.send is not None:
                for work in self._answers.due(TRIED_FOR, self._means.channel):
                    self._start(self._send, work)
        except Exception:
            logger.exception("pending answers could not be looked after")

    def _begin(self, work: Work) -> None:
        if work.id not in self._making:
            self._making.add(work.id)
            self._start(self._make, work)

    def _start(self, run: Callable[[Work], None], work: Work) -> None:
        # Daemons: the process may end meanwhile, another takes up what it leaves.
        threading.Thread(target=_logged, args=(run, work), daemon=True).start()

    def _make(self, work: Work) -> None:
        try:
            order = self._opened(work.work)
            if order is not None:
                self._start(self._tell, work)
                answer = self._answering.phrase(order.draft, LONGEST)
                self._answers.ready(work.id, self._means.cut(answer))
        finally:
            self._making.discard(work.id)

    def _asks_for(self, order: Order, left: Work) -> bool:
        """Whether it is the same to the letter: the same words may follow upon something else."""
        opened = self._opened(left.work)
        if opened is None:
            return False
        one, other = order.draft, opened.draft
        return (one.answer, one.citations) == (other.answer, other.citations)

    def _tell(self, work: Work) -> None:
        order = self._opened(work.work)
        if order is not None and self._means.begin is not None:
            self._means.begin(order.user, work.reader)

    def _send(self, work: Work) -> None:
        order = self._opened(work.work)
        sent = 0
        try:
            if order is not None and self._means.send is not None:
                sent = self._means.send(order.user, work.reader, work.parts[:AT_ONCE])
        finally:
            self._answers.sent(work.id, sent)

    def _sealed(self, order: Order) -> str:
        draft = order.draft.model_dump_json()
        return self._seals.seal(json.dumps([order.user, draft]))

    def _opened(self, work: str) -> Order | None:
        """None where another secret has sealed it."""
        opened = self._seals.open(work)
        if opened is None:
            return None
        user, draft = json.loads(opened)
        return Order(user, Answer.model_validate_json(draft))


def _logged(run: Callable[[Work], None], work: Work) -> None:
    try:
        run(work)
    except Exception:
        logger.exception("a pending answer could not be made or sent")
