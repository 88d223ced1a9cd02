"""list: what changed between two editions, counted, clause by clause."""

from collections.abc import Sequence

from bot.answer import Answer, Citation
from bot.answering.basis import Basis
from bot.answering.quoting import Span, cite, named, sentences
from bot.answering.refusal import refusal_answer
from bot.question import Question
from index.clause import Clause, Document
from index.difference import Change, Difference
from index.found import Changes, Hit, SeveralSeries, SingleEdition

SHOWN = 4  # edits of one clause that are spelt out
LONGEST = 40  # characters of an edit
SEVERAL = 5  # documents that a choice names


def changes_answer(
    question: Question, found: Changes | SingleEdition | SeveralSeries, basis: Basis
) -> Answer:
    match found:
        case SingleEdition():
            return refusal_answer(question, _single(found.documents, basis), None, basis)
        case SeveralSeries():
            return _which(question, found, basis)
        case Changes():
            return _compared(question, found, basis)


def _single(documents: Sequence[Document], basis: Basis) -> str:
    if len(documents) > SEVERAL:
        return basis.say("changes_single_many", count=len(documents))
    titles = "、".join(named(basis, each) for each in documents)
    return basis.say("changes_single", documents=titles)


def _which(question: Question, found: SeveralSeries, basis: Basis) -> Answer:
    lines = [f"· {named(basis, each)}" for each in found.newest[:SEVERAL]]
    text = basis.say("changes_which", count=len(found.newest))
    return Answer(
        question=question.text, answer="\n".join((text, *lines)), answered=False, kind="clarify"
    )


def _compared(question: Question, found: Changes, basis: Basis) -> Answer:
    difference = found.difference
    blocks = [_head(found, basis)]
    for kind in ("added", "changed", "moved", "dropped"):
        changes = [each for each in difference.changes if each.kind == kind]
        if changes:
            lines = [_line(each, basis) for each in changes]
            blocks.append("\n".join((basis.say(f"changes_{kind}", count=len(changes)), *lines)))
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="list",
        citations=tuple(_citations(difference)),
    )


def _head(found: Changes, basis: Basis) -> str:
    difference = found.difference
    return basis.say(
        "changes_head_topic" if found.topic else "changes_head",
        newer=named(basis, difference.newer),
        older=named(basis, difference.older),
        topic=found.topic,
        **difference.counts,
    )


def _citations(difference: Difference) -> list[Citation]:
    """The newer document's added and changed clauses; where there are none, what was dropped."""
    newer = [
        cite(Hit(difference.newer, each.new), _marked(each))
        for each in difference.of("added", "changed")
        if each.new
    ]
    dropped = difference.of("dropped")
    return newer or [cite(Hit(difference.older, each.old)) for each in dropped if each.old]


def _marked(change: Change) -> tuple[Span, ...]:
    if change.new is None:
        return ()
    start = change.new.start
    return tuple(
        (start + edit.new[0], start + edit.new[1])
        for edit in change.edits
        if edit.new[0] < edit.new[1]
    )


def _line(change: Change, basis: Basis) -> str:
    clause = change.new or change.old
    if clause is None:
        return ""
    label = clause.label
    if change.renumbered and change.old:
        label = basis.say("changes_renumbered", label=clause.label, old=change.old.label)
    if change.kind == "changed":
        return basis.say("changes_line", label=label, told=_edits(change, basis))
    return basis.say("changes_line", label=label, told=_first(clause))


def _first(clause: Clause) -> str:
    """The clause's first sentence, with the one after a headline."""
    spans = sentences(clause)
    told = [clause.text[a - clause.start : b - clause.start] for a, b in spans[:2]]
    return "".join(told if clause.headline and told[0].startswith(clause.headline) else told[:1])


def _edits(change: Change, basis: Basis) -> str:
    """“…”改为“…”, the first few; a clause's headline before them."""
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    told = []
    for edit in change.edits[:SHOWN]:
        before, after = _cut(old.text[slice(*edit.old)]), _cut(new.text[slice(*edit.new)])
        key = "edit_replaced" if before and after else "edit_dropped" if before else "edit_added"
        told.append(basis.say(key, old=before, new=after))
    more = len(change.edits) - SHOWN
    told += [basis.say("edit_more", count=more)] if more > 0 else []
    headline = f"{new.headline}：" if new.headline else ""
    return headline + "；".join(told)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[-LONGEST // 2 :]}"
