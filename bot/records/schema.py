"""The database's tables, brought up to date: one migration after the other, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(db: Connection) -> None:
    """Brings the tables up to date, within the transaction of `db`: all of it or nothing.

    The caller holds the lock that keeps other workers from doing the same.

    Raises:
        alembic.util.CommandError: the database is of a newer version.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = db
    command.upgrade(config, "head")
