"""Does this clause answer this question? Weighed on several grounds, not on one similarity."""

import math
import re
from dataclasses import dataclass

from bot.answering.absence import absent_country, absent_place, absent_year
from bot.answering.basis import Basis
from bot.answering.quoting import Span
from bot.answering.statement import answers, best_sentence, telling, words_of
from bot.cues import ISSUED, WORK
from bot.forms import has_number, strict
from bot.kinds import Asked
from bot.question import Question
from index.clause import Clause
from index.found import Hit
from index.repeated import repeating

WORDS_COUNT = 4.0  # deviations that having all of the question's words is worth
HALF = 0.5
ABOUT = 0.2  # of the question's words: the clause speaks of the same
ENOUGH = 1.8  # deviations above what a foreign question reaches by chance
NEAR = -1.0  # deviations; below, the nearest clause is as good as any other: not worth showing
# Log-odds that the clause answers, by what the search and the reader say of it: a logistic
# regression on documents that the reader was not trained on (python -m bench.reader.evidence).
PER_NEARNESS, PER_COVERAGE, PER_ANSWERED, PER_SUBJECT, BIAS = 0.26, 0.47, 1.0, -0.03, -2.15
LIKELY = -2.4  # log-odds from which a clause is taken to answer
LIKELY_FOUND = -4.0  # the same where the search is certain that it speaks of the matter
CERTAIN = 5.0  # deviations from which the search is
FURTHEST = 6.0  # deviations or log-odds; beyond, they tell no more


@dataclass(frozen=True, slots=True)
class Verdict:
    """`marked` are the words that answer, or their sentence; `lacking` says what isn't stated.

    `unstated`: the clause speaks of the matter, but not of what was asked of it. `near`: the
    clause is worth showing even so.
    """

    marked: tuple[Span, ...] = ()
    lacking: str = ""
    unstated: bool = False
    near: bool = True


_PAUSE = re.compile("[，。；：、！？,;:!?]")
_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")


def judge(question: Question, hit: Hit, basis: Basis) -> Verdict:
    """Weigh the best clause of a text search against the question."""
    say = basis.say
    if year := absent_year(question, hit, basis):
        return Verdict(lacking=say("absent_year", year=year))
    country = absent_country(question.text, hit, basis)
    if place := absent_place(question.text, basis) or country:
        return Verdict(lacking=say("absent_place", place=place))
    if _signs(hit.clause) and not ISSUED.search(question.text):
        return Verdict(lacking=say("absent"), near=False)
    repeated = bool(repeating(question.query.text, [hit.clause]))
    work = WORK.search(question.text) is not None and hit.coverage < HALF
    if work or not (repeated or _likely(hit)):
        strength = math.inf if repeated else strength_of(hit)
        about = not work and strength >= ENOUGH
        return Verdict(
            lacking=say("absent_unstated" if about else "absent"),
            near=strength >= NEAR and not work,
        )
    if question.asked and question.intent == "find":
        return _of_kind(question, question.asked, hit, basis)
    words = words_of(hit) or best_sentence(question, hit)
    return Verdict(marked=(words,) if words else ())


def _likely(hit: Hit) -> bool:
    """Whether the evidence is that the clause answers; the search's alone, where none was read."""
    if hit.reading is None or hit.nearness is None:
        return is_found(hit)
    if not is_found(hit) and hit.nearness < NEAR:
        return False
    # A wording that is near by chance alone answers nothing.
    answering = hit.answering if is_found(hit) else hit.reading.answered_logit
    odds = (
        BIAS
        + PER_NEARNESS * _bounded(hit.nearness)
        + PER_COVERAGE * hit.coverage
        + PER_ANSWERED * _bounded(answering)
        + PER_SUBJECT * _bounded(hit.reading.subject_logit)
    )
    return odds >= (LIKELY_FOUND if strength_of(hit) >= CERTAIN else LIKELY)


def _bounded(value: float) -> float:
    return max(-FURTHEST, min(FURTHEST, value))


def is_found(hit: Hit) -> bool:
    """Whether the search's own evidence is that the clause is what was looked for."""
    return strength_of(hit) >= ENOUGH


def strength_of(hit: Hit) -> float:
    """Nearer than chance, or words in common: either may make up for the other."""
    if hit.nearness is None:
        return math.inf
    return hit.nearness + WORDS_COUNT * hit.coverage


def _of_kind(question: Question, asked: Asked, hit: Hit, basis: Basis) -> Verdict:
    """The sentence that states the kind of thing that is asked for."""
    words = words_of(hit)
    told = next(telling(question, asked, hit), None)
    if told:
        inside = words is not None and told[0] <= words[0] and words[1] <= told[1]
        return Verdict(marked=(words if words and inside else told,))
    clause = hit.clause
    if words and answers(hit) and _is_told(question, asked, hit.document.text[slice(*words)]):
        return Verdict(marked=(words,))
    if asked == "date" and clause.owner.deadline:
        return Verdict(marked=((clause.owner.deadline.start, clause.owner.deadline.end),))
    if hit.coverage < ABOUT:
        # “On this subject, but not that” can only be said where the words show the subject.
        return Verdict(lacking=basis.say("absent"))
    lacking = basis.say("absent_asked", asked=basis.say(f"asked_{asked}"))
    return Verdict(lacking=lacking, unstated=True)


def _is_told(question: Question, asked: Asked, words: str) -> bool:
    """Whether words without the usual form of it may tell it: of a count, a list, a number."""
    if asked == "count":
        return "、" in words if question.measure else has_number(words)
    return not strict(asked, question.measure)


def _signs(clause: Clause) -> bool:
    """Whether it is who signs and when, below the text, and says nothing of anything."""
    bare = not clause.marks or clause.marks[-1].kind == "unnumbered"
    return bare and bool(_DAY.search(clause.text)) and not _PAUSE.search(clause.text)
