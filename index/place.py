"""Where generations live."""

from dataclasses import dataclass, field
from pathlib import Path

from index.embedding.options import EmbeddingOptions


@dataclass(frozen=True, slots=True)
class Place:
    """Where generations live: a folder, and a Chroma server if there is one.

    `options` say how the embedding engine is reached and set up.
    """

    data: Path
    chroma: str | None = None
    options: EmbeddingOptions = field(default_factory=EmbeddingOptions)

    @property
    def index(self) -> Path:
        return self.data / "index"

    @property
    def pointer(self) -> Path:
        return self.index / "current"

    @property
    def cache(self) -> Path:
        return self.data / "embeddings.sqlite"

    def current(self) -> str | None:
        """The published generation's id."""
        try:
            return self.pointer.read_text("utf-8").strip() or None
        except (FileNotFoundError, NotADirectoryError):
            return None
