"""What is so for a while, such as that an account may not send messages."""

from sqlalchemy import Column, String, Table, select

from bot.records.database import Database, expiry, metadata, put

flags = Table("flags", metadata, Column("name", String(64), primary_key=True), expiry())


class Flags:
    """What is so for a while, such as that an account may not send messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def raise_(self, name: str, seconds: float) -> None:
        expires = self._database.now() + seconds
        with self._database.transaction() as db:
            put(db, flags, name=name, expires=expires)

    def raised(self, name: str) -> bool:
        now = self._database.now()
        query = select(flags.c.name).where(flags.c.name == name, flags.c.expires > now)
        with self._database.transaction() as db:
            return db.scalar(query) is not None
