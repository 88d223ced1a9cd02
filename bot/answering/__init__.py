"""Found clauses → an Answer, one file a kind."""

from dataclasses import replace

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.changes import changes_answer
from bot.answering.clause import clause_answer
from bot.answering.close import with_close
from bot.answering.deadline import asks_deadline, deadline_answer, has_deadline
from bot.answering.duties import duties_answer
from bot.answering.editions import with_dormant, with_edition, without_edition
from bot.answering.evidence import CERTAIN, ENOUGH, Verdict, is_found, judge, strength_of
from bot.answering.fact import fact_answer
from bot.answering.governing import governing
from bot.answering.led import led_to
from bot.answering.mentions import list_answer
from bot.answering.outline import outline_answer
from bot.answering.owner import owner_answer, telling
from bot.answering.part import narrowed
from bot.answering.refusal import clarify_answer, missing_answer, refusal_answer
from bot.answering.section import section_answer
from bot.answering.stated import stated_answer
from bot.answering.statement import answers, of_form
from bot.answering.talk import examples, guide, headings, talk_answer
from bot.question import Question
from index.found import (
    Addressed,
    Changes,
    Dormant,
    Duties,
    Found,
    Hit,
    Mentions,
    Missing,
    NoDocument,
    NoEdition,
    Outline,
    Ranked,
    SeveralSeries,
    SingleEdition,
    WholeSection,
)

__all__ = ["Basis", "answer", "examples", "guide", "headings", "is_found"]


def answer(question: Question, found: Found | None, basis: Basis) -> Answer:
    """Choose the kind; `found` is None where nothing was looked for."""
    if found is None:
        return talk_answer(question, basis)
    drafted = _drafted(question, found, basis)
    if question.query.besides and not drafted.answered:
        return talk_answer(replace(question, intent="no_more"), basis)
    return with_edition(question, drafted, basis)


def _drafted(question: Question, found: Found, basis: Basis) -> Answer:
    match found:
        case Missing():
            return missing_answer(question, found, basis)
        case Changes() | SingleEdition() | SeveralSeries():
            return changes_answer(question, found, basis)
        case NoEdition() | NoDocument() | Dormant():
            return without_edition(question, found, basis)
        case Duties():
            return duties_answer(question, found, basis)
        case Ranked():
            return _of_text(question, found, basis)
        case _:
            return _of_all(question, found, basis)


def _of_all(
    question: Question, found: Addressed | WholeSection | Mentions | Outline, basis: Basis
) -> Answer:
    """All that was found is wanted."""
    if isinstance(found, Outline):
        return outline_answer(question, found, basis)
    if isinstance(found, Addressed) and len({hit.document.id for hit in found.hits}) > 1:
        return clarify_answer(question, found.hits, basis)
    if asks_deadline(question) and len(found.hits) == 1 and _has_time(found.hits[0], basis):
        return deadline_answer(question, found.hits[0], basis)
    if question.intent == "owner":
        return owner_answer(question, found.hits, basis)
    return _in_full(question, found, basis)


def _in_full(
    question: Question, found: Addressed | WholeSection | Mentions, basis: Basis
) -> Answer:
    """What it says of what a follow-up asks; else all of it."""
    if question.follows and question.asked and not question.query.mention:
        return stated_answer(question, found, basis)
    match found:
        case WholeSection():
            return section_answer(question, found, basis)
        case Mentions():
            return list_answer(question, found, basis)
        case Addressed():
            return clause_answer(question, found.hits, basis)


def _of_text(question: Question, found: Ranked, basis: Basis) -> Answer:
    """The best clause, if it answers."""
    if not found.hits:
        return refusal_answer(question, basis.say("absent"), None, basis)
    if question.query.literal or (question.query.mention and " " not in question.query.mention):
        lacking = basis.say("absent_term", term=question.query.mention)
        return refusal_answer(question, lacking, found.hits[0], basis)
    dated = _of_deadline(question, found.hits[0], basis)
    return dated or _by_evidence(question, found, basis)


def _by_evidence(question: Question, found: Ranked, basis: Basis) -> Answer:
    best, verdict = _weighed(question, found, basis)
    if verdict.lacking:
        near = best if verdict.near else None
        refusal = refusal_answer(question, verdict.lacking, near, basis)
        return with_dormant(question, refusal, found.dormant, basis)
    if question.intent == "owner":
        return owner_answer(question, (narrowed(best, question.query.text),), basis)
    told = _told(question, best, verdict, basis)
    is_best = best is found.hits[0] and told.kind != "section"
    return with_close(question, found, told, basis) if is_best else told


def _told(question: Question, best: Hit, verdict: Verdict, basis: Basis) -> Answer:
    led = None if question.asked else led_to(best)
    if led:
        return section_answer(question, led, basis)
    if verdict.marked:
        return fact_answer(question, best, verdict.marked, basis)
    return clause_answer(question, (best,), basis)


def _of_deadline(question: Question, best: Hit, basis: Basis) -> Answer | None:
    """The deadline of the best clause, if it is the one meant; not where its text tells better."""
    if not asks_deadline(question):
        return None
    told = judge(question, best, basis)
    meant = not told.lacking or not judge(replace(question, asked=None), best, basis).lacking
    firm = has_deadline(best, basis)
    if meant and (firm or (told.lacking and best.clause.owner.deadline)):
        return deadline_answer(question, best, basis)
    return None


def _has_time(hit: Hit, basis: Basis) -> bool:
    return hit.clause.owner.deadline is not None or has_deadline(hit, basis)


def _weighed(question: Question, found: Ranked, basis: Basis) -> tuple[Hit, Verdict]:
    """The best hit; where it does not answer, one that does: of as many words, or as read.

    Of several that are read one may seem to answer by chance: the search has to have found it too.
    """
    best = telling(question, found.hits) if question.intent == "owner" else found.hits[0]
    verdict = judge(question, best, basis)
    if verdict.lacking:
        for hit in found.hits[1:]:
            sure = answers(hit) and is_found(hit)
            if sure or _may_state(question, hit, best, verdict):
                other = judge(question, hit, basis)
                if not other.lacking:
                    return hit, other
        return _above(question, best) or (best, verdict)
    return best, verdict


def _may_state(question: Question, hit: Hit, best: Hit, verdict: Verdict) -> bool:
    """Whether a clause below the best may state what that one does not, found as surely as it."""
    if verdict.unstated:
        return hit.coverage >= best.coverage
    firmer = strength_of(hit) >= max(strength_of(best), ENOUGH)
    return question.asked is not None and firmer and hit.coverage >= best.coverage


def _above(question: Question, best: Hit) -> tuple[Hit, Verdict] | None:
    """What is laid down for all items of a list, where a fine or an amount for one is asked."""
    above = governing(best) if question.asked in {"money", "penalty"} else None
    if above is None or strength_of(best) < CERTAIN:
        return None
    marked = of_form(question, above)
    return (above, Verdict(marked=marked)) if marked else None
