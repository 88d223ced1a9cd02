"""Measure the reader on what was kept out of training: python -m bench.reader.measure.

    --checkpoint var/reader/official.pt   the trained weights instead of the rounded ones
    --calibrate                           fit the card's calibration on half of what was kept out
    --part N                              every N-th question only

Official documents: answerable questions against near-misses, the words that answer, calibration
(on the half of the documents that it is not fitted on).
cmrc2018: the words, in whole paragraphs. cail2019_rc: answerable against unanswerable.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import compress
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from bench.reader.export import describe, float_weights, trained_arrays
from bench.reader.network import Network
from bench.reader.sources import read_official, read_public
from index.embedding.bundle import open_bundle
from index.embedding.session import Session
from index.embedding.smoothing import read_smoothing
from index.embedding.weights import find_weights, open_weights
from index.reader.reader import Reader, Runs, make_model
from index.reader.reading import Reading
from index.reader.weights import FILE, Calibration, Line, ReaderWeights, open_reader

SURE = 1000.0
ALWAYS = Calibration(Line(1.0, SURE))  # words are given whatever the logit
BINS = 10


@dataclass(frozen=True, slots=True)
class Row:
    question: str
    text: str
    answers: tuple[str, ...]
    kind: str
    group: str

    @property
    def answerable(self) -> bool:
        return bool(self.answers)

    @property
    def calibrates(self) -> bool:
        """Whether its document is of the half that the calibration is fitted on."""
        return sha256(b"calibration " + self.group.encode()).digest()[0] % 2 == 0


class TorchLayers:
    """The trained layers in float32."""

    def __init__(self, checkpoint: Path) -> None:
        self._network = Network(open_weights(find_weights()), dropout=0).eval()
        self._network.load_state_dict(torch.load(checkpoint, map_location="cpu")["network"])

    def run(self, inputs: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
        with torch.inference_mode():
            states = self._network.norm(torch.from_numpy(inputs))
            real = torch.ones(inputs.shape[:2], dtype=torch.bool)[:, None, None, :]
            for layer in self._network.layers:
                states = layer(states, real)
        return [states.numpy()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--file", type=Path, default=FILE)
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--part", type=int, default=1)
    parser.add_argument("--only", choices=["official", "cmrc2018", "cail2019_rc"])
    arguments = parser.parse_args()
    weights, layers = load(arguments.file, arguments.checkpoint)
    reader = Reader(replace(weights, calibration=ALWAYS), open_bundle(), layers)
    for name in ("official", "cmrc2018", "cail2019_rc"):
        if arguments.only not in {None, name}:
            continue
        rows = kept_out(arguments.shared, name)[:: arguments.part]
        readings = [reader.read(row.question, [row.text])[0] for row in rows]
        if name == "official" and arguments.calibrate:
            others = [rows[(at + len(rows) // 2) % len(rows)].text for at in range(len(rows))]
            foreign = [
                reader.read(row.question, [other])[0]
                for row, other in zip(rows, others, strict=True)
            ]
            weights = replace(weights, calibration=calibrated(rows, readings, foreign))
            describe(arguments.file, weights.calibration)
        print(
            json.dumps(
                {"set": name, **figures(rows, readings, weights.calibration)}, ensure_ascii=False
            )
        )


def load(file: Path, checkpoint: Path | None) -> tuple[ReaderWeights, Runs]:
    encoder = open_weights(find_weights())
    smoothing = read_smoothing(encoder.shape)
    if checkpoint is None:
        weights = open_reader(smoothing, file)
        return weights, Session(make_model(weights, encoder.shape))
    weights = float_weights(trained_arrays(checkpoint), smoothing)
    calibration = open_reader(smoothing, file).calibration if file.exists() else Calibration()
    return replace(weights, calibration=calibration), TorchLayers(checkpoint)


def kept_out(shared: Path, name: str) -> list[Row]:
    """The questions beside the passages that they were asked about."""
    source = read_official(shared) if name == "official" else read_public(shared, name)
    return [
        Row(
            asked.question,
            passage.text,
            (asked.answer,) if asked.answer else (),
            asked.asks_for,
            passage.group,
        )
        for passage in source.kept_out
        for asked in passage.asked
    ]


def figures(
    rows: Sequence[Row], readings: Sequence[Reading], calibration: Calibration
) -> dict[str, object]:
    labels = np.array([row.answerable for row in rows])
    logits = np.array([reading.answered_logit - SURE for reading in readings])
    unfitted = np.array([not row.calibrates for row in rows])
    line = calibration.answered
    chances = 1 / (1 + np.exp(-(line.slope * logits + line.offset)))
    answerable = [(row, one) for row, one in zip(rows, readings, strict=True) if row.answerable]
    told: dict[str, object] = {"questions": len(rows), "answerable": int(labels.sum())}
    if 0 < labels.sum() < len(rows):
        told |= {
            "auc": round(auc(logits, labels), 4),
            "ece": round(calibration_error(chances[unfitted], labels[unfitted]), 4),
            "right": round(float(((chances >= 0.5) == labels).mean()), 4),
            "near-misses refused at 5 % of the others": round(refused_at(logits, labels, 0.05), 4),
        }
    told["f1"] = round(float(np.mean([overlap(*each) for each in answerable])), 4)
    told["exact"] = round(float(np.mean([overlap(*each) == 1 for each in answerable])), 4)
    return told


def auc(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """How often a random answerable one scores above a random other."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    positive = int(labels.sum())
    negative = len(labels) - positive
    return float((ranks[labels].sum() - positive * (positive + 1) / 2) / (positive * negative))


