"""Where each conversation stands: a pseudonym and a sealed text, forgotten when it is over.

A pseudonym is a name of at most 64 characters.
"""

from sqlalchemy import Column, String, Table, Text, select

from bot.records.database import Database, expiry, metadata, put

IDLE = 1800.0  # seconds without a message after which a conversation is over

conversations = Table(
    "conversations",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("focus", Text, nullable=False),  # sealed by the caller
    expiry(),
)


class Conversations:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def focus(self, name: str) -> str | None:
        """What was kept of the conversation, unless it is over."""
        self._database.purge_sometimes()
        now = self._database.now()
        query = select(conversations.c.focus).where(
            conversations.c.name == name, conversations.c.expires > now
        )
        with self._database.transaction() as db:
            return db.scalar(query)

    def keep(self, name: str, focus: str) -> None:
        """Keeps it instead of what was kept before, until the conversation has been idle."""
        expires = self._database.now() + IDLE
        with self._database.transaction() as db:
            put(db, conversations, name=name, focus=focus, expires=expires)
