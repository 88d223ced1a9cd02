"""Where each conversation stands: a pseudonym and a sealed text, forgotten when it is over.

A pseudonym is a name of at most 64 characters.
"""

from sqlalchemy import Column, String, Table, Text

from bot.records.database import Database, expiry, metadata

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
        focus = self._database.kept(conversations, "focus", name)
        return None if focus is None else str(focus)

    def keep(self, name: str, focus: str) -> None:
        """Keeps it instead of what was kept before, until the conversation has been idle."""
        self._database.keep(conversations, IDLE, name=name, focus=focus)
