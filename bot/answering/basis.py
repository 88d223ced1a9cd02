"""What every kind of answer is written with."""

from dataclasses import dataclass

from bot.wording import Say
from index.generation import Generation


@dataclass(frozen=True, slots=True)
class Basis:
    """The words to say, the documents to speak of, whom a refusal names."""

    say: Say
    generation: Generation
    contact: str | None = None
