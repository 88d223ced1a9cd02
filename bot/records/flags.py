"""What is so for a while, such as that an account may not send messages."""

from sqlalchemy import Column, String, Table

from bot.records.database import Database, expiry, metadata

flags = Table("flags", metadata, Column("name", String(64), primary_key=True), expiry())


class Flags:
    """What is so for a while, such as that an account may not send messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def raise_(self, name: str, seconds: float) -> None:
        self._database.keep(flags, seconds, name=name)

    def raised(self, name: str) -> bool:
        return self._database.kept(flags, "name", name) is not None
