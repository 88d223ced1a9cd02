"""list: every clause by body, role or deadline, grouped by section, with a count."""

from itertools import groupby

from bot.answer import Answer, Citation
from bot.answering.basis import Basis
from bot.answering.beside import cite_owner, supplied
from bot.answering.mentions import list_blocks, place, spans_of
from bot.answering.owner import ROLES
from bot.answering.quoting import Span, cite, title
from bot.answering.refusal import refusal_answer
from bot.question import Question
from index.additions import Supplement
from index.clause import Role
from index.found import Charged, Duties, Hit, Mentions

_UNDATED_SHOWN = 3
_BESIDE_SHOWN = 12


def duties_answer(question: Question, found: Duties, basis: Basis) -> Answer:
    if not found.charged and not (found.mentions and found.mentions.hits):
        return refusal_answer(question, _nothing(found, basis), None, basis)
    if found.mentions:
        return _mentioned(question, found, found.mentions, basis)
    blocks = [_head(found, basis)]
    for where, group in groupby(found.charged, key=lambda each: place(each.hit, basis)):
        blocks.append("\n".join((where, *(_line(each, found, basis) for each in group))))
    blocks += _left_out(found, basis)
    return _listed(question, blocks, tuple(_cite(each, found, basis) for each in found.charged))


def _listed(question: Question, blocks: list[str], cited: tuple[Citation, ...]) -> Answer:
    return Answer(
        question=question.text,
        answer="\n\n".join(blocks),
        answered=True,
        kind="list",
        citations=cited,
    )


def _mentioned(question: Question, found: Duties, mentions: Mentions, basis: Basis) -> Answer:
    """The body is charged with nothing, but the text speaks of it."""
    unit, count = found.duty.unit, len(mentions.hits)
    blocks = [basis.say("duty_mentioned", unit=unit, count=count)]
    blocks += list_blocks(mentions.hits, mentions.terms, basis)
    cited = tuple(cite(hit, spans_of(hit, mentions.terms)) for hit in mentions.hits)
    return _listed(question, blocks, cited)


# Words


def _head(found: Duties, basis: Basis) -> str:
    count, asked = len(found.charged), found.duty.role
    if found.beside and found.beside == found.charged:
        return basis.say("duty_all_beside", what=_what(found, basis), count=count)
    if asked and found.role != asked:
        lacking = _whose(found.duty.unit, asked, basis)
        return basis.say("duty_instead", lacking=lacking, what=_what(found, basis), count=count)
    return basis.say("duty_head", what=_what(found, basis), count=count)


def _what(found: Duties, basis: Basis) -> str:
    duty = found.duty
    parts = [_whose(duty.unit, found.role, basis)] if duty.unit else []
    parts += [basis.say(f"duty_no_{duty.lacking}")] if duty.lacking else []
    parts += [basis.say(f"duty_states_{duty.stating}")] if duty.stating else []
    parts += [basis.say("duty_due", due=duty.due.said)] if duty.due else []
    return "、".join(parts)


def _whose(unit: str, role: Role | None, basis: Basis) -> str:
    return basis.say(f"duty_{role or 'any'}", unit=unit)


def _nothing(found: Duties, basis: Basis) -> str:
    """What no clause says; of a body that has tasks, that none of them is due then."""
    unit, due = found.duty.unit, found.duty.due
    if unit and not (found.others or found.undated or due):
        return basis.say("duty_nowhere", unit=unit)
    lines = [basis.say("duty_none", what=_what(found, basis))]
    return "".join((*lines, *_left_out(found, basis)))


def _left_out(found: Duties, basis: Basis) -> list[str]:
    """How many clauses are near what was asked for, but not it."""
    lines = []
    if found.undated:
        texts = dict.fromkeys(
            each.hit.clause.owner.deadline.text
            for each in found.undated
            if each.hit.clause.owner.deadline
        )
        shown = "、".join(f"“{text}”" for text in [*texts][:_UNDATED_SHOWN])
        lines.append(basis.say("duty_undated", count=len(found.undated), texts=shown))
    if found.beside and found.beside != found.charged:
        labels = "、".join(each.hit.clause.label for each in found.beside[:_BESIDE_SHOWN])
        lines.append(basis.say("duty_beside", count=len(found.beside), labels=labels))
    if found.others and not found.duty.due:
        lines.append(basis.say("duty_others", count=found.others))
    return lines


def _line(charged: Charged, found: Duties, basis: Basis) -> str:
    """Label and task, the body in its role, the deadline where one is asked for."""
    hit = charged.hit
    facts = [
        basis.say(f"owner_{role}", units="、".join(units))
        for role in ROLES
        if (units := _names(charged, found, role))
    ]
    deadline = hit.clause.owner.deadline
    if _asks_time(found) and deadline:
        facts.append(basis.say("owner_deadline", deadline=deadline.text))
    told = "；".join(facts)
    line = basis.say("duty_line", task=task(hit), facts=told) if told else task(hit)
    return "\n".join((line, *(supplied(each, basis) for each in _added(charged, found, basis))))


def _asks_time(found: Duties) -> bool:
    return found.duty.due is not None or found.duty.stating == "deadline"


def _names(charged: Charged, found: Duties, role: Role) -> tuple[str, ...]:
    """The bodies of a role that the clause is listed for; all where every body is wanted."""
    units = [each.unit for each in charged.charges if each.unit]
    if found.duty.stating == "owner":
        units = list(charged.hit.clause.owner.units)
    return tuple(dict.fromkeys(each.name for each in units if each.role == role))


def task(hit: Hit) -> str:
    """A clause's label and title; of a table's row its longest cell."""
    cells = hit.clause.cells
    if not cells:
        return title(hit)
    longest = max(cells, key=lambda cell: len(cell.text))
    return f"{hit.clause.label} {longest.text}"


# Citations


def _cite(charged: Charged, found: Duties, basis: Basis) -> Citation:
    units = [each.unit for each in charged.charges if each.unit]
    if found.duty.stating == "owner":
        units = list(charged.hit.clause.owner.units)
    marked = {(each.start, each.end) for each in units}
    deadline = charged.hit.clause.owner.deadline
    if _asks_time(found) and deadline:
        marked.add((deadline.start, deadline.end))
    spans: tuple[Span, ...] = tuple(sorted(marked))
    return cite_owner(charged.hit, spans, _added(charged, found, basis))


def _added(charged: Charged, found: Duties, basis: Basis) -> tuple[Supplement, ...]:
    """The office's rows that make the clause one of those asked for."""
    rows = [each.supplement for each in charged.charges if each.supplement]
    if found.duty.due:
        document, clause = charged.hit.document, charged.hit.clause
        added = basis.generation.additions.supplements_of(document, clause)
        rows += [each for each in added if each.deadline]
    return tuple(dict.fromkeys(rows))
