"""Which of a generation's passages a search looks at: all, some documents', one section's."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Scope:
    """Stretches of positions, rising, none touching the next; `total` is of the generation."""

    stretches: tuple[range, ...]
    total: int

    @classmethod
    def of(cls, stretches: Iterable[range], total: int) -> "Scope":
        merged: list[range] = []
        for each in sorted(filter(len, stretches), key=lambda stretch: stretch.start):
            if merged and each.start <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(merged[-1].stop, each.stop))
            else:
                merged.append(each)
        return cls(tuple(merged), total)

    def __len__(self) -> int:
        return sum(map(len, self.stretches))

    @property
    def is_whole(self) -> bool:
        return len(self) == self.total

    def positions(self) -> Positions:
        """All of them, rising; shape (n,)."""
        parts = [np.arange(each.start, each.stop, dtype=np.intp) for each in self.stretches]
        return np.concatenate(parts) if parts else np.empty(0, np.intp)

    def among(self, positions: Positions) -> Positions:
        """Those of `positions` that lie in the scope, in their order."""
        if self.is_whole:
            return positions
        inside = np.zeros(len(positions), bool)
        for each in self.stretches:
            inside |= (positions >= each.start) & (positions < each.stop)
        return positions[inside]
