"""Where every conversation stands, kept in the records: under a pseudonym, and sealed."""

from pydantic import TypeAdapter, ValidationError

from bot.conversation import Focus
from bot.records import Records
from bot.secret import Seals

_FOCUS = TypeAdapter(Focus)


class Memory:
    """Thread-safe, and shared by all workers of an installation."""

    def __init__(self, records: Records, seals: Seals) -> None:
        self._records = records
        self._seals = seals

    def recall(self, session: str) -> Focus | None:
        """The focus of a conversation; None for a new one, and for one that is over."""
        sealed = self._records.conversations.focus(self._name(session))
        opened = self._seals.open(sealed) if sealed else None
        if opened is None:
            return None
        try:
            return _FOCUS.validate_json(opened)
        except ValidationError:  # kept by another version
            return None

    def keep(self, session: str, focus: Focus) -> None:
        sealed = self._seals.seal(_FOCUS.dump_json(focus).decode())
        self._records.conversations.keep(self._name(session), sealed)

    def _name(self, session: str) -> str:
        return self._seals.name("conversation", session)
