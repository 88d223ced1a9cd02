"""A run: a question file asked of one index; the JSON that `wence eval --json` writes."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.evaluation.comparison import Comparison
from bot.evaluation.figures import Figures, figures
from bot.evaluation.floor import Judged
from bot.evaluation.gold import Gold
from bot.evaluation.measure import Outcome, evaluate
from bot.evaluation.question_file import EvaluationError, QuestionFile, Unread
from bot.evaluation.shelf import Shelf

if TYPE_CHECKING:
    from bot.assistant import Assistant


class Source(BaseModel):
    """A document that was in the index."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    source: str


class Run(BaseModel):
    """Everything of a run. The form is kept: what is added later has a default.

    Attributes:
        file: the question file.
        created: when, in UTC, as ISO 8601.
        generation: the id of the index; `embedding` is the model it was built with.
        figures: by type in the order of the file, `all` last.
        outcomes: every question with its answer and measures.
        unread: lines that are no question.
    """

    model_config = ConfigDict(frozen=True)

    format: Literal[1] = 1
    file: str
    created: str
    generation: str
    embedding: str
    documents: tuple[Source, ...]
    figures: tuple[Figures, ...]
    outcomes: tuple[Outcome, ...]
    unread: tuple[Unread, ...] = ()
    floors: tuple[Judged, ...] = ()
    comparison: Comparison | None = None

    @property
    def misses(self) -> tuple[Outcome, ...]:
        return tuple(each for each in self.outcomes if each.missed)


Watch = Callable[[Sequence[Gold]], Iterable[Gold]]


def run_file(file: Path, read: QuestionFile, assistant: "Assistant", watch: Watch = iter) -> Run:
    """Ask every question of a file that was read; `watch` hands them on one by one."""
    assistant.warm_up()
    documents = assistant.documents
    shelf = Shelf(documents, assistant.earlier)
    conversations = secrets.token_hex(4)
    asked = tuple(evaluate(watch(read.questions), assistant.ask, shelf, conversations))
    return Run(
        file=str(file),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        generation=assistant.generation,
        embedding=assistant.embedding,
        documents=tuple(Source(id=e.id, title=e.title, source=e.source) for e in documents),
        figures=figures(asked),
        outcomes=asked,
        unread=read.unread,
    )


def read_run(path: Path) -> Run:
    """Read what `wence eval --json` wrote.

    Raises:
        EvaluationError: it is no such file.
    """
    try:
        return Run.model_validate_json(path.read_bytes())
    except OSError as error:
        raise EvaluationError(f"打不开 {path}（{error.strerror}）；请检查文件名和权限。") from None
    except ValidationError:
        raise EvaluationError(
            f"{path} 不是以前的评测结果；应是 wence eval 问题文件 --json > 结果.json 写出的文件。"
        ) from None
