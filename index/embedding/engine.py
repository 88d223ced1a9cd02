"""What made a vector: the engine's identity, and how one is set up."""

import os
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class EmbeddingOptions:
    """What an operator may set; an engine ignores what doesn't concern it.

    Instructions are put in front of every query or passage; None takes the engine's own.
    `threads` None takes all cores. `timeout` is in seconds, for one request. `dimension` spares
    an engine behind HTTP the request that would otherwise find it out.
    """

    query_instruction: str | None = None
    passage_instruction: str | None = None
    batch_size: int = 32
    device: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    retries: int = 3
    threads: int | None = None
    dimension: int | None = None


def available_cores() -> int:
    """Count the cores that this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
