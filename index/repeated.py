"""Clauses that say word for word what a question puts in quotation marks."""

from collections.abc import Callable, Sequence

from index.clause import Clause
from index.lexical import plain
from index.quotation import quoted

_TITLE = 4  # characters from which a headline is told from chance
_PASSAGE = 8  # characters from which running text is


def repeating(text: str, clauses: Sequence[Clause]) -> list[int]:
    """Positions of the clauses that repeat a quotation of `text`; of the closest kind alone.

    A headline or a table's cell that is the quotation comes before a text that holds it.
    """
    wanted = [each for each in map(plain, quoted(text)) if len(each) >= _TITLE]
    ways: tuple[Callable[[Clause, str], bool], ...] = (_is_title, _holds)
    for way in ways if wanted else ():
        found = [at for at, each in enumerate(clauses) if any(way(each, said) for said in wanted)]
        if found:
            return found
    return []


def _is_title(clause: Clause, said: str) -> bool:
    titles = (clause.headline, *(cell.text for cell in clause.cells))
    return any(plain(title) == said for title in titles)


def _holds(clause: Clause, said: str) -> bool:
    return len(said) >= _PASSAGE and said in plain(clause.text)
