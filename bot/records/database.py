"""The one database of an installation: SQLite, or PostgreSQL."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Double,
    Engine,
    MetaData,
    Table,
    create_engine,
    delete,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.records.schema import NewerError, migrate
from index.errors import WenceError

PURGE_EVERY = 60.0  # seconds
_SCHEMA_LOCK = 0x77656E6365
_CURE = "打不开记录库（{}）。请检查 WENCE_DATABASE_URL、它所需的驱动和数据目录的写权限，再启动。"
_NEWER = "记录库是更新版本的问策建立的。请升级问策，或换用另一个 WENCE_DATABASE_URL，再启动。"

metadata = MetaData()


class RecordsError(WenceError):
    """The database can't be opened."""


def expiry() -> Column[Any]:
    """The column that every table has: when a row is as if it never was, in epoch seconds."""
    return Column("expires", Double, nullable=False, index=True)


class Database:
    """Thread-safe. `now` is the clock that leases and expiry go by."""

    def __init__(self, url: str, clock: Callable[[], float] = time.time) -> None:
        """Opens the database and makes what is missing in it.

        Raises:
            RecordsError: it can't be reached or written.
        """
        self.now = clock
        self._purged = clock()
        try:
            self._engine = _engine(url)
            with self.transaction() as db:
                if db.dialect.name == "postgresql":
                    db.execute(select(func.pg_advisory_xact_lock(_SCHEMA_LOCK)))
                migrate(db)
        except NewerError as newer:
            raise RecordsError(_NEWER) from newer
        except (ImportError, OSError, SQLAlchemyError) as error:
            missing = f"缺少 {error.name}" if isinstance(error, ImportError) else ""
            raise RecordsError(_CURE.format(missing or type(error).__name__)) from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._engine.begin() as db:
            yield db

    def kept(self, table: Table, column: str, name: str) -> object:
        """What the row of that name keeps in `column`; None where there is none, or it expired."""
        named = (key(table) == name, table.c.expires > self.now())
        with self.transaction() as db:
            return db.scalar(select(table.c[column]).where(*named))

    def keep(self, table: Table, seconds: float, **values: object) -> None:
        """The row as given, whether it is new or not, for so many seconds."""
        with self.transaction() as db:
            put(db, table, **values, expires=self.now() + seconds)

    def purge(self) -> None:
        """Forgets what has expired."""
        self._purged = self.now()
        with self.transaction() as db:
            for table in metadata.sorted_tables:
                db.execute(delete(table).where(table.c.expires <= self._purged))

    def purge_sometimes(self) -> None:
        if self.now() - self._purged >= PURGE_EVERY:
            self.purge()

    def close(self) -> None:
        self._engine.dispose()


def key(table: Table) -> Column[Any]:
    return table.primary_key.columns[0]


def add(db: Connection, table: Table, **values: object) -> bool:
    """Whether the row is new; an old one stays as it is."""
    row = _insert(db, table, values).on_conflict_do_nothing()
    return db.execute(row.returning(key(table))).first() is not None


def put(db: Connection, table: Table, **values: object) -> None:
    """The row as given, whether it is new or not."""
    name = key(table).name
    others = {column: value for column, value in values.items() if column != name}
    db.execute(_insert(db, table, values).on_conflict_do_update(index_elements=[name], set_=others))


def _insert(
    db: Connection, table: Table, values: dict[str, object]
) -> postgresql.Insert | sqlite.Insert:
    insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(values)


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
