"""A question file → figures by type and misses, with the project's own measures."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answer import Answer
from index.errors import WenceError

_DROPPED = str.maketrans("", "", "《》“”‘’\"'*「」『』＊")


class EvaluationError(WenceError):
    """The question file can't be read."""


class Gold(BaseModel):
    """A question with the clauses that answer it; texts are compared normalised."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    type: str
    gold: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    must_contain: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()
    must_contain_any: tuple[str, ...] = ()
    answerable: bool = True
    owner_named: bool | None = None
    citation_suffices: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's figures; None where a figure does not apply."""

    gold: Gold
    answer: Answer
    right: bool
    first: bool | None
    complete: bool | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the questions of one type."""

    type: str
    count: int
    right: float
    first: float | None
    complete: float | None


def read_questions(path: Path) -> list[Gold]:
    """Read a JSONL file of questions.

    Raises:
        EvaluationError: it is no such file; names the line.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(
            f"读不了 {path}（{error}）；请检查文件名，内容应是 UTF-8 的 JSONL。"
        ) from None
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(Gold.model_validate_json(line))
        except ValidationError as error:
            raise EvaluationError(
                f"{path} 第{number}行不是问题（{error.errors()[0]['msg']}）；请改正这一行。"
            ) from None
    return questions


def evaluate(questions: Iterable[Gold], ask: Callable[[str], Answer]) -> list[Outcome]:
    return [measure(question, ask(question.question)) for question in questions]


def measure(gold: Gold, answer: Answer) -> Outcome:
    cited = [citation.clause for citation in answer.citations]
    good = {*gold.gold, *gold.also}
    first = cited[0] in good if cited and gold.gold else (False if gold.gold else None)
    complete = set(gold.gold) <= set(cited) if gold.gold else None
    return Outcome(gold, answer, is_right(gold, answer, cited), first, complete)


def is_right(gold: Gold, answer: Answer, cited: Sequence[str]) -> bool:
    if not gold.answerable:
        return not answer.answered
    text = normalise(answer.answer)
    good = {*gold.gold, *gold.also}
    grounded = (
        answer.answered
        and set(gold.gold) <= set(cited)
        and 2 * sum(clause in good for clause in cited) >= len(cited)
        and not any(normalise(each) in text for each in gold.must_not_contain)
    )
    if gold.owner_named is False:
        return grounded and _says_not_stated(gold, answer, text)
    contains = all(normalise(each) in text for each in gold.must_contain)
    return grounded and (contains or gold.citation_suffices)


def _says_not_stated(gold: Gold, answer: Answer, text: str) -> bool:
    said = not gold.must_contain_any or any(normalise(e) in text for e in gold.must_contain_any)
    owner = answer.owner
    return said and owner is not None and owner.status != "named" and not owner.units


def figures(outcomes: Sequence[Outcome]) -> list[Figures]:
    """By type in the order of the file, then of all."""
    types = list(dict.fromkeys(outcome.gold.type for outcome in outcomes))
    groups = [(each, [o for o in outcomes if o.gold.type == each]) for each in types]
    return [
        Figures(
            name,
            len(group),
            _share([outcome.right for outcome in group]) or 0.0,
            _share([outcome.first for outcome in group]),
            _share([outcome.complete for outcome in group]),
        )
        for name, group in [*groups, ("all", list(outcomes))]
    ]


def _share(values: Iterable[bool | None]) -> float | None:
    counted = [value for value in values if value is not None]
    return sum(counted) / len(counted) if counted else None


def normalise(text: str) -> str:
    """NFKC, lower case, without white space, title marks, quotation marks and asterisks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().translate(_DROPPED).split())
