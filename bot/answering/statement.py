"""Which sentences of a clause state what is asked: by the reader's words, and by form."""

import re
from collections.abc import Iterator

from bot.answering.quoting import Span, is_headline, phrases, sentences
from bot.forms import lists, states
from bot.kinds import Asked
from bot.question import Question
from index.found import Hit
from index.lexical import fold, grams
from index.words import content_words

TELLING = 0.2  # share of all that might answer, that the reader's words must have to be marked
SURE = 0.6  # probability at which the reader is believed although no usual form of it is there
SPOKEN_FOR = 0.7  # of the question's words in a headline: the whole clause speaks of it

_FINE = "罚"
_EXPLAINS = "(?:[，,]?(?:是指|指的是|即|包括|分为)|[，,]指|——|：|:)"


def words_of(hit: Hit) -> Span | None:
    """The words that the reader says answer, in the document's offsets; a headline answers not."""
    words = hit.reading.words if hit.reading else None
    if words is None or words.score < TELLING:
        return None
    start, end = hit.clause.start + words.start, hit.clause.start + words.end
    if any(a <= start and end <= b and is_headline(hit, (a, b)) for a, b in sentences(hit.clause)):
        return None
    return start, end


def answers(hit: Hit) -> bool:
    """Whether the reader is sure that the clause answers."""
    return hit.reading is not None and hit.reading.answered >= SURE


def stating(question: Question, hit: Hit) -> tuple[Span, ...]:
    """The sentences of a clause that state the kind of thing asked for; those first in words alone.

    For a question whose subject is the clause itself. A sentence that has words of the question
    goes before all that have none.
    """
    if question.asked is None:
        return ()
    found = [
        (span, shared)
        for span, shared in _by_words(question, hit)
        if _states(question, question.asked, hit, span)
    ]
    worded = [span for span, shared in found if shared]
    if not found and question.asked == "date" and hit.clause.owner.deadline:
        return ((hit.clause.owner.deadline.start, hit.clause.owner.deadline.end),)
    return tuple(sorted(worded or [span for span, _ in found]))


def of_form(question: Question, hit: Hit) -> tuple[Span, ...]:
    """The sentences that state the kind of thing asked for, wherever the question's words stand."""
    text = hit.document.text
    return tuple(
        span
        for span in sentences(hit.clause)
        if question.asked and _has_form(question, question.asked, hit, text[slice(*span)])
    )


def best_sentence(question: Question, hit: Hit) -> Span | None:
    """The sentence that shares most with the question; None where none shares a word."""
    return next((span for span, shared in _by_words(question, hit) if shared), None)


def _by_words(question: Question, hit: Hit) -> list[tuple[Span, int]]:
    """The clause's sentences but for its headline, those first that share most words."""
    wanted = _grams(question.text) - {question.measure}
    spans = [span for span in sentences(hit.clause) if not is_headline(hit, span)]
    counted = [(span, _shared(wanted, hit.document.text[slice(*span)])) for span in spans]
    return sorted(counted, key=lambda each: -each[1])


def shared_with(question: Question, hit: Hit, span: Span) -> int:
    """How many of the question's words, in pairs of characters, a stretch of the clause has."""
    return _shared(_grams(question.query.text), hit.document.text[slice(*span)])


def _shared(wanted: set[str], text: str) -> int:
    folded = fold(text)
    return sum(gram in folded for gram in wanted)


def telling(question: Question, asked: Asked, hit: Hit) -> Iterator[Span]:
    """Sentences that state it, first the one with the words that the reader says answer.

    Then those that state it where the question's words are; all of it, where the reader is sure.
    A row is one record, and a headline that holds the question's words speaks for its clause: there
    any sentence may state it.
    """
    words = words_of(hit)
    if words:
        text = hit.document.text
        around = [each for each in sentences(hit.clause) if each[0] <= words[0] < each[1]]
        if any(_has_form(question, asked, hit, text[slice(*each)]) for each in (words, *around)):
            yield from around
    wanted = _grams(question.text) - {question.measure}
    clause = hit.clause
    is_row = bool(clause.marks) and clause.marks[-1].kind == "row"
    all_of_it = is_row or _shared(wanted, clause.headline) >= max(SPOKEN_FOR * len(wanted), 1)
    for span, shared in _by_words(question, hit):
        where = hit.document.text[slice(*span)] if answers(hit) else _near(question, hit, span)
        if (shared or all_of_it or answers(hit)) and _has_form(question, asked, hit, where):
            yield span


def _states(question: Question, asked: Asked, hit: Hit, sentence: Span) -> bool:
    """Whether the kind of thing that is asked for stands where the question's words stand."""
    return _has_form(question, asked, hit, _near(question, hit, sentence))


def _has_form(question: Question, asked: Asked, hit: Hit, text: str) -> bool:
    if asked == "meaning":
        return _explained(question, hit.clause.text) or lists(text)
    return states(asked, question.measure, fold(text), question.text)


def _near(question: Question, hit: Hit, sentence: Span) -> str:
    """The phrases of the sentence that share a word with the question, and their neighbours.

    A fine stands after all that it is for, wherever the words for that stand.
    """
    start, end = sentence
    parts = [
        fold(hit.document.text[a:b]) for a, b in phrases(hit.clause) if start <= a and b <= end
    ]
    wanted = _grams(question.text)
    shared = [sum(gram in part for gram in wanted) for part in parts]
    best = [at for at, count in enumerate(shared) if count == max(shared)]
    fined = [at for at, part in enumerate(parts) if _FINE in question.text and _FINE in part]
    about = {at + step for at in best for step in (-1, 0, 1)} | set(fined)
    near = sorted(about & set(range(len(parts))))
    return ",".join(parts[at] for at in near)


def _grams(text: str) -> set[str]:
    return {
        gram
        for word in content_words(text)
        for gram in grams(word)
        if len(gram) > 1 or len(word) == 1
    }


def _explained(question: Question, text: str) -> bool:
    """The term with a colon, a 是指, or the list that it sums up before it."""
    terms = [word for word in content_words(question.text) if word in fold(text)]
    return any(
        re.search(
            rf"{re.escape(term)}[”》]?{_EXPLAINS}|、[^，。；]{{1,20}}等?[^，。；]{{0,4}}{re.escape(term)}",
            fold(text),
        )
        for term in terms
    )
