"""What readers say of answers: useful or not, with the question, for the office to look into."""

from dataclasses import dataclass

from sqlalchemy import JSON, Boolean, Column, Double, String, Table, Text, delete, select

from bot.records.database import Database, expiry, metadata, put

feedback = Table(
    "feedback",
    metadata,
    Column("message", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("useful", Boolean, nullable=False),
    Column("question", Text, nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("at", Double, nullable=False),
    expiry(),
)


@dataclass(frozen=True)
class Opinion:
    """Of the answer to `question`, which cited `clauses` (《title》label); `reader` a pseudonym.

    Whoever gives one hands the question to the office; `message` is a name for what was answered,
    so that a second opinion of it takes the place of the first.
    """

    message: str
    channel: str
    reader: str
    useful: bool
    question: str
    clauses: tuple[str, ...]
    comment: str = ""


class Feedback:
    """Thread-safe, and shared by all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, opinion: Opinion, days: int) -> None:
        """Keeps it for so many days."""
        now = self._database.now()
        row = {**vars(opinion), "clauses": list(opinion.clauses)}
        with self._database.transaction() as db:
            put(db, feedback, **row, at=now, expires=now + days * 86_400)

    def take_back(self, message: str) -> None:
        """Forgets the opinion of what was answered."""
        with self._database.transaction() as db:
            db.execute(delete(feedback).where(feedback.c.message == message))

    def given(self) -> list[Opinion]:
        """The opinions that are still kept, oldest first."""
        query = select(feedback).where(feedback.c.expires > self._database.now())
        with self._database.transaction() as db:
            rows = db.execute(query.order_by(feedback.c.at)).all()
        names = Opinion.__dataclass_fields__
        values = [{name: getattr(row, name) for name in names} for row in rows]
        return [Opinion(**{**each, "clauses": tuple(each["clauses"])}) for each in values]
