"""Which clause a table's cells repeat: its headline, its text, or most of what they say."""

import re
from collections import defaultdict
from collections.abc import Sequence

from index.clause import Clause
from index.lexical import plain

_HEADLINE = 4  # characters from which a headline is told from chance
_PHRASE = 6  # characters of a phrase that is found word for word
_LEAST = 8  # characters of all such phrases of a cell
_COVERED = 0.6  # of a cell that has to stand in the clause
_STOPS = re.compile(r"[，,。；;：:！!？?\n]")
_MARK = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))"
)


class Wording:
    """Clauses with their texts as they are compared."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._texts = [plain(clause.text) for clause in clauses]
        self._whole = "\n".join(self._texts)
        self._headed: dict[str, list[int]] = defaultdict(list)
        for at, clause in enumerate(clauses):
            if len(headline := plain(clause.headline)) >= _HEADLINE:
                self._headed[headline].append(at)

    def best(self, cells: Sequence[str]) -> Clause | None:
        """The clause that the cells repeat more of than of any other; None where none or a tie."""
        scores: dict[int, float] = defaultdict(float)
        for cell in cells:
            for at, score in self._matches(cell).items():
                scores[at] += score
        if not scores:
            return None
        for at in scores:
            scores[at] += self._placed(at, cells)
        first, *others = sorted(scores, key=lambda at: -scores[at])
        return self._clauses[first] if not others or scores[first] > scores[others[0]] else None

    def _matches(self, cell: str) -> dict[int, float]:
        """Clauses with the share of the cell that they say; 1 more where it is their headline."""
        bare = _MARK.sub("", cell)
        heads = [plain(bare), plain(_STOPS.split(bare.strip(), maxsplit=1)[0])]
        found = {at: 1.0 for head in heads for at in self._headed.get(head, ())}
        for at, share in self._covering(bare):
            found[at] = found.get(at, 0.0) + share
        return found

    def _covering(self, cell: str) -> list[tuple[int, float]]:
        phrases = [each for each in map(plain, _STOPS.split(cell)) if each]
        known = [each for each in phrases if len(each) >= _PHRASE and each in self._whole]
        total = sum(map(len, phrases))
        if sum(map(len, known)) < max(_LEAST, _COVERED * total):
            return []
        shares = (
            (at, sum(len(each) for each in known if each in text) / total)
            for at, text in enumerate(self._texts)
        )
        return [(at, share) for at, share in shares if share >= _COVERED]

    def _placed(self, at: int, cells: Sequence[str]) -> float:
        """A little more for each cell that is a heading above the clause."""
        path = plain("\n".join(self._clauses[at].path))
        texts = [plain(_MARK.sub("", cell)) for cell in cells]
        return 0.1 * sum(len(text) >= _HEADLINE and text in path for text in texts)