def calibration_error(chances: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    parts = [
        abs(chances[bins == one].mean() - labels[bins == one].mean()) * (bins == one).mean()
        for one in range(BINS)
        if (bins == one).any()
    ]
    return float(sum(parts))


def refused_at(scores: NDArray[np.float64], labels: NDArray[np.bool_], wrongly: float) -> float:
    """Share of the unanswerable below the score that this share of the answerable is below."""
    return float((scores[~labels] < np.quantile(scores[labels], wrongly)).mean())


def overlap(row: Row, reading: Reading) -> float:
    """F1 of the characters, against the best of the answers."""
    words = reading.words
    said = characters(row.text[words.start : words.end]) if words else []
    return max(_f1(said, characters(answer)) for answer in row.answers)


def _f1(said: Sequence[str], meant: Sequence[str]) -> float:
    shared = sum((Counter(said) & Counter(meant)).values())
    return 2 * shared / (len(said) + len(meant)) if shared else 0.0


def characters(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.findall(r"\w", folded)


def calibrated(
    rows: Sequence[Row], readings: Sequence[Reading], foreign: Sequence[Reading]
) -> Calibration:
    """Fit both lines: answerable against near-misses, both of these against foreign passages."""
    half = [row.calibrates for row in rows]
    rows, readings, foreign = (
        list(compress(rows, half)),
        list(compress(readings, half)),
        list(compress(foreign, half)),
    )
    asked = [reading.answered_logit - SURE for reading in readings]
    answered = fitted(asked, [row.answerable for row in rows])
    own = [reading.subject_logit for reading in readings]
    other = [reading.subject_logit for reading in foreign]
    return Calibration(answered, fitted([*own, *other], [True] * len(own) + [False] * len(other)))


def fitted(logits: Sequence[float], labels: Sequence[bool]) -> Line:
    """The line that makes the labels likeliest (Platt)."""
    inputs = torch.tensor(logits, dtype=torch.float64)
    wanted = torch.tensor(labels, dtype=torch.float64)
    line = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        total = functional.binary_cross_entropy_with_logits(line[0] * inputs + line[1], wanted)
        total.backward()
        return total

    optimiser.step(loss)
    slope, offset = line.detach().tolist()
    return Line(slope, offset)


if __name__ == "__main__":
    main()
