"""What a question that has nothing to do with the documents reaches by chance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Background:
    """Cosine of a foreign question to its nearest text: mean and standard deviation."""

    mean: float
    deviation: float

    def above(self, similarities: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """How many deviations each similarity is above chance."""
        return (similarities.astype(np.float64) - self.mean) / max(self.deviation, 1e-6)
