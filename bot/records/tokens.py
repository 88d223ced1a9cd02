"""Access tokens that all workers share: one of them fetches, the others wait or go on with the old.

A vendor invalidates a token when another is fetched; workers that fetch each for itself would
take it from each other.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Double, String, Table, Text, select, update

from bot.records.database import Database, add, expiry, metadata

EARLY = 300.0  # seconds before its end in which a token is renewed, while the old one still works
FETCHES_FOR = 15.0  # seconds; a worker that has not fetched after this long has died
KEPT_FOR = 86_400.0
LOOK_AGAIN = 0.1

tokens = Table(
    "tokens",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text),  # sealed by the caller
    Column("ends", Double, nullable=False),
    Column("claimed", Double, nullable=False),
    expiry(),
)


@dataclass(frozen=True)
class Fresh:
    """A token as fetched; it is good for so many seconds."""

    value: str
    seconds: float


class Tokens:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str, fetch: Callable[[], Fresh], bad: str = "") -> str:
        """The token of that name; `bad` is one that does not work any more.

        `fetch` is called by one worker at a time; what it raises is raised here.
        """
        waited = 0.0
        while True:
            value, mine = self._turn(name, bad)
            if mine or waited > FETCHES_FOR:
                return self._fetched(name, fetch)
            if value:
                return value
            time.sleep(LOOK_AGAIN)
            waited += LOOK_AGAIN

    def _turn(self, name: str, bad: str) -> tuple[str, bool]:
        """(A token that works, whether the caller is to fetch one)."""
        now = self._database.now()
        with self._database.transaction() as db:
            add(db, tokens, name=name, ends=0.0, claimed=0.0, expires=now + KEPT_FOR)
            row = db.execute(select(tokens).where(tokens.c.name == name).with_for_update()).one()
            value = row.value if row.value and row.value != bad and row.ends > now else ""
            if value and row.ends - EARLY > now:
                return value, False
            if row.claimed > now - FETCHES_FOR:
                return value, False
            claimed = update(tokens).where(tokens.c.name == name)
            db.execute(claimed.values(claimed=now, expires=now + KEPT_FOR))
            return value, True

    def _fetched(self, name: str, fetch: Callable[[], Fresh]) -> str:
        value, ends = None, 0.0
        try:
            fresh = fetch()
            value, ends = fresh.value, self._database.now() + fresh.seconds
        finally:
            same = update(tokens).where(tokens.c.name == name)
            with self._database.transaction() as db:
                db.execute(same.values(value=value, ends=ends, claimed=0.0))
        return value
