"""Readers by pseudonym: who may ask, what each was shown last, how many messages each may be sent.

Texts are sealed by the caller; a pseudonym is a name of at most 64 characters.
"""

from sqlalchemy import Column, Integer, String, Table, Text, update

from bot.records.database import Database, expiry, metadata

SHOWN_FOR = 1800.0
MEMBER_FOR = 10 * 365 * 86_400.0
TALK = (5, 48 * 3600.0)  # messages, within so many seconds after a reader's message
TOUCH = (3, 60.0)  # the same after a menu click, a scan or a subscription

members = Table(
    "members",
    metadata,
    Column("reader", String(64), primary_key=True),
    Column("code", String(64), nullable=False),
    expiry(),
)
shown = Table(
    "shown",
    metadata,
    Column("reader", String(64), primary_key=True),
    Column("what", Text, nullable=False),
    expiry(),
)
allowances = Table(
    "allowances",
    metadata,
    Column("reader", String(64), primary_key=True),
    Column("left", Integer, nullable=False),
    expiry(),
)


class Readers:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def admit(self, reader: str, code: str) -> None:
        """`reader` has sent the code; another code admits nobody that this one has."""
        self._database.keep(members, MEMBER_FOR, reader=reader, code=code)

    def admitted(self, reader: str, code: str) -> bool:
        return self._database.kept(members, "code", reader) == code

    def show(self, reader: str, what: str, seconds: float = SHOWN_FOR) -> None:
        """Keeps what the reader is shown, for as long as they may come back to it."""
        self._database.keep(shown, seconds, reader=reader, what=what)

    def shown(self, reader: str) -> str | None:
        what = self._database.kept(shown, "what", reader)
        return None if what is None else str(what)

    def wrote(self, reader: str) -> None:
        """A message of the reader's: the account may send five in the next 48 hours."""
        self._allow(reader, *TALK)

    def touched(self, reader: str) -> None:
        """A click, scan or subscription: three in the next minute, if nothing better is left."""
        left = self._database.kept(allowances, "left", reader)
        if not isinstance(left, int) or left < TOUCH[0]:
            self._allow(reader, *TOUCH)

    def spend(self, reader: str) -> bool:
        """Whether one more message may be sent; it is counted."""
        good = (allowances.c.left > 0, allowances.c.expires > self._database.now())
        mine = update(allowances).where(allowances.c.reader == reader, *good)
        with self._database.transaction() as db:
            return bool(db.execute(mine.values(left=allowances.c.left - 1)).rowcount)

    def exhaust(self, reader: str) -> None:
        """The vendor says that no more may be sent."""
        mine = update(allowances).where(allowances.c.reader == reader)
        with self._database.transaction() as db:
            db.execute(mine.values(left=0))

    def _allow(self, reader: str, count: int, seconds: float) -> None:
        self._database.keep(allowances, seconds, reader=reader, left=count)
