"""Gives every message its one reply, whatever the number of tries and of workers."""

import logging
import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from bot.channels.chat.envelope import RefusedError, Seal
from bot.channels.chat.message import Message, shortened, without_marks
from bot.channels.chat.service import Service
from bot.channels.pending import Order, Pending
from bot.records import Claim, Records
from bot.secret import Seals

# A message is sent three times, about five seconds apart, and dropped five seconds after each.
LAST_TRY = 3
PATIENCE = 13.0  # seconds after the first try, at which the last is answered, come what may
LAST_PATIENCE = 3.2  # seconds after the last try came, if that is sooner
# A reply that goes out as the connection is dropped is lost: then the next try is to have it. Who
# is still there later does not drop.
CRITICAL = (4.5, 6.0)

_COLLECTS = re.compile(r"answer-([0-9a-f]{16})")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """One try of a message: `text` is its reply, None while there is none to give yet.

    `arrived` is when this try came, `began` when the message was sent first, in epoch seconds.
    """

    name: str
    message: Message
    arrived: float
    began: float
    tries: int = 1
    text: str | None = None


class Desk:
    """Thread-safe; every worker has one."""

    def __init__(
        self,
        service: Service,
        pending: Pending,
        records: Records,
        seals: Seals,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._service = service
        self._pending = pending
        self._records = records
        self._seals = seals
        self._say = service.say
        self._fault = service.say("wechat.fault")
        self._clock = clock

    def receive(self, seal: Seal, message: Message, arrived: float) -> Turn:
        """A message has come.

        Raises:
            RefusedError: the address came with another message before.
        """
        name = self._seals.name("message", message.account, message.identity)
        # Each channel's own: two platforms may come upon the same within a second.
        nonce = self._seals.name("nonce", self._service.channel, seal.timestamp, seal.nonce)
        turn = Turn(name, message, arrived, _began(message, arrived))
        return self._safely(turn, lambda: self._received(turn, nonce))

    def look(self, turn: Turn) -> Turn:
        """Whether there is something to reply by now."""
        now = self._clock()
        if CRITICAL[0] <= now - turn.arrived < CRITICAL[1]:
            return turn
        return self._safely(turn, lambda: self._looked(turn, now))

    def _safely(self, turn: Turn, step: Callable[[], Turn]) -> Turn:
        try:
            return step()
        except RefusedError:
            raise
        except Exception:
            # Such as records that can't be written: to the user any failure is the account's.
            logger.exception("a message could not be handled")
            return replace(turn, text=self._fault)

    def _received(self, turn: Turn, nonce: str) -> Turn:
        claim = self._records.messages.claim(turn.name, nonce)
        if claim.state == "refused":
            raise RefusedError(HTTPStatus.FORBIDDEN)
        return self._continued(replace(turn, tries=claim.tries), claim)

    def _looked(self, turn: Turn, now: float) -> Turn:
        claim = self._records.messages.look(turn.name)
        turn = self._continued(turn, claim)
        if turn.text is None and claim.answer and now >= self._deadline(turn):
            return replace(turn, text=self._offered(turn, claim.answer))
        return turn

    def _continued(self, turn: Turn, claim: Claim) -> Turn:
        if claim.state == "done":
            return replace(turn, text=claim.text)
        if claim.state == "ask":
            return replace(turn, text=self._first(turn))
        if claim.answer:
            gone = self._say("wechat.collected")
            return replace(turn, text=self._records.answers.collect(turn.name, claim.answer, gone))
        return turn

    def _deadline(self, turn: Turn) -> float:
        last = turn.arrived + LAST_PATIENCE if turn.tries >= LAST_TRY else turn.began + PATIENCE
        return min(last, turn.began + PATIENCE)

    def _first(self, turn: Turn) -> str | None:
        """The reply to a message that nobody has in hand; None where it has to wait for one."""
        message = turn.message
        reader = self._seals.name("reader", message.account, message.user)
        collects = _COLLECTS.fullmatch(message.choice)
        lead = self._say("wechat.pick_up", question="")
        if collects or message.text.startswith(lead):
            title = self._title(reader, message.text)
            answer = collects[1] if collects else ""
            if self._records.answers.attach(turn.name, reader, answer, title):
                return None
            message = replace(message, text=message.text.removeprefix(lead))
        reply = self._service.reply(turn.name, reader, message)
        if reply.more:
            if self._records.answers.attach_offered(turn.name, reader):
                return None
            nothing = self._say("wechat.no_more")
            return self._records.messages.next_part(turn.name, reader, nothing)
        if reply.draft is None:
            first, *rest = reply.parts or ("",)
            keeper = reader if reply.replaces else None
            return self._records.messages.finish(turn.name, first, keeper, rest)
        title = self._title(reader, self._link_text(reply.draft.question))
        self._pending.open(turn.name, reader, title, Order(message.user, reply.draft))
        return None

    def _offered(self, turn: Turn, answer: str) -> str:
        text = turn.message.text
        lead = self._say("wechat.pick_up", question="")
        question = without_marks(text).removeprefix(lead)
        told = self._service.layout.offer(question, answer)
        return self._records.answers.offer(turn.name, answer, told)

    def _link_text(self, question: str) -> str:
        named = shortened(without_marks(question))
        return self._say("wechat.pick_up", question=named)

    def _title(self, reader: str, text: str) -> str:
        said = unicodedata.normalize("NFKC", text).strip()
        return self._seals.name("title", reader, said)


def _began(message: Message, arrived: float) -> float:
    """When the platform sent the message first, if its clock is to be believed."""
    # Its seconds are whole: the message may be younger by one. Compared as it is: a number out of a
    # message may be too large to reckon with.
    if arrived - PATIENCE <= message.created < arrived - 0.5:
        return message.created + 0.5
    return arrived
