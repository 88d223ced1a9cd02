"""All tables of the first release; those that an unreleased version made stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _make("nonces", _name("nonce"), _word("message", 64))
    _make(
        "replies",
        _name("message"),
        _number("claimed"),
        sa.Column("tries", sa.Integer, nullable=False),
        _number("tried"),
        sa.Column("answer", sa.String(32)),
        sa.Column("text", sa.Text),
    )
    _make("waiting", _name("reader"), sa.Column("parts", sa.JSON, nullable=False))
    _make(
        "answers",
        _name("id", 32),
        _word("reader", 64),
        _word("title", 64),
        _text("work"),
        _number("began"),
        _word("channel", 16),
        _word("holder", 32),
        _number("lease"),
        sa.Column("parts", sa.JSON(none_as_null=True)),
        sa.Column("offered", sa.Double),
        sa.Column("sending", sa.Double),
        sa.Column("delivered", sa.Double),
    )
    _index("answers", "title")
    _make("members", _name("reader"), _word("code", 64))
    _make("shown", _name("reader"), _text("what"))
    _make("allowances", _name("reader"), sa.Column("left", sa.Integer, nullable=False))
    _make(
        "feedback",
        _name("message"),
        _word("channel", 16),
        _word("reader", 64),
        sa.Column("useful", sa.Boolean, nullable=False),
        _text("question"),
        sa.Column("clauses", sa.JSON, nullable=False),
        _text("comment"),
        _number("at"),
    )
    _make(
        "tokens",
        _name("name"),
        sa.Column("value", sa.Text),
        _number("ends"),
        _number("claimed"),
    )
    _make("spent", _name("id", 32), _word("name", 64), _number("at"))
    _index("spent", "name")
    _make("flags", _name("name"))
    _make("conversations", _name("name"), _text("focus"))


def _make(table: str, *columns: "sa.Column[object]") -> None:
    op.create_table(table, *columns, _number("expires"), if_not_exists=True)
    _index(table, "expires")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column], if_not_exists=True)


def _name(column: str, length: int = 64) -> "sa.Column[object]":
    return sa.Column(column, sa.String(length), primary_key=True)


def _word(column: str, length: int) -> "sa.Column[object]":
    return sa.Column(column, sa.String(length), nullable=False)


def _text(column: str) -> "sa.Column[object]":
    return sa.Column(column, sa.Text, nullable=False)


def _number(column: str) -> "sa.Column[object]":
    return sa.Column(column, sa.Double, nullable=False)
