"""BM25 over character uni- and bigrams: no dictionary, so no word is unknown to it."""

import math
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt


def fold(text: str) -> str:
    """The text as it is compared: half-width, lower case; as long as `text`, offsets stay."""
    return "".join(map(_fold, text))


@cache
def _fold(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def plain(text: str) -> str:
    """Letters and digits alone, folded."""
    return "".join(char for char in fold(text) if char.isalnum())


def grams(text: str) -> list[str]:
    """Uni- and bigrams of the letters and digits of `text`, in order; a bigram spans no gap."""
    kept = [char if char.isalnum() else " " for char in fold(text)]
    singles = [char for char in kept if char != " "]
    pairs = [a + b for a, b in pairwise(kept) if a != " " and b != " "]
    return singles + pairs


class Lexical:
    """Scores every text of a fixed list against a question."""

    def __init__(self, folder: Path) -> None:
        """Opens what `build` wrote to `folder`."""
        import bm25s

        self._bm25 = bm25s.BM25.load(folder, mmap=False)
        self._vocabulary: dict[str, int] = self._bm25.vocab_dict

    @staticmethod
    def build(texts: Sequence[str], folder: Path) -> None:
        """Write the index of `texts`, which are at least one, to `folder`."""
        import bm25s

        model = bm25s.BM25(method="lucene")
        # bm25s divides by the number of grams; no question has the empty one.
        model.index([grams(text) or [""] for text in texts], show_progress=False)
        model.save(folder)

    def __contains__(self, gram: str) -> bool:
        return gram in self._vocabulary

    def characters(self) -> list[str]:
        """The single characters that occur."""
        return [gram for gram in self._vocabulary if len(gram) == 1]

    def rarity(self, gram: str) -> float:
        """Inverse document frequency: 0 for a gram of every text, highest for an unknown one."""
        total: int = self._bm25.scores["num_docs"]
        number = self._vocabulary.get(gram)
        bounds = self._bm25.scores["indptr"]
        holding = 0 if number is None else int(bounds[number + 1] - bounds[number])
        return math.log(1 + (total - holding + 0.5) / (holding + 0.5))

    def holding(self, text: str) -> npt.NDArray[np.intp] | None:
        """Positions of the texts with all grams of `text`, rising; None where it has no gram.

        A text that holds `text` is among them; whether the grams stand side by side is not known.
        """
        singles_and_pairs = dict.fromkeys(grams(text))
        paired = set("".join(gram for gram in singles_and_pairs if len(gram) > 1))
        wanted = [gram for gram in singles_and_pairs if len(gram) > 1 or gram not in paired]
        if not wanted:
            return None
        known = [self._vocabulary.get(gram) for gram in wanted]
        if None in known:
            return np.empty(0, np.intp)
        postings = sorted(
            (self._posting(number) for number in known if number is not None), key=len
        )
        found = postings[0]
        for posting in postings[1:]:
            found = np.intersect1d(found, posting, assume_unique=True)
        return np.sort(found)

    def _posting(self, number: int) -> npt.NDArray[np.intp]:
        bounds, positions = self._bm25.scores["indptr"], self._bm25.scores["indices"]
        posting: npt.NDArray[np.intp] = positions[bounds[number] : bounds[number + 1]]
        return posting.astype(np.intp)

    def scores(self, text: str) -> npt.NDArray[np.float32]:
        """BM25 of each text, in the order of the build; zeros where nothing is shared."""
        known = [gram for gram in grams(text) if gram in self._vocabulary]
        if not known:
            return np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        scores: npt.NDArray[np.float32] = self._bm25.get_scores(known)
        return scores
