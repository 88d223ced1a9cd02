"""understand(): what is wanted, of what kind of thing, and what to look for."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.comparing import asks_changes, without_asking
from bot.cues import (
    AGREED,
    ASKS,
    CLAIMED_OWNER,
    COMPLAINT,
    FAREWELL,
    GREETING,
    HELP,
    HUMAN,
    IN_FORCE,
    LEAD,
    OUTLINE,
    OWNER,
    SHORT_YEAR,
    SUPPORT,
    THANKS,
    WHO,
    YEAR,
)
from bot.instruction import without_instructions
from bot.kinds import ALLOWED, ASKED, NAME, SOME, Asked
from index.clause import Role
from index.query import PRINCIPLE, Query, asks_place, parse
from index.quotation import outside, quotations, unquoted
from index.spelling import Speller, tidy
from index.words import content_words

Intent = Literal[
    "empty",
    "unreadable",
    "too_long",
    "vague",
    "whose",
    "instruction",
    "help",
    "outline",
    "chat",
    "compare",
    "owner",
    "find",
    "first",
    "last",
    "no_more",
]

LONGEST = 500  # characters; a question is a sentence or two


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    Attributes:
        text: as it was said, tidied.
        intent: `vague` looks for something, but does not say what; `whose` asks for the tasks of
            the asker's own body, which it does not name; `instruction` bids the assistant do
            something and asks nothing; `first` and `last` ask for what comes
            before the first and after the last, `no_more` for more than there is.
        asked: the kind of thing that must stand in the text to answer it, if one is.
        measure: the measure word of a count (家 of 多少家), "" where none is said.
        years: years that it speaks of (2021).
        role: the role that an owner is asked for in, None for any.
        follows: it goes on from an answer, so that its query says where to look.
        whole: the clauses are wanted as they stand, however long.
        many: how many were shown, for `no_more`.
    """

    text: str
    intent: Intent
    query: Query = field(default_factory=Query)
    asked: Asked | None = None
    measure: str = ""
    years: tuple[str, ...] = ()
    role: Role | None = None
    follows: bool = False
    whole: bool = False
    many: int = 0


_ITS_FORCE = "本办法自起施行，有效期"  # how documents put it, whatever they call themselves

# Half of a character that UTF-16 or a shell left behind: no text that could be sent on.
_SURROGATE = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """`text` with halves of characters replaced."""
    return _SURROGATE.sub("\ufffd", text)


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
    asking = without_instructions(tidied)
    if not asking:
        return Question(tidied, "instruction")
    return _looked_for(asking, speller.correct(asking))


def _looked_for(said: str, corrected: str) -> Question:
    """What is asked is told by what was `said`, what is looked for by the documents' spelling."""
    years = _years(corrected)
    if asks_changes(said):
        return Question(corrected, "compare", Query(said=without_asking(corrected)), years=years)
    asked, measure = _asked(said)
    owner = asks_owner(said) or asks_owner(corrected)
    parsed = parse(corrected)
    if parsed.duty and parsed.duty.own:
        return Question(corrected, "whose", parsed)
    query = _owner_query(corrected, parsed) if owner else parsed
    if IN_FORCE.search(unquoted(said)):
        query = replace(query, text=f"{query.text} {_ITS_FORCE}")
    names = (
        query.reference or query.heading or query.mention or query.duty or query.overview
    ) or quotations(said)
    if not (names or content_words(query.text)):
        return Question(corrected, "vague", asked=asked, measure=measure, years=years)
    role = asked_role(unquoted(said)) if owner else None
    return Question(corrected, "owner" if owner else "find", query, asked, measure, years, role)


def _years(text: str) -> tuple[str, ...]:
    return (*YEAR.findall(text), *(f"20{two}" for two in SHORT_YEAR.findall(text)))


def asks_owner(text: str) -> bool:
    """Whether a responsible body is asked for, or told; words inside quotation marks don't ask."""
    asking = PRINCIPLE.sub(" ", unquoted(text))
    if OWNER.search(asking):
        return not NAME.search(asking)
    return not ASKS.search(asking) and CLAIMED_OWNER.search(asking) is not None


_CHAT = {
    "greeting": GREETING,
    "thanks": THANKS,
    "agreed": AGREED,
    "farewell": FAREWELL,
    "complaint": COMPLAINT,
    "human": HUMAN,
    "who": WHO,
}


def _talk(text: str) -> Intent | None:
    if HELP.match(text):
        return "help"
    if OUTLINE.match(text):
        return "outline"
    return "chat" if small_talk(text) else None


def small_talk(text: str) -> str:
    """The wording's key for a line of small talk; "" for what is none."""
    return next((key for key, pattern in _CHAT.items() if pattern.match(text)), "")


def _owner_query(text: str, parsed: Query) -> Query:
    """What a body is asked for; what the whole question says of documents and tasks is kept."""
    query = parse(outside(lambda part: OWNER.sub(" ", part), text))
    return replace(
        query, mention="", literal=False, overview="", duty=parsed.duty, said=parsed.said
    )


def asked_role(text: str) -> Role | None:
    lead, support = LEAD.search(text), SUPPORT.search(text)
    if bool(lead) == bool(support):
        return None
    return "lead" if lead else "support"


def _asked(text: str) -> tuple[Asked | None, str]:
    asking = unquoted(text)
    if asks_place(asking):
        return "place", ""
    for asked, pattern in ASKED.items():
        found = pattern.search(asking)
        if found and not (asked in SOME and "几" in found[0] and ALLOWED.search(asking)):
            return asked, next(filter(None, found.groupdict().values()), "")
    return None, ""
