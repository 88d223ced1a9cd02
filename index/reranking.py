"""The best clauses of a search, read beside the question, and put in order again."""

from dataclasses import replace

from index.found import Hit, Ranked
from index.reader import Reader

READ = 6  # clauses
SECONDS = 0.25  # after which no further clause is begun
# What a logit is worth beside the score of the search (python -m bench.reader.evidence).
ANSWERED, SUBJECT = 0.06, 0.02
WIDEST = 6.0  # a logit beyond tells no more


def reread(question: str, ranked: Ranked, reader: Reader) -> Ranked:
    """The same hits, the first of them with their readings; those that answer come first."""
    best = ranked.hits[:READ]
    readings = reader.read(question, [hit.clause.text for hit in best], SECONDS)
    read = [replace(hit, reading=said) for hit, said in zip(best, readings, strict=False)]
    ordered = sorted(read, key=_worth, reverse=True)
    return replace(ranked, hits=(*ordered, *ranked.hits[len(read) :]))


def _worth(hit: Hit) -> float:
    if hit.reading is None:
        return hit.score
    logits = ((ANSWERED, hit.answering), (SUBJECT, hit.reading.subject_logit))
    return hit.score + sum(share * max(-WIDEST, min(WIDEST, logit)) for share, logit in logits)
