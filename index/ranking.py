"""Clauses ranked by a text: dense × lexical."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.found import Hit, Ranked
from index.generation import Generation
from index.lexical import fold, grams
from index.repeated import repeating
from index.scope import Scope
from index.words import content_words, subject

PHRASES = 1.0  # what a clause's nearest phrase counts beside the clause itself
CANDIDATES = 64  # nearest vectors that the fusion looks at
LEXICAL_SHARE = 0.6  # of the fused score, where the question's words are all in the best clause

Scores = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float32]
Weights = dict[str, float]


def rank(generation: Generation, text: str, scope: Scope, limit: int) -> Ranked:
    """The clauses of the scope nearest to the text, best first."""
    if not len(scope) or not text.strip():
        return Ranked(())
    vector = generation.embedder.query_vector(text)
    bare = subject(text)
    lexical = generation.lexical.scores(bare or text)
    centred = _centred(generation, text, bare, vector)
    passages = len(generation.passages)
    phrases = generation.phrases.similarities(centred, generation.centre, passages)
    candidates = _candidates(generation, vector, (phrases, lexical), scope)
    repeated = repeating(text, [generation.passages[at][1] for at in candidates])
    candidates = [candidates[at] for at in repeated] or candidates
    dense, nearness, worded = _dense(generation, vector, (centred, phrases), candidates)
    words = lexical[candidates].astype(np.float64)
    weights = weigh(generation, text)
    share = LEXICAL_SHARE * _coverage(generation, weights, candidates[int(words.argmax())])
    fused = (1 - share) * dense + share * _spread(words)
    hits = []
    for row in np.argsort(-fused, kind="stable")[:limit]:
        document, clause = generation.passages[candidates[row]]
        coverage = _coverage(generation, weights, candidates[row])
        near = float(nearness[row])
        hit = Hit(document, clause, float(fused[row]), near, coverage, worded=bool(worded[row]))
        hits.append(hit)
    return Ranked(tuple(hits))


def _centred(generation: Generation, text: str, bare: str, vector: Vector) -> Vector:
    """The question's vector, centred; that of the question without its filler words added."""
    asked = generation.centre.queries(vector)
    if not bare or bare == text:
        return asked
    both = asked + generation.centre.queries(generation.embedder.query_vector(bare))
    unit: Vector = both / np.linalg.norm(both)
    return unit


def _dense(
    generation: Generation,
    vector: Vector,
    centred: tuple[Vector, Vector],
    candidates: Sequence[int],
) -> tuple[Scores, Scores, npt.NDArray[np.bool_]]:
    """Scores to rank by, deviations above chance, and whether those are a wording's.

    Ranking takes out what all texts share; how near is near is told without that. A clause's
    phrases count beside its whole text, and its wordings as much as both. `centred` are the
    question's vector and every passage's nearest phrase to it.
    """
    query, phrases = centred
    matrix = generation.vectors.matrix(candidates)
    nearness = generation.manifest.background.above(matrix @ vector)
    whole = generation.centre.passages(matrix) @ query
    part = phrases[candidates]
    ranked = _spread(whole + PHRASES * np.where(np.isnan(part), whole, part))
    is_worded = np.zeros(len(ranked), np.bool_)
    if not len(generation.wordings):
        return ranked, nearness, is_worded
    passages = len(generation.passages)
    worded = generation.wordings.similarities(vector, generation.centre, passages)[candidates]
    said = generation.wordings.similarities(vector, None, passages)[candidates]
    has = ~np.isnan(worded)
    if has.any():
        ranked[has] = (ranked[has] + _spread(worded[has])) / 2
        above = generation.wordings.background.above(said[has])
        is_worded[has] = above > nearness[has]
        nearness[has] = np.maximum(nearness[has], above)
    return ranked, nearness, is_worded


def weigh(generation: Generation, text: str) -> Weights:
    """The grams of the text's content words with their rarity."""
    return {
        gram: generation.lexical.rarity(gram)
        for word in content_words(text)
        for gram in grams(word)
        if len(gram) > 1 or len(word) == 1
    }


def covered(weights: Weights, text: str) -> float:
    """Share of the weights whose grams `text` holds; 0 for no weights."""
    folded = fold(text)
    total = sum(weights.values())
    held = sum(rarity for gram, rarity in weights.items() if gram in folded)
    return held / total if total else 0.0


def _coverage(generation: Generation, weights: Weights, position: int) -> float:
    _, clause = generation.passages[position]
    return covered(weights, "\n".join((*clause.path, clause.text)))


def _candidates(
    generation: Generation,
    vector: Vector,
    others: Sequence[npt.NDArray[np.float32]],
    scope: Scope,
) -> list[int]:
    """The best of the scope by the vectors or by one of `others`; all where they are few."""
    positions = scope.positions()
    if len(positions) <= 2 * CANDIDATES:
        return [int(at) for at in positions]
    best = [
        positions[np.argsort(-scores[positions], kind="stable")[:CANDIDATES]] for scores in others
    ]
    within = () if scope.is_whole else scope.stretches
    nearest = [at for at, _ in generation.vectors.nearest(vector.tolist(), CANDIDATES, within)]
    return list(dict.fromkeys((*nearest, *(int(at) for at in np.concatenate(best)))))


def _spread(scores: npt.NDArray[Any]) -> Scores:
    """Scores stretched to 0…1; all 0 where they are equal."""
    wide = scores.astype(np.float64)
    low, high = wide.min(), wide.max()
    return (wide - low) / (high - low) if high > low else np.zeros_like(wide)
