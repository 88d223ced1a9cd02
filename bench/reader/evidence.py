"""What the reader's logits are worth beside the search's evidence: python -m bench.reader.evidence.

    --shared FOLDER  --work FOLDER  --file reader.npz  --part N

The documents that were kept out of training become a corpus. Their questions are asked: the
answerable ones, the near-misses, and questions about other documents, which nothing there answers.
Printed are how often the right passage comes first for several weights of the logits, and the
logistic regression of "the first passage answers" on all the evidence.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from bench.reader.measure import auc, refused_at
from bench.reader.pairs import Passage
from bench.reader.sources import read_official
from bot.question import understand
from bot.settings import Settings
from index.build import build
from index.found import Hit, Ranked
from index.generation import Generation
from index.reader import Reader, Reading
from index.reader.weights import FILE
from index.retriever import ClauseRetriever

FOREIGN = 300  # questions about other documents
WIDEST = 6.0
NAMES = ("nearness", "coverage", "answered", "subject")


@dataclass(frozen=True, slots=True)
class Asked:
    """`right` is the place of the right passage among the hits, None where there is none."""

    kind: str
    question: str
    hits: tuple[Hit, ...]
    right: int | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("var/bench/evidence"))
    parser.add_argument("--file", type=Path, default=FILE)
    parser.add_argument("--part", type=int, default=1)
    arguments = parser.parse_args()
    source = read_official(arguments.shared)
    generation = corpus(source.kept_out, arguments.work)
    reader = Reader.load(file=arguments.file)
    rows = list(ask(source.kept_out, source.train, generation, reader, arguments.part))
    print(f"{len(rows)} questions that search by text")
    told(rows)


def corpus(passages: Sequence[Passage], work: Path) -> Generation:
    """Every document with its passages as numbered clauses."""
    folder = work / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, list[str]] = {}
    for passage in passages:
        texts.setdefault(passage.group, []).append(passage.text.replace("\n", ""))
    for number, (title, lines) in enumerate(sorted(texts.items())):
        body = "\n".join(f"{at}.{line}" for at, line in enumerate(lines, 1))
        (folder / f"{number:03}.txt").write_text(f"{title}\n\n{body}\n", "utf-8")
    settings = Settings(data=work / "data")
    build([folder], settings.place, settings.embedding, lambda *_: None)
    return Generation.open(settings.place)


def ask(
    own: Sequence[Passage],
    other: Sequence[Passage],
    generation: Generation,
    reader: Reader,
    part: int,
) -> Iterator[Asked]:
    retriever = ClauseRetriever(generation=generation)
    chance = random.Random(1)
    drawn = chance.sample(other, FOREIGN)
    questions = [
        ("answerable" if asked.answer else "near-miss", asked.question, passage.text)
        for passage in own
        for asked in passage.asked
    ]
    questions += [("foreign", chance.choice(passage.asked).question, "") for passage in drawn]
    for kind, said, text in questions[::part]:
        question = understand(said, generation.speller)
        found = retriever.search(question.query)
        if not isinstance(found, Ranked) or not found.hits:
            continue
        texts = [hit.clause.text for hit in found.hits]
        readings = reader.read(question.text, texts)
        hits = tuple(
            Hit(hit.document, hit.clause, hit.score, hit.nearness, hit.coverage, reading)
            for hit, reading in zip(found.hits, readings, strict=True)
        )
        wanted = text.replace("\n", "")[-40:]
        places = [at for at, each in enumerate(texts) if wanted and each.endswith(wanted)]
        yield Asked(kind, said, hits, places[0] if places else None)


def told(rows: Sequence[Asked]) -> None:
    answerable = [row for row in rows if row.kind == "answerable" and row.right is not None]
    print(f"{len(answerable)} answerable with the right passage among the hits; it is first for:")
    best = max(
        (
            (first(answerable, a, s), a, s)
            for a in (0, 0.02, 0.04, 0.06, 0.1, 0.15, 0.2)
            for s in (0, 0.02, 0.05, 0.1, 0.2)
        ),
    )
    for a, s in ((0.0, 0.0), (0.02, 0.0), (0.04, 0.02), (0.06, 0.02), (0.1, 0.02), (0.1, 0.05)):
        print(f"  answered × {a}, subject × {s}: {first(answerable, a, s):.3f}")
    print(f"  best: answered × {best[1]}, subject × {best[2]}: {best[0]:.3f}")
    regress(rows, best[1], best[2])


def first(rows: Sequence[Asked], answered: float, subject: float) -> float:
    return float(np.mean([leading(row, answered, subject) == row.right for row in rows]))


def leading(row: Asked, answered: float, subject: float) -> int:
    def worth(hit: Hit) -> float:
        _, _, answers, is_about = features(hit)
        return hit.score + answered * answers + subject * is_about

    return max(range(len(row.hits)), key=lambda at: worth(row.hits[at]))


def clipped(logit: float) -> float:
    return max(-WIDEST, min(WIDEST, logit))


def features(hit: Hit) -> list[float]:
    reading = hit.reading or Reading(0, 0)
    return [
        clipped(hit.nearness or 0.0),
        hit.coverage,
        clipped(reading.answered_logit),
        clipped(reading.subject_logit),
    ]


def regress(rows: Sequence[Asked], answered: float, subject: float) -> None:
    kept = [
        (row, leading(row, answered, subject))
        for row in rows
        if row.kind != "answerable" or leading(row, answered, subject) == row.right
    ]
    inputs = np.array([features(row.hits[at]) for row, at in kept])
    labels = np.array([row.kind == "answerable" for row, _ in kept])
    kinds = np.array([row.kind for row, _ in kept])
    for names in (("nearness", "coverage"), ("answered", "subject"), NAMES):
        columns = [NAMES.index(name) for name in names]
        weights, bias = logistic(inputs[:, columns], labels)
        scores = inputs[:, columns] @ weights + bias
        print(
            json.dumps(
                {
                    "on": names,
                    "weights": np.round(weights, 3).tolist(),
                    "bias": round(bias, 3),
                    "near-misses refused at 3 % / 5 % of the answerable": [
                        round(refused(scores, labels, kinds, "near-miss", share), 3)
                        for share in (0.03, 0.05)
                    ],
                    "foreign refused": [
                        round(refused(scores, labels, kinds, "foreign", share), 3)
                        for share in (0.03, 0.05)
                    ],
                    "thresholds": [
                        round(float(np.quantile(scores[labels], share)), 3)
                        for share in (0.03, 0.05)
                    ],
                    "auc": round(auc(scores, labels), 3),
                },
                ensure_ascii=False,
            )
        )


def refused(
    scores: NDArray[np.float64],
    labels: NDArray[np.bool_],
    kinds: NDArray[np.str_],
    kind: str,
    share: float,
) -> float:
    those = labels | (kinds == kind)
    return refused_at(scores[those], labels[those], share)


def logistic(
    inputs: NDArray[np.float64], labels: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float]:
    x = torch.tensor(inputs, dtype=torch.float64)
    y = torch.tensor(labels, dtype=torch.float64)
    line = torch.zeros(x.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = functional.binary_cross_entropy_with_logits(x @ line[:-1] + line[-1], y)
        total.backward()
        return total

    optimiser.step(loss)
    found = line.detach().numpy()
    return found[:-1], float(found[-1])


if __name__ == "__main__":
    main()
