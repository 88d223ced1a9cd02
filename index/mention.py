"""Every clause that mentions a term: complete, in reading order."""

from collections.abc import Sequence

from index.found import Hit, Mentions
from index.generation import Generation
from index.lexical import fold, grams
from index.query import shorter
from index.scope import Scope
from index.words import content_words, mentions, subject


def find_mentions(
    generation: Generation, term: str, scope: Scope, *, literal: bool = False
) -> Mentions | None:
    """The clauses that mention the term, else its known parts together, else the most telling.

    A `literal` term is looked for as it is.
    """
    for wanted in filter(None, (term, shorter(term))):
        hits = _holding(generation, (wanted,), scope)
        if hits:
            return Mentions((wanted,), hits, term)
    if literal:
        return None
    known = _known(generation, term, scope)
    best = max(known, key=lambda each: _telling(generation, each, term), default="")
    for terms in filter(all, (known, (best,))):
        hits = _holding(generation, terms, scope) if terms else ()
        if hits:
            return Mentions(terms, hits, term)
    return None


def _known(generation: Generation, term: str, scope: Scope) -> tuple[str, ...]:
    """The longest stretches of the term that the documents hold, in its order."""
    known: list[str] = []
    for run in subject(term).split():
        stretch = list(content_words(run))
        while stretch:
            sizes = range(len(stretch), 0, -1)
            size = next((n for n in sizes if _held(generation, stretch[:n], scope)), 0)
            known += ["".join(stretch[:size])] if size else []
            stretch = stretch[max(size, 1) :]
    return tuple(dict.fromkeys(each for each in known if len(each) > 1))


def _held(generation: Generation, words: Sequence[str], scope: Scope) -> bool:
    return next(generation.holding(("".join(words),), scope), None) is not None


def _telling(generation: Generation, known: str, term: str) -> float:
    """How much of what was meant: long, rare, said more than once."""
    rarity = sum(generation.lexical.rarity(gram) for gram in grams(known) if len(gram) > 1)
    return rarity * fold(term).count(known)


def _holding(generation: Generation, terms: Sequence[str], scope: Scope) -> tuple[Hit, ...]:
    """The clauses that mention every term as a word, in reading order."""
    found = (generation.passages[at] for at in generation.holding(terms, scope))
    return tuple(
        Hit(document, clause)
        for document, clause in found
        if all(any(mentions(clause.text, term)) for term in terms)
    )
