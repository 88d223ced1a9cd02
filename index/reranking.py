"""The best clauses of a search, read beside the question, and put in order again."""

from dataclasses import replace

from index.found import Hit, Ranked
from index.reader import Reader, Reading

READ = 6  # clauses
# After which no further clause is begun: rather wait in a crowd than be answered otherwise there.
SECONDS = 5.0
# What a logit is worth beside the score of the search (python -m bench.reader.evidence).
ANSWERED, SUBJECT = 0.08, 0.02
WIDEST = 6.0  # a logit beyond tells no more


def reread(question: str, ranked: Ranked, reader: Reader) -> Ranked:
    """The same hits, the first of them with their readings; those that answer come first."""
    best = ranked.hits[:READ]
    readings = reader.read(question, [hit.clause.text for hit in best], SECONDS)
    read = [_with(hit, said) for hit, said in zip(best, readings, strict=False)]
    ordered = sorted(read, key=lambda hit: hit.score, reverse=True)
    return replace(ranked, hits=(*ordered, *ranked.hits[len(read) :]))


def _with(hit: Hit, reading: Reading) -> Hit:
    read = replace(hit, reading=reading)
    worth = ANSWERED * _bounded(read.answering) + SUBJECT * _bounded(reading.subject_logit)
    return replace(read, score=hit.score + worth)


def _bounded(logit: float) -> float:
    return max(-WIDEST, min(WIDEST, logit))
