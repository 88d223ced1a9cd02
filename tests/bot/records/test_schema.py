import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.records import Records, RecordsError
from bot.records.database import metadata
from bot.records.schema import MIGRATIONS, newest
from tests.bot.postgres import postgres
from tests.plan import ROOT


def opened(url: str) -> None:
    Records(url).close()


def differences(url: str) -> list[object]:
    records = Records(url)
    with records._database.transaction() as db:
        found = compare_metadata(MigrationContext.configure(db), metadata)
    records.close()
    return list(found)


def test_the_migrations_make_the_tables_that_are_used(tmp_path: Path) -> None:
    assert differences(f"sqlite:///{tmp_path / 'r.sqlite'}") == []


def test_workers_that_start_together_make_them_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'r.sqlite'}"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(opened, [url] * 8))
    assert differences(url) == []


def test_tables_of_an_unreleased_version_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    opened(f"sqlite:///{path}")
    with sqlite3.connect(path) as db:
        db.execute("insert into flags values ('f', 9e9)")
        db.execute("drop table alembic_version")
        db.execute("drop table conversations")
    assert differences(f"sqlite:///{path}") == []
    assert sqlite3.connect(path).execute("select name from flags").fetchone() == ("f",)


def test_a_newer_database_is_refused_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    opened(f"sqlite:///{path}")
    with sqlite3.connect(path) as db:
        db.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(RecordsError, match="请升级问策"):
        opened(f"sqlite:///{path}")


def test_the_newest_is_what_alembic_takes_for_it() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == newest()


def test_where_nothing_is_to_be_migrated_alembic_is_not_loaded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'r.sqlite'}"
    opened(url)
    opens = f"from bot.records import Records; Records({url!r}).close()"
    tells = "import sys; print('alembic' in sys.modules)"
    command = [sys.executable, "-c", f"{opens}; {tells}"]
    again = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert again.stdout.strip() == "False"


@pytest.mark.system
def test_on_postgresql() -> None:
    with postgres() as url:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(opened, [url] * 4))
        assert differences(url) == []
