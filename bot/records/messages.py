"""Messages in hand: whose turn each is, its one reply, and the parts that wait for a reader.

Names of at most 64 characters stand for messages, readers and nonces.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Double,
    Integer,
    String,
    Table,
    Text,
    delete,
    select,
    update,
)

from bot.records.database import Database, add, expiry, key, metadata, put

# A message's signature is good for five minutes before and after: no copy is accepted later.
SEEN_FOR = 600.0
WAITS_FOR = 1800.0
# A draft takes well under a second; who has not made one after this long has died.
LEASE = 5.0
# Two arrivals closer than this are one try, sent twice.
APART = 2.0

nonces = Table(
    "nonces",
    metadata,
    Column("nonce", String(64), primary_key=True),
    Column("message", String(64), nullable=False),
    expiry(),
)
replies = Table(
    "replies",
    metadata,
    Column("message", String(64), primary_key=True),
    Column("claimed", Double, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("tried", Double, nullable=False),
    Column("answer", String(32)),  # the pending answer that the message waits for
    Column("text", Text),
    expiry(),
)
waiting = Table(
    "waiting",
    metadata,
    Column("reader", String(64), primary_key=True),
    Column("parts", JSON, nullable=False),
    expiry(),
)


@dataclass(frozen=True)
class Claim:
    """Whose turn a message is.

    `ask`: the caller's, who must `finish`, `next_part` or open a pending answer; `wait`: another's,
    look again soon; `done`: `text` is the reply; `refused`: the nonce came with another message
    before. `tries` counts how often the message has come; `answer` is the pending one it waits for.
    """

    state: Literal["ask", "wait", "done", "refused"]
    text: str = ""
    tries: int = field(default=1, compare=False)
    answer: str | None = None
    since: float = field(default=0.0, compare=False)  # it is in hand, in epoch seconds


class Messages:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, message: str, nonce: str) -> Claim:
        """A message has come; whose turn it is: the first caller's, until its lease runs out."""
        self._database.purge_sometimes()
        now = self._database.now()
        with self._database.transaction() as db:
            for table, value in ((nonces, nonce), (replies, message)):
                db.execute(delete(table).where(key(table) == value, table.c.expires <= now))
            expires = now + SEEN_FOR
            seen = {"nonce": nonce, "message": message, "expires": expires}
            if not add(db, nonces, **seen) and _message_of(db, nonce) != message:
                return Claim("refused")
            new = {"claimed": now, "tried": now, "tries": 1, "expires": expires}
            if add(db, replies, message=message, **new):
                return Claim("ask")
            _count_try(db, message, now)
            return _second_claim(db, message, now)

    def look(self, message: str) -> Claim:
        """Whose turn a message is by now, which has come before."""
        with self._database.transaction() as db:
            return _second_claim(db, message, self._database.now())

    def known(self, message: str) -> bool:
        """Whether it has come, and is not forgotten."""
        return self._database.kept(replies, "message", message) is not None

    def finish(
        self, message: str, text: str, reader: str | None = None, rest: Sequence[str] = ()
    ) -> str:
        """Makes `text` the reply to `message`, and `rest` what waits for `reader`, if one is given.

        Returns the reply that counts: an earlier one, when another caller was faster.
        """
        with self._database.transaction() as db:
            earlier = settle(db, message, text)
            if earlier is None and reader is not None:
                keep(db, reader, rest, self._database.now())
            return text if earlier is None else earlier

    def next_part(self, message: str, reader: str, otherwise: str) -> str:
        """Makes the next part that waits for `reader` the reply to `message`, or `otherwise`."""
        with self._database.transaction() as db:
            replied = db.scalar(select(replies.c.text).where(replies.c.message == message))
            if replied is not None:
                return str(replied)
            now = self._database.now()
            parts = waiting_since(db, reader, 0.0, now)
            text = parts[0] if parts else otherwise
            settle(db, message, text)
            if parts:
                keep(db, reader, parts[1:], now)
            return text


def settle(db: Connection, message: str, text: str) -> str | None:
    """Writes the reply; returns the earlier one, if there is one, and leaves it."""
    open_ = (replies.c.message == message, replies.c.text.is_(None))
    if db.execute(update(replies).where(*open_).values(text=text)).rowcount:
        return None
    return db.scalar(select(replies.c.text).where(replies.c.message == message))


def keep(db: Connection, reader: str, parts: Sequence[str], now: float) -> None:
    """Makes `parts` what waits for the reader, instead of what has waited before."""
    if parts:
        put(db, waiting, reader=reader, parts=list(parts), expires=now + WAITS_FOR)
    else:
        db.execute(delete(waiting).where(waiting.c.reader == reader))


def waiting_since(db: Connection, reader: str, moment: float, now: float) -> list[str]:
    """The parts that wait since then; the row stays locked, so that none is handed out twice."""
    later = max(now, moment + WAITS_FOR)
    found = select(waiting.c.parts).where(waiting.c.reader == reader, waiting.c.expires > later)
    return list(db.scalar(found.with_for_update()) or ())


def _message_of(db: Connection, nonce: str) -> str | None:
    return db.scalar(select(nonces.c.message).where(nonces.c.nonce == nonce))


def _count_try(db: Connection, message: str, now: float) -> None:
    again = (replies.c.message == message, replies.c.tried <= now - APART)
    db.execute(update(replies).where(*again).values(tried=now, tries=replies.c.tries + 1))


def _second_claim(db: Connection, message: str, now: float) -> Claim:
    """Done, or another's turn, or ours because the other's lease has run out."""
    same = replies.c.message == message
    row = db.execute(select(replies).where(same)).first()
    if row is None:
        return Claim("wait")
    if row.text is not None:
        return Claim("done", row.text, row.tries, row.answer, row.claimed)
    lapsed = (same, replies.c.text.is_(None), replies.c.answer.is_(None))
    overdue = update(replies).where(*lapsed, replies.c.claimed <= now - LEASE)
    taken = db.execute(overdue.values(claimed=now)).rowcount
    return Claim("ask" if taken else "wait", "", row.tries, row.answer, row.claimed)
