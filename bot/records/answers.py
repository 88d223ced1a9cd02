"""Answers that a model still phrases: made once and delivered once, whoever dies meanwhile.

An answer is *pending* until its parts are there; a worker that makes it renews its lease, and when
the lease lapses another takes it up. Then it is *ready*, until it is *delivered*: as the reply to
the message that asked, to one that collects it, or as a message of the account's own accord.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Double,
    Row,
    Select,
    String,
    Table,
    Text,
    func,
    select,
    update,
)

from bot.records.database import Database, expiry, metadata
from bot.records.messages import WAITS_FOR, keep, replies, settle, waiting_since

LEASE = 6.0  # seconds; to be renewed about every second
TRIED_FOR = 16.0  # seconds after which no try of a message is to be expected any more
SENDS_FOR = 15.0  # seconds; who has not told after this long whether it was sent has died

answers = Table(
    "answers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("reader", String(64), nullable=False),
    Column("title", String(64), nullable=False, index=True),
    Column("work", Text, nullable=False),  # sealed by the caller
    Column("began", Double, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("holder", String(32), nullable=False),
    Column("lease", Double, nullable=False),
    Column("parts", JSON(none_as_null=True)),
    Column("offered", Double),  # since when its reader knows how to collect it
    Column("sending", Double),  # 0: could not be sent, is there to be collected
    Column("delivered", Double),
    expiry(),
)


@dataclass(frozen=True)
class Work:
    """What a worker has taken upon itself: to make the answer, or to send its `parts`."""

    id: str
    reader: str
    work: str
    parts: tuple[str, ...] = ()


class Answers:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, message: str, reader: str, title: str, work: str, holder: str) -> str | None:
        """A pending answer that `message` waits for, made by `holder`; its id.

        None where another was faster. `title` is a name that its reader can ask for it by.
        A holder is named `channel:id`: another of the same channel takes up what it leaves.
        """
        now = self._database.now()
        new = secrets.token_hex(8)
        with self._database.transaction() as db:
            if not _attach(db, message, new):
                return None
            row = {"id": new, "reader": reader, "title": title, "work": work, "holder": holder}
            row["channel"] = _channel(holder)
            times = {"began": now, "lease": now + LEASE, "expires": now + WAITS_FOR}
            db.execute(answers.insert().values(**row, **times))
            return new

    def attach(self, message: str, reader: str, answer: str, title: str) -> bool:
        """Lets `message` wait for an answer of its reader's, known by its id or else its title."""
        by_id = answers.c.id == answer if answer else answers.c.title == title
        unexpired = answers.c.expires > self._database.now()
        with self._database.transaction() as db:
            query = select(answers.c.id).where(by_id, answers.c.reader == reader, unexpired)
            found = db.scalar(query.order_by(answers.c.began.desc()).limit(1))
            return found is not None and _attach(db, message, found)

    def attach_offered(self, message: str, reader: str) -> bool:
        """Lets `message` wait for the last answer that its reader has to collect.

        Also one that nobody could tell them of: the server was away for the last of the tries.
        Not where another's parts have come since: those are what they have seen last.
        """
        now = self._database.now()
        over = answers.c.began <= now - TRIED_FOR
        theirs = answers.c.offered.is_not(None) | answers.c.sending.is_not(None) | over
        open_ = (theirs, answers.c.delivered.is_(None), answers.c.expires > now)
        told = func.coalesce(answers.c.offered, answers.c.began).label("told")
        query = select(answers.c.id, told).where(answers.c.reader == reader, *open_)
        with self._database.transaction() as db:
            last = db.execute(query.order_by(told.desc()).limit(1)).first()
            if last is None or waiting_since(db, reader, last.told, now):
                return False
            return _attach(db, message, last.id)

    def left(self, reader: str, title: str) -> Work | None:
        """An answer of that title that no try could tell its reader of, and nobody sends."""
        now = self._database.now()
        theirs = (answers.c.reader == reader, answers.c.title == title)
        query = select(answers).where(*theirs, *_left(now)).order_by(answers.c.began.desc())
        with self._database.transaction() as db:
            row = db.execute(query.limit(1)).first()
            return Work(row.id, row.reader, row.work) if row is not None else None

    def attach_left(self, message: str, answer: str) -> bool:
        """Lets `message` wait for an answer that was `left`, as if it was the one that asked."""
        now = self._database.now()
        free = update(answers).where(answers.c.id == answer, *_left(now))
        with self._database.transaction() as db:
            taken = db.execute(free.values(began=now, expires=now + WAITS_FOR)).rowcount
            return bool(taken) and _attach(db, message, answer)

    def in_hand(self, reader: str) -> int:
        """How many answers this reader still waits for."""
        open_ = (answers.c.delivered.is_(None), answers.c.expires > self._database.now())
        query = select(func.count()).where(answers.c.reader == reader, *open_)
        with self._database.transaction() as db:
            return db.scalar(query) or 0

    def collect(self, message: str, answer: str, gone: str) -> str | None:
        """Delivers a ready answer as the reply to `message`; `gone` where it was delivered before.

        Returns the reply; None while the answer is pending or being sent.
        """
        now = self._database.now()
        with self._database.transaction() as db:
            replied = db.scalar(select(replies.c.text).where(replies.c.message == message))
            if replied is not None:
                return str(replied)
            row = db.execute(_locked(answer)).first()
            if row is None or row.delivered is not None:
                return _settled(db, message, gone)
            if not row.parts or (row.sending or 0) > now - SENDS_FOR:
                return None
            _deliver(db, row, row.parts[1:], now)
            return _settled(db, message, row.parts[0])

    def offer(self, message: str, answer: str, text: str) -> str:
        """Makes `text`, which says how to collect the answer, the reply to `message`."""
        now = self._database.now()
        with self._database.transaction() as db:
            reply = _settled(db, message, text)
            if reply == text:
                db.execute(update(answers).where(answers.c.id == answer).values(offered=now))
            return reply

    def ready(self, answer: str, parts: Sequence[str]) -> bool:
        """Whether these parts are now the answer, and no earlier ones."""
        first = (answers.c.id == answer, answers.c.parts.is_(None))
        with self._database.transaction() as db:
            made = update(answers).where(*first).values(parts=list(parts))
            return bool(db.execute(made).rowcount)

    def renew(self, holder: str) -> None:
        """The answers that `holder` makes are still being made."""
        now = self._database.now()
        mine = (answers.c.holder == holder, answers.c.parts.is_(None), answers.c.lease > now)
        with self._database.transaction() as db:
            db.execute(update(answers).where(*mine).values(lease=now + LEASE))

    def take_up(self, holder: str) -> list[Work]:
        """Answers whose maker has died, now made by `holder`."""
        now = self._database.now()
        dead = (answers.c.parts.is_(None), answers.c.lease <= now, answers.c.expires > now)
        left = (*dead, answers.c.channel == _channel(holder))
        with self._database.transaction() as db:
            rows = db.execute(select(answers).where(*left).with_for_update()).all()
            taken = update(answers).where(answers.c.id.in_([row.id for row in rows]))
            if rows:
                db.execute(taken.values(holder=holder, lease=now + LEASE))
            return [Work(row.id, row.reader, row.work) for row in rows]

    def due(self, after: float, channel: str = "") -> list[Work]:
        """Ready answers of a channel to be sent, each handed out once.

        Those whose reader was told to collect them, and those that nobody has asked for again
        `after` seconds from their beginning.
        """
        now = self._database.now()
        alone = answers.c.offered.is_not(None) | (answers.c.began <= now - after)
        open_ = (answers.c.parts.is_not(None), answers.c.delivered.is_(None))
        mine = (answers.c.channel == channel, answers.c.expires > now)
        left = (*open_, *mine, answers.c.sending.is_(None), alone)
        with self._database.transaction() as db:
            rows = db.execute(select(answers).where(*left).with_for_update()).all()
            taken = update(answers).where(answers.c.id.in_([row.id for row in rows]))
            if rows:
                db.execute(taken.values(sending=now))
            return [Work(row.id, row.reader, row.work, tuple(row.parts)) for row in rows]

    def sent(self, answer: str, count: int) -> None:
        """So many parts were sent; the others wait for the reader. 0: it is to be collected."""
        now = self._database.now()
        with self._database.transaction() as db:
            row = db.execute(_locked(answer)).first()
            if row is None or row.delivered is not None:
                return
            if count:
                _deliver(db, row, row.parts[count:], now)
            else:
                db.execute(update(answers).where(answers.c.id == answer).values(sending=0.0))


