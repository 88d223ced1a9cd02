import sqlite3
from pathlib import Path

from bot.assistant import Assistant
from bot.conversation import Focus
from bot.memory import Memory
from bot.records import Records
from bot.records.conversations import IDLE
from bot.secret import Seals
from bot.settings import Settings
from index.reference import Stretch

FOCUS = Focus(places=(Stretch("d", 1, 2),), subject="书店", owner=True, role="lead")


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def test_it_is_kept_for_other_workers_until_the_conversation_is_over(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "records.sqlite"
    records, others = (Records(f"sqlite:///{path}", clock) for _ in range(2))
    seals = Seals(b"secret")
    Memory(records, seals).keep("web:1", FOCUS)
    memory = Memory(others, seals)
    assert memory.recall("web:1") == FOCUS
    assert memory.recall("wechat:1") is None
    assert Memory(others, Seals(b"another")).recall("web:1") is None
    clock.now += IDLE
    assert memory.recall("web:1") is None
    others.purge()
    assert sqlite3.connect(path).execute("select count(*) from conversations").fetchone() == (0,)


def test_neither_session_nor_words_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    records = Records(f"sqlite:///{path}")
    Memory(records, Seals(b"secret")).keep("web:reader-one", FOCUS)
    records.close()
    stored = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    assert b"reader-one" not in stored
    assert "书店".encode() not in stored


def test_what_another_version_kept_is_forgotten(tmp_path: Path) -> None:
    records = Records(f"sqlite:///{tmp_path / 'records.sqlite'}")
    seals = Seals(b"secret")
    records.conversations.keep(seals.name("conversation", "s"), seals.seal('{"places": 1}'))
    assert Memory(records, seals).recall("s") is None


def test_a_document_that_is_gone_is_no_focus(plan_settings: Settings) -> None:
    assistant = Assistant(plan_settings)
    memory = assistant._remembers()
    memory.keep("s", FOCUS)
    assert assistant.ask("谁负责", "s").kind == "clarify"
    assistant.close()
