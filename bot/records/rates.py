"""How much has been sent to whom of late: limits that all workers keep together."""

import secrets
from collections.abc import Sequence

from sqlalchemy import Column, Double, String, Table, func, select

from bot.records.database import Database, expiry, metadata

spent = Table(
    "spent",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(64), nullable=False, index=True),
    Column("at", Double, nullable=False),
    expiry(),
)

Limit = tuple[int, float]  # so many, within so many seconds


class Rates:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def spend(self, name: str, limits: Sequence[Limit]) -> bool:
        """Whether one more is within every limit; it is counted if so."""
        now = self._database.now()
        longest = max(seconds for _, seconds in limits)
        with self._database.transaction() as db:
            if db.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                db.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
            for most, seconds in limits:
                lately = (spent.c.name == name, spent.c.at > now - seconds)
                if (db.scalar(select(func.count()).where(*lately)) or 0) >= most:
                    return False
            row = {"id": secrets.token_hex(16), "name": name, "at": now}
            db.execute(spent.insert().values(**row, expires=now + longest))
            return True