def _channel(holder: str) -> str:
    return holder.rpartition(":")[0]


def _attach(db: Connection, message: str, answer: str) -> bool:
    free = (replies.c.message == message, replies.c.text.is_(None), replies.c.answer.is_(None))
    return bool(db.execute(update(replies).where(*free).values(answer=answer)).rowcount)


def _left(now: float) -> tuple[ColumnElement[bool], ...]:
    """Nobody has told its reader of it, sent it or fetched it, or is about to."""
    untouched = (column.is_(None) for column in (answers.c.offered, answers.c.sending))
    over = answers.c.began <= now - TRIED_FOR
    return (*untouched, answers.c.delivered.is_(None), over, answers.c.expires > now)


def _locked(answer: str) -> Select[Any]:
    return select(answers).where(answers.c.id == answer).with_for_update()


def _settled(db: Connection, message: str, text: str) -> str:
    earlier = settle(db, message, text)
    return text if earlier is None else earlier


def _deliver(db: Connection, row: Row[Any], rest: Sequence[str], now: float) -> None:
    done = update(answers).where(answers.c.id == row.id)
    # What it was made of is not needed any more.
    db.execute(done.values(delivered=now, work="", parts=[]))
    # A later question may have been answered first: what waits of its answer is not lost.
    keep(db, row.reader, [*rest, *waiting_since(db, row.reader, row.began, now)], now)
