"""understand(): what is wanted, of what kind of thing, and what to look for."""

from dataclasses import dataclass, field, replace
from typing import Literal

from bot.comparing import asks_changes, without_asking
from bot.cues import ASKED, GREETING, HELP, OUTLINE, OWNER, QUOTED, THANKS, WHO, YEAR, Asked
from index.query import PRINCIPLE, Query, parse
from index.spelling import Speller, tidy

Intent = Literal[
    "empty", "unreadable", "too_long", "help", "outline", "chat", "compare", "owner", "find"
]

LONGEST = 1000  # characters; a question is a sentence or two


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    Attributes:
        text: as it was said, tidied.
        asked: the kind of thing that must stand in the text to answer it, if one is.
        measure: the measure word of a count (家 of 多少家), "" where none is said.
        years: years that it speaks of (2021).
    """

    text: str
    intent: Intent
    query: Query = field(default_factory=Query)
    asked: Asked | None = None
    measure: str = ""
    years: tuple[str, ...] = ()


def understand(text: str, speller: Speller) -> Question:
    """Read a message. Instructions in it are words like any other."""
    if not text.strip():
        return Question("", "empty")
    if len(text) > LONGEST:
        return Question(text[:LONGEST], "too_long")
    tidied = tidy(text)
    talk = _talk(tidied)
    if talk:
        return Question(tidied, talk)
    if not any(char.isalnum() for char in tidied):
        return Question(tidied, "unreadable")
    return _understood(speller.correct(tidied))


def _understood(text: str) -> Question:
    years = tuple(YEAR.findall(text))
    if asks_changes(text):
        return Question(text, "compare", Query(said=without_asking(text)), years=years)
    if asks_owner(text):
        return Question(text, "owner", _owner_query(text), years=years)
    asked, measure = _asked(text)
    return Question(text, "find", parse(text), asked, measure, years)


def asks_owner(text: str) -> bool:
    """Whether a responsible body is asked for; words inside quotation marks don't ask."""
    return OWNER.search(PRINCIPLE.sub(" ", QUOTED.sub(" ", text))) is not None


def _talk(text: str) -> Intent | None:
    if HELP.match(text):
        return "help"
    if OUTLINE.match(text):
        return "outline"
    if any(pattern.match(text) for pattern in (GREETING, THANKS, WHO)):
        return "chat"
    return None


def small_talk(text: str) -> str:
    """The wording's key for a line of small talk."""
    if WHO.match(text):
        return "who"
    return "thanks" if THANKS.match(text) else "greeting"


def _owner_query(text: str) -> Query:
    query = parse(OWNER.sub(" ", text))
    return replace(query, mention="")


def _asked(text: str) -> tuple[Asked | None, str]:
    for asked, pattern in ASKED.items():
        found = pattern.search(text)
        if found:
            return asked, next(filter(None, found.groupdict().values()), "")
    return None, ""
