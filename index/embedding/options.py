"""How an engine is set up."""

from dataclasses import dataclass, field


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
