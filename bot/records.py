"""What outlives a process and is shared by its workers: SQLite, or PostgreSQL.

No open id and no question is written here: whoever calls hands in pseudonyms. The only text is
that of answers a reader still waits for, and it expires within the hour.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Double,
    Engine,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    make_url,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from index.errors import WenceError

# A message's signature is good for five minutes before and after: no copy is accepted later.
SEEN_FOR = 600.0
WAITS_FOR = 1800.0
# An answer takes well under a second; who has not given one after this long has died.
LEASE = 5.0
PURGE_EVERY = 60.0
_SCHEMA_LOCK = 0x77656E6365

_CURE = "打不开记录库（{}）。请检查 WENCE_DATABASE_URL、它所需的驱动和数据目录的写权限，再启动。"

_metadata = MetaData()
_nonces = Table(
    "nonces",
    _metadata,
    Column("nonce", String(64), primary_key=True),
    Column("message", String(64), nullable=False),
    Column("expires", Double, nullable=False, index=True),
)
_replies = Table(
    "replies",
    _metadata,
    Column("message", String(64), primary_key=True),
    Column("claimed", Double, nullable=False),
    Column("text", Text),
    Column("expires", Double, nullable=False, index=True),
)
_waiting = Table(
    "waiting",
    _metadata,
    Column("reader", String(64), primary_key=True),
    Column("parts", JSON, nullable=False),
    Column("expires", Double, nullable=False, index=True),
)


class RecordsError(WenceError):
    """The database can't be opened."""


@dataclass(frozen=True)
class Claim:
    """Whose turn a message is.

    `ask`: the caller's, who must `finish` or `next_part`; `wait`: another's, look again soon;
    `done`: `text` is the reply; `refused`: the nonce came with another message before.
    """

    state: Literal["ask", "wait", "done", "refused"]
    text: str = ""


class Records:
    """Thread-safe. Names of at most 64 characters stand for messages, readers and nonces."""

    def __init__(self, url: str, clock: Callable[[], float] = time.time) -> None:
        """Opens the database and makes what is missing in it.

        Raises:
            RecordsError: it can't be reached or written.
        """
        self._clock = clock
        self._purged = clock()
        try:
            self._engine = _engine(url)
            with self._transaction() as db:
                if db.dialect.name == "postgresql":
                    db.execute(select(func.pg_advisory_xact_lock(_SCHEMA_LOCK)))
                _metadata.create_all(db)
        except (ImportError, OSError, SQLAlchemyError) as error:
            missing = f"缺少 {error.name}" if isinstance(error, ImportError) else ""
            raise RecordsError(_CURE.format(missing or type(error).__name__)) from error

    def claim(self, message: str, nonce: str) -> Claim:
        """Whose turn `message` is: the first caller's, until it finishes or its lease runs out."""
        self._purge_sometimes()
        now = self._clock()
        with self._transaction() as db:
            for table, key in ((_nonces, nonce), (_replies, message)):
                db.execute(delete(table).where(_key(table) == key, table.c.expires <= now))
            expires = now + SEEN_FOR
            seen = {"nonce": nonce, "message": message, "expires": expires}
            if not _add(db, _nonces, **seen) and _message_of(db, nonce) != message:
                return Claim("refused")
            if _add(db, _replies, message=message, claimed=now, expires=expires):
                return Claim("ask")
            return _second_claim(db, message, now)

    def finish(
        self, message: str, text: str, reader: str | None = None, rest: Sequence[str] = ()
    ) -> str:
        """Makes `text` the reply to `message`, and `rest` what waits for `reader`, if one is given.

        Returns the reply that counts: an earlier one, when another caller was faster.
        """
        with self._transaction() as db:
            earlier = _settle(db, message, text)
            if earlier is None and reader is not None:
                self._keep(db, reader, rest)
            return text if earlier is None else earlier

    def next_part(self, message: str, reader: str, otherwise: str) -> str:
        """Makes the next part that waits for `reader` the reply to `message`, or `otherwise`."""
        with self._transaction() as db:
            replied = db.scalar(select(_replies.c.text).where(_replies.c.message == message))
            if replied is not None:
                return str(replied)
            parts = self._take(db, reader)
            text = parts[0] if parts else otherwise
            _settle(db, message, text)
            if parts:
                self._keep(db, reader, parts[1:])
            return text

    def purge(self) -> None:
        """Forgets what has expired."""
        self._purged = self._clock()
        with self._transaction() as db:
            for table in (_nonces, _replies, _waiting):
                db.execute(delete(table).where(table.c.expires <= self._purged))

    def close(self) -> None:
        self._engine.dispose()

    def _purge_sometimes(self) -> None:
        if self._clock() - self._purged >= PURGE_EVERY:
            self.purge()

    def _take(self, db: Connection, reader: str) -> list[str]:
        """The parts that wait; the row stays locked, so that no part is handed out twice."""
        found = select(_waiting.c.parts).where(
            _waiting.c.reader == reader, _waiting.c.expires > self._clock()
        )
        return list(db.scalar(found.with_for_update()) or ())

    def _keep(self, db: Connection, reader: str, parts: Sequence[str]) -> None:
        new = {"parts": list(parts), "expires": self._clock() + WAITS_FOR}
        if not parts:
            db.execute(delete(_waiting).where(_waiting.c.reader == reader))
        elif not _add(db, _waiting, reader=reader, **new):
            db.execute(update(_waiting).where(_waiting.c.reader == reader).values(new))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._engine.begin() as db:
            yield db


def _engine(url: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        if address.drivername == "postgresql":  # the driver differs with SQLAlchemy's version
            address = address.set(drivername="postgresql+psycopg")
        return create_engine(address, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    # One connection a worker: its threads take turns in order, where SQLite would have each sleep
    # and try again, some of them for seconds.
    engine = create_engine(address, pool_size=1, max_overflow=0)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(db: Connection) -> None:
    # Taking the write lock at once lets busy_timeout wait; a later upgrade would fail instead.
    db.exec_driver_sql("BEGIN IMMEDIATE")


def _key(table: Table) -> Column[Any]:
    return table.primary_key.columns[0]


def _add(db: Connection, table: Table, **values: object) -> bool:
    """Whether the row is new."""
    dialect = postgresql if db.dialect.name == "postgresql" else sqlite
    row = dialect.insert(table).values(values).on_conflict_do_nothing()
    return db.execute(row.returning(_key(table))).first() is not None


def _message_of(db: Connection, nonce: str) -> str | None:
    return db.scalar(select(_nonces.c.message).where(_nonces.c.nonce == nonce))


def _second_claim(db: Connection, message: str, now: float) -> Claim:
    """Done, or another's turn, or ours because the other's lease has run out."""
    same = _replies.c.message == message
    text = db.scalar(select(_replies.c.text).where(same))
    if text is not None:
        return Claim("done", text)
    expired = (same, _replies.c.text.is_(None), _replies.c.claimed <= now - LEASE)
    taken = db.execute(update(_replies).where(*expired).values(claimed=now)).rowcount
    return Claim("ask" if taken else "wait")


def _settle(db: Connection, message: str, text: str) -> str | None:
    """Writes the reply; returns the earlier one, if there is one, and leaves it."""
    open_ = (_replies.c.message == message, _replies.c.text.is_(None))
    if db.execute(update(_replies).where(*open_).values(text=text)).rowcount:
        return None
    return db.scalar(select(_replies.c.text).where(_replies.c.message == message))
