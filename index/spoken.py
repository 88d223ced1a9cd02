"""Whether documents have a stretch of characters as words of theirs."""

from collections.abc import Sequence

from index.clause import Clause, Document
from index.lexical import Lexical, fold
from index.words import mentions


def spoken(lexical: Lexical, passages: Sequence[tuple[Document, Clause]], term: str) -> bool:
    """Whether a passage or a heading above it holds `term`.

    Two characters have to be words there: they may meet by chance, as 项行 in 专项行动.
    """
    found = lexical.holding(term)
    for at in [] if found is None else found:
        _, clause = passages[at]
        for text in (*clause.path, clause.text):
            if fold(term) in fold(text) if len(term) > 2 else any(mentions(text, term)):
                return True
    return False
