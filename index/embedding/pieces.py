"""The tokenizer's 250,002 pieces, found in a text all at once.

They stay the file's own bytes, behind a sorted array of their hashes (5 MB in all, .05 s to
build): as a Python dict they would take 68 MB.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from index.embedding.weights import Vocabulary

LONGEST = 16  # characters in the longest piece
AT_ONCE = 2048  # characters looked up at once, to bound the memory that a long text takes
BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
SIEVE_BITS = 21  # of a hash, that tell at one look that most substrings are no piece

Hashes = NDArray[np.uint64]
Integers = NDArray[np.int64]
Match = tuple[int, int, int, float]  # first character, end, piece, log probability


def _powers(base: int) -> Hashes:
    most = 4 * (AT_ONCE + LONGEST)  # bytes looked up at once
    return np.cumprod(np.array([1] + [base] * most, np.uint64), dtype=np.uint64)


POWERS, INVERSES = _powers(BASE), _powers(pow(BASE, -1, 2**64))


class Pieces:
    """Every piece by the hash of its UTF-8."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        hashes = _hash_pieces(vocabulary)
        self._numbers = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._numbers]
        self._sieve = np.zeros(1 << SIEVE_BITS, np.bool_)
        self._sieve[_head(hashes)] = True
        self._vocabulary = vocabulary
        self._bytes = vocabulary.pieces.data

    def find(self, text: str) -> Iterator[Match]:
        """Yield every piece that the text contains, by its first character, then its end."""
        for first in range(0, len(text), AT_ONCE):
            # The last pieces of a stretch reach into the next one.
            for match in self._find_in(text[first : first + AT_ONCE + LONGEST].encode()):
                if match[0] < AT_ONCE:
                    yield first + match[0], first + match[1], *match[2:]

    def _find_in(self, data: bytes) -> Iterator[Match]:
        known = self._vocabulary
        bounds = _character_bounds(data)
        starts, ends = _spans(len(bounds) - 1)
        hits, pieces = self._look_up(_hash_spans(data, bounds[starts], bounds[ends]))
        starts, ends = starts[hits], ends[hits]
        matches = zip(
            starts.tolist(),
            ends.tolist(),
            pieces.tolist(),
            known.scores[pieces].tolist(),
            strict=True,
        )
        spans = zip(
            bounds[starts].tolist(),
            bounds[ends].tolist(),
            known.offsets[pieces].tolist(),
            known.offsets[pieces + 1].tolist(),
            strict=True,
        )
        for match, (start, end, begin, stop) in zip(matches, spans, strict=True):
            # Equal hashes are no proof.
            if self._bytes[begin:stop] == data[start:end]:
                yield match

    def _look_up(self, hashes: Hashes) -> tuple[Integers, NDArray[np.int32]]:
        """Return which of the hashes are a piece's, and which piece's."""
        likely = np.flatnonzero(self._sieve[_head(hashes)])
        found = np.searchsorted(self._hashes, hashes[likely])
        found[found == len(self._hashes)] = 0
        equal = self._hashes[found] == hashes[likely]
        return likely[equal], self._numbers[found[equal]]


def _head(hashes: Hashes) -> Integers:
    return (hashes >> np.uint64(64 - SIEVE_BITS)).astype(np.int64)


def _character_bounds(data: bytes) -> Integers:
    """Return where each character of the UTF-8 begins, and where the last one ends."""
    is_first = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80
    return np.append(np.flatnonzero(is_first), len(data))


def _spans(length: int) -> tuple[Integers, Integers]:
    """Return every (start, end) of up to LONGEST characters, by start, then end."""
    starts = np.repeat(np.arange(length), LONGEST)
    ends = starts + np.tile(np.arange(1, LONGEST + 1), length)
    inside = ends <= length
    return starts[inside], ends[inside]


def _hash_spans(data: bytes, starts: Integers, ends: Integers) -> Hashes:
    """Hash data[start:end] for each pair: sum of (byte + 1) · BASE ** place, modulo 2**64.

    The sums run on from the beginning, so that each is one subtraction, moved to place 0.
    """
    numbers = np.frombuffer(data, np.uint8).astype(np.uint64) + np.uint64(1)
    sums = np.append(np.uint64(0), np.cumsum(numbers * POWERS[: len(data)]))
    hashes: Hashes = (sums[ends] - sums[starts]) * INVERSES[starts]
    return hashes


def _hash_pieces(vocabulary: Vocabulary) -> Hashes:
    """Hash every piece in the same way, those of one length at a time."""
    offsets = vocabulary.offsets.astype(np.int64)
    lengths = np.diff(offsets)
    hashes = np.empty(len(lengths), np.uint64)
    for length in np.unique(lengths):
        those = np.flatnonzero(lengths == length)
        data = vocabulary.pieces[offsets[those][:, None] + np.arange(length)]
        hashes[those] = (data.astype(np.uint64) + np.uint64(1)) @ POWERS[:length]
    return hashes
