"""What outlives a process and is shared by its workers: SQLite, or PostgreSQL.

No open id is written here, and no question but of who gave an opinion of its answer: whoever calls
hands in pseudonyms and sealed texts. The only readable text is that of answers a reader still waits
for, and it expires within the hour.
"""

import time
from collections.abc import Callable

from bot.records.answers import TRIED_FOR, Answers, Work
from bot.records.conversations import Conversations
from bot.records.database import Database, RecordsError
from bot.records.feedback import Feedback, Opinion
from bot.records.flags import Flags
from bot.records.messages import Claim, Messages
from bot.records.rates import Rates
from bot.records.readers import Readers
from bot.records.tokens import Fresh, Tokens

__all__ = ["TRIED_FOR", "Claim", "Fresh", "Opinion", "Records", "RecordsError", "Work"]


class Records:
    """Thread-safe: one of each kind of record over one database."""

    def __init__(self, url: str, clock: Callable[[], float] = time.time) -> None:
        """Opens the database and makes what is missing in it.

        Raises:
            RecordsError: it can't be reached or written.
        """
        self._database = Database(url, clock)
        self.messages = Messages(self._database)
        self.answers = Answers(self._database)
        self.conversations = Conversations(self._database)
        self.readers = Readers(self._database)
        self.feedback = Feedback(self._database)
        self.tokens = Tokens(self._database)
        self.flags = Flags(self._database)
        self.rates = Rates(self._database)

    def purge(self) -> None:
        """Forgets what has expired."""
        self._database.purge()

    def close(self) -> None:
        self._database.close()
