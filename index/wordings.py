"""How people put it: an office's everyday wordings of what a clause answers, as further vectors.

`corpus/office/questions.csv` has 问法,文件,条款. A wording leads to its clause, which is the
answer.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.background import Background
from index.centre import Centre, foreign_questions
from index.clause import Document
from index.corpus import Failure
from index.embedding.embedder import Embedder
from index.reading.text import decode

HEADER = ("问法", "文件", "条款")
QUESTIONS_FILE = "questions.csv"

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wording:
    """What people say, and the position of the clause they mean among the passages."""

    text: str
    position: int


def read_wordings(
    folders: Iterable[Path], documents: Sequence[Document]
) -> tuple[list[Wording], list[Failure]]:
    """The wordings of the office folders; a row that leads nowhere is named, the others count."""
    places = _places(documents)
    wordings: list[Wording] = []
    failures: list[Failure] = []
    for path in (folder / QUESTIONS_FILE for folder in folders):
        if not path.is_file():
            continue
        rows = csv.DictReader(io.StringIO(decode(path.read_bytes())))
        if not set(HEADER) <= set(rows.fieldnames or ()):
            reason = f"第一行应是 {','.join(HEADER)}；请改正后再运行 wence index。"
            failures.append(Failure(f"{path.parent.name}/{path.name}", reason))
            continue
        for number, row in enumerate(rows, 2):
            text, document, clause = ((row[name] or "").strip() for name in HEADER)
            position = places.get((document, clause))
            if position is None:
                reason = f"第{number}行：“{document}”里没有“{clause}”；请改正文件名或条款编号。"
                failures.append(Failure(f"{path.parent.name}/{path.name}", reason))
            elif text:
                wordings.append(Wording(text, position))
    return wordings, failures


def _places(documents: Sequence[Document]) -> dict[tuple[str, str], int]:
    """Positions by (title or file name, label); the first where a label recurs."""
    places: dict[tuple[str, str], int] = {}
    position = 0
    for document in documents:
        for clause in document.clauses:
            for name in (document.title, document.source, Path(document.source).stem):
                places.setdefault((name, clause.label), position)
            position += 1
    return places


class Wordings:
    """The wordings of a generation, as the vectors of questions."""

    def __init__(self, positions: Sequence[int], matrix: Matrix, background: Background) -> None:
        """`matrix` is (wordings, dimension), each row of length 1."""
        self._positions = np.asarray(positions, np.int64)
        self._matrix = matrix
        self.background = background

    @classmethod
    def of(cls, wordings: Sequence[Wording], embedder: Embedder) -> "Wordings":
        matrix = _queries([wording.text for wording in wordings], embedder)
        nearest = (_queries(foreign_questions(), embedder) @ matrix.T).max(axis=1, initial=-1.0)
        background = Background(float(nearest.mean()), float(nearest.std()))
        return cls([wording.position for wording in wordings], matrix, background)

    @classmethod
    def load(cls, path: Path) -> "Wordings":
        with np.load(path) as arrays:
            mean, deviation = arrays["background"].tolist()
            positions = arrays["positions"].tolist()
            return cls(positions, arrays["matrix"], Background(mean, deviation))

    def save(self, path: Path) -> None:
        background = [self.background.mean, self.background.deviation]
        np.savez(path, positions=self._positions, matrix=self._matrix, background=background)

    def similarities(self, vector: Vector, centre: Centre | None, passages: int) -> Vector:
        """For each passage, the cosine of its nearest wording; NaN where it has none.

        With a `centre`, both sides are freed of what all texts share.
        """
        best = np.full(passages, -np.inf, np.float32)
        matrix, query = self._matrix, vector
        if centre is not None:
            matrix, query = centre.queries(matrix), centre.queries(vector)
        np.maximum.at(best, self._positions, matrix @ query)
        return np.where(np.isinf(best), np.float32(np.nan), best)

    def __len__(self) -> int:
        return len(self._positions)


def _queries(texts: Sequence[str], embedder: Embedder) -> Matrix:
    if not texts:
        return np.empty((0, embedder.engine.dimension), np.float32)
    return np.stack([embedder.query_vector(text) for text in texts])
