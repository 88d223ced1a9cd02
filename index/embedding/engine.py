"""What made a vector: the engine's identity."""

import os
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]  # (dimension,)
Vectors = NDArray[np.float32]  # (texts, dimension)


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything that a vector depends on beside its text.

    Two vectors may be compared, and a cached one used again, only where all of this is equal.
    """

    name: str
    version: str
    dimension: int
    query_instruction: str
    passage_instruction: str

    @property
    def key(self) -> str:
        """A short stable name for all of it: 16 hexadecimal digits."""
        parts = (self.name, self.version, str(self.dimension))
        # The unit separator can't be part of a name, so no two engines run together.
        whole = "\x1f".join((*parts, self.query_instruction, self.passage_instruction))
        return sha256(whole.encode()).hexdigest()[:16]


def available_cores() -> int:
    """Count the cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
