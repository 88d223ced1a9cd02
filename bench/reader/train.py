"""Teach the bundled encoder to read: python -m bench.reader.train --shared ../shared/data.

Four stages: public reading comprehension, official documents with some of the public mixed in,
both again with more of the public, and with more of the official. Everything is drawn from one
seed; a checkpoint is written every few minutes, and the same command goes on from it.
"""

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from bench.reader.encoding import Batch, Encoded, Encoding
from bench.reader.network import Network
from bench.reader.pairs import Pair, dressed, official_pairs, public_pairs
from bench.reader.sources import read_official, read_public
from index.embedding.weights import find_weights, open_weights

SIZE = 16
SEED = 20201124


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    batches: int
    rate: float
    public: float  # pairs of public sets for each official one; infinite where there are no others


STAGES = (
    Stage("public", 1100, 1e-4, math.inf),
    Stage("official", 1450, 7e-5, 0.2),
    Stage("mixed", 1800, 8e-5, 1.5),
    Stage("last", 480, 6e-5, 0.4),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("var/reader"))
    parser.add_argument("--stage", choices=[stage.name for stage in STAGES], help="only this one")
    parser.add_argument("--batches", type=int, help="fewer or more of them, to try something")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    before: Path | None = None
    for stage in STAGES:
        if arguments.stage in {None, stage.name}:
            chosen = replace(stage, batches=arguments.batches or stage.batches)
            run(chosen, arguments.shared, arguments.out, before)
        before = arguments.out / f"{stage.name}.pt"


def run(stage: Stage, shared: Path, out: Path, before: Path | None) -> None:
    """Train a stage to its end, from where it was left."""
    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    weights = open_weights(find_weights())
    network = Network(weights).to(device)
    optimiser = torch.optim.AdamW(network.parameters(), stage.rate, weight_decay=0.01)
    checkpoint = out / f"{stage.name}.pt"
    done = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["chance"].cpu())
        done = saved["done"]
    elif before is not None:
        network.load_state_dict(torch.load(before, map_location=device)["network"])
    encoding = Encoding(weights)
    started, losses = time.monotonic(), []
    for number, pairs in enumerate(batches(stage, shared, encoding)):
        if number >= stage.batches:
            break
        if number < done:
            continue
        rate = stage.rate * min(1.0, (number + 1) / 50) * (1 - number / stage.batches)
        for group in optimiser.param_groups:
            group["lr"] = rate
        losses.append(step(network, optimiser, encoding.batch(pairs), device))
        if (number + 1) % 20 == 0:
            each = (time.monotonic() - started) / (number + 1 - done)
            print(
                f"{stage.name} {number + 1}/{stage.batches} loss {np.mean(losses[-60:]):.3f} "
                f"{each:.2f} s a batch, {each * (stage.batches - number - 1) / 60:.0f} min to go",
                flush=True,
            )
        if (number + 1) % 100 == 0 or number + 1 == stage.batches:
            save(checkpoint, network, optimiser, number + 1)


def save(file: Path, network: Network, optimiser: torch.optim.Optimizer, done: int) -> None:
    whole = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "chance": torch.get_rng_state(),
        "done": done,
    }
    torch.save(whole, file.with_suffix(".part"))
    file.with_suffix(".part").replace(file)


def step(network: Network, optimiser: torch.optim.Optimizer, batch: Batch, device: str) -> float:
    """Take one step down; return the loss."""
    network.train()
    tensors = [
        torch.from_numpy(array).to(device)
        for array in (batch.embeddings, batch.passage, batch.question, batch.real)
    ]
    with torch.autocast(device, torch.bfloat16):
        scores, logits = network(*tensors)
    total = loss(scores.float(), logits.float(), batch, device)
    optimiser.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return float(total.item())


def loss(scores: torch.Tensor, logits: torch.Tensor, batch: Batch, device: str) -> torch.Tensor:
    """Answered and subject (where known) by cross-entropy, and half of the span's."""
    answered = torch.from_numpy(batch.answered).to(device)
    subject = torch.from_numpy(batch.subject).to(device)
    known = ~subject.isnan()
    total = functional.binary_cross_entropy_with_logits(logits[:, 0], answered)
    if known.any():
        total = total + functional.binary_cross_entropy_with_logits(
            logits[known, 1], subject[known]
        )
    spans = torch.from_numpy(batch.spans).to(device)
    if (spans[:, 0] >= 0).any():
        parts = [functional.cross_entropy(scores[..., end], spans[:, end]) for end in (0, 1)]
        total = total + 0.25 * (parts[0] + parts[1])
    return total


def batches(stage: Stage, shared: Path, encoding: Encoding) -> Iterator[Sequence[Encoded]]:
    """Batches of pairs of like length, pass after pass, each pass drawn anew."""
    chance = random.Random(SEED)
    draw = _drawer(stage, shared)
    while True:
        pairs = draw(chance)
        chance.shuffle(pairs)
        for first in range(0, len(pairs), SIZE * 50):
            part = [encoding.encode(pair) for pair in pairs[first : first + SIZE * 50]]
            part.sort(key=lambda one: len(one.tokens))
            groups = [part[at : at + SIZE] for at in range(0, len(part), SIZE)]
            chance.shuffle(groups)
            yield from groups


def _drawer(stage: Stage, shared: Path) -> Callable[[random.Random], list[Pair]]:
    names = ("cmrc2018", "drcd", "cail2019_rc")
    public = [read_public(shared, name).train for name in names]
    official = read_official(shared).train

    def draw(chance: random.Random) -> list[Pair]:
        everything = [pair for part in public for pair in public_pairs(part, chance)]
        if math.isinf(stage.public):
            return everything
        own = [
            replace(pair, question=dressed(pair.question, chance))
            for pair in official_pairs(official, chance)
        ]
        return own + chance.sample(everything, min(len(everything), int(len(own) * stage.public)))

    return draw


if __name__ == "__main__":
    main()
