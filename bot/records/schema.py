"""The database's tables, brought up to date: one migration after the other, by Alembic.

Alembic is loaded where there is something to migrate: a third of a second that a worker which
starts again after a kill has better use for.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).with_name("migrations")


class NewerError(Exception):
    """The database is of a newer version."""


def migrate(db: Connection) -> None:
    """Brings the tables up to date, within the transaction of `db`: all of it or nothing.

    The caller holds the lock that keeps other workers from doing the same.

    Raises:
        NewerError: the database is of a newer version.
    """
    if _revision(db) == newest():
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = db
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerError from error


def newest() -> str:
    """The last migration's number, which its file's name begins with."""
    names = (path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    return max(names).partition("_")[0]


def _revision(db: Connection) -> str | None:
    """The number of the last migration that was made."""
    if not inspect(db).has_table("alembic_version"):
        return None
    number = db.scalar(text("select version_num from alembic_version"))
    return None if number is None else str(number)
