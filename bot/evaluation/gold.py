"""A question with what answers it."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

ALL = "all"


class Aim(BaseModel):
    """A clause that answers: its label or any address of it, and of which document.

    An empty `document` is the only document, or any where there are several.
    """

    model_config = ConfigDict(frozen=True)

    clause: str = Field(min_length=1)
    document: str = ""

    def __str__(self) -> str:
        return f"《{self.document}》{self.clause}" if self.document else self.clause


def _aim(value: object) -> object:
    """An aim is also written as a label alone, or as a pair of document and label."""
    match value:
        case str(clause):
            return {"clause": clause}
        case [str(document), str(clause)]:
            return {"document": document, "clause": clause}
    return value


AnAim = Annotated[Aim, BeforeValidator(_aim)]


class Gold(BaseModel):
    """One question; texts are compared normalised.

    Attributes:
        gold: the clauses that answer, all of them; also whole sections by their address.
        also: clauses that may be cited besides.
        document: the document of those aims that name none.
        citation_suffices: the place was asked for, the words need not be said.
        owner_named: whether the text says who is responsible, by unit or by principle; None where
            that isn't asked.
        units: the names of the bodies that the text makes responsible, where they are asked for.
        session: the conversation that the question belongs to, in the order of the file.
    """

    model_config = ConfigDict(frozen=True)

    id: str = ""
    question: str
    type: str = ""
    document: str = ""
    gold: tuple[AnAim, ...] = ()
    also: tuple[AnAim, ...] = ()
    must_contain: tuple[str, ...] = ()
    must_contain_any: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()
    answerable: bool = True
    owner_named: bool | None = None
    units: tuple[str, ...] = ()
    citation_suffices: bool = False
    session: str | None = None

    @field_validator("id", "session", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    @field_validator("type")
    @classmethod
    def _is_free(cls, value: str) -> str:
        if value == ALL:
            raise ValueError(f"“{ALL}”是全部题目的名字，题型请换一个名字")
        return value

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, values: object) -> object:
        """What is not said follows from the rest: nothing answers a question without a clause."""
        if not isinstance(values, dict):
            return values
        gold, owner = values.get("gold"), values.get("owner_named")
        answerable = values.get("answerable", bool(gold or values.get("must_contain")))
        kind = "owner" if owner is not None else "multi_clause" if _several(gold) else "clause"
        return {
            **values,
            "answerable": answerable,
            "type": values.get("type") or (kind if answerable else "unanswerable"),
        }


def _several(gold: object) -> bool:
    return isinstance(gold, list | tuple) and len(gold) > 1
