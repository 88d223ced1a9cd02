"""What leaves the assistant: Answer, Citation. The same JSON on every channel."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from index.clause import OwnerStatus, Role

Kind = Literal["clause", "section", "list", "owner", "fact", "refusal", "help", "clarify"]


class OwnerUnit(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    role: Role
    supplement: bool = False


class AnswerOwner(BaseModel):
    """Who answers for the cited clause; `status` speaks of the document alone."""

    model_config = ConfigDict(frozen=True)

    status: OwnerStatus
    units: tuple[OwnerUnit, ...] = ()
    deadline: str | None = None


class Citation(BaseModel):
    """A verbatim span: `text[start:end] == quote` in the stored text of the document.

    `marked` are the words that answer, [start, end] pairs in the same offsets.
    """

    model_config = ConfigDict(frozen=True)

    document: str
    clause: str
    path: tuple[str, ...]
    quote: str
    start: int
    end: int
    source: str
    page: int | None = None
    marked: tuple[tuple[int, int], ...] = ()
    supplement: bool = False
    owner: AnswerOwner | None = None


class Answer(BaseModel):
    """The answer to one message.

    `answer` is plain text in blocks parted by an empty line; every quoted clause is one block, so
    that a channel with short messages can part it where a reader would.
    """

    model_config = ConfigDict(frozen=True)

    question: str
    answer: str
    answered: bool
    kind: Kind
    citations: tuple[Citation, ...] = ()
    owner: AnswerOwner | None = None
    took_ms: float = 0.0
