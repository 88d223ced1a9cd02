"""When a task has to be done: the clause's own deadline, the office's, its table's."""

import re

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.beside import allotted, cite_owner, rows, supplements, supplied
from bot.answering.quoting import Span, quoted
from bot.cues import COMPLETION
from bot.question import Question
from index.found import Hit
from index.quotation import unquoted

_LABEL = re.compile(r"[：:﹕∶]\s*$")


def asks_deadline(question: Question) -> bool:
    return question.asked == "date" and COMPLETION.search(unquoted(question.text)) is not None


def has_deadline(hit: Hit, basis: Basis) -> bool:
    """Whether a deadline is known of the clause as a whole: under a label, or beside it."""
    deadline = hit.clause.owner.deadline
    labelled = deadline and _LABEL.search(hit.document.text[hit.clause.start : deadline.start])
    added = any(each.deadline for each in supplements(hit, basis))
    return bool(labelled or added or any(row.clause.owner.deadline for row in rows(hit, basis)))


def deadline_answer(question: Question, hit: Hit, basis: Basis) -> Answer:
    """What the clause says of its time, then what is said beside it."""
    deadline = hit.clause.owner.deadline
    own = (
        basis.say("owner_deadline", deadline=deadline.text)
        if deadline
        else basis.say("owner_no_deadline")
    )
    added = tuple(each for each in supplements(hit, basis) if each.deadline)
    lines = [own, *(supplied(each, basis) for each in added)]
    blocks = ["\n".join(lines), quoted(hit, basis)]
    citations = [cite_owner(hit, _marked(hit), added)]
    for row in rows(hit, basis):
        if row.clause.owner.deadline:
            facts = basis.say("owner_deadline", deadline=row.clause.owner.deadline.text)
            blocks += [allotted(row, facts, basis), quoted(row, basis)]
            citations.append(cite_owner(row, _marked(row), ()))
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="fact",
        citations=tuple(citations),
        owner=citations[0].owner,
    )


def _marked(hit: Hit) -> tuple[Span, ...]:
    deadline = hit.clause.owner.deadline
    return ((deadline.start, deadline.end),) if deadline else ()
