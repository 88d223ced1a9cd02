"""Follow-ups that go to another place: 第二点, 下一条, 第六部分, 还有吗."""

import re
from dataclasses import replace

from bot.conversation.phrases import NOUNS, is_outer, neighbour_in, one_of, own_words
from bot.conversation.turn import Turn
from bot.question import Question
from index.clause import Document, Section
from index.lexical import plain
from index.query import Query
from index.reference import (
    Reference,
    Step,
    Stretch,
    around,
    neighbour,
    resolve,
    section_at,
    stretch_of,
)

_AS_PRINTED = re.compile(r"\s*(?:原文|全文)\s*[一二三四五六七八九十]{1,3}[、.．]?\s*")


def as_printed(turn: Turn) -> Question | None:
    """原文 五: the heading that is printed so, whatever was read before."""
    query = turn.question.query
    printed = _AS_PRINTED.fullmatch(turn.question.text)
    if printed is None or query.reference is None or not turn.focus.places:
        return None
    document = turn.documents[turn.focus.places[0].document]
    found = resolve(query.reference, document)
    node = found.nodes[0] if found.nodes and found.missing is None else None
    if not isinstance(node, Section) or node.parent is not None:
        return None
    within = replace(query, within=(_all_of(document),))
    return turn.about(within, intent="find", role=None, asked=None)


def numbered(turn: Turn) -> Question | None:
    """第二点, 第六部分: as one counts who has just read what is in focus."""
    query = _with_place(turn)
    reference = query.reference
    if reference is None or not turn.focus.places:
        return None
    others = _others(turn)
    if len(others) == 1:
        return turn.about(replace(query, within=(_all_of(others[0]),)))
    if others:
        return None
    if turn.focus.listed:
        listed = _of_list(turn, reference)
        if listed:
            return listed
    document = turn.documents[turn.focus.places[0].document]
    if any(each.document != document.id for each in turn.focus.places):
        return None
    inner = _inner(turn, reference)
    place = turn.focus.places[0]
    within = replace(
        query, reference=replace(reference, steps=(*reference.steps, *inner)), within=(place,)
    )
    return turn.about(within)


def _all_of(document: Document) -> Stretch:
    return Stretch(document.id, 0, len(document.clauses))


def _with_place(turn: Turn) -> Query:
    """The query; where it has no address, with the place that the message counts to."""
    query = turn.question.query
    counted = None if query.reference else one_of(turn.core)
    return replace(query, reference=counted[0], text=counted[1]) if counted else query


def _others(turn: Turn) -> list[Document]:
    """Documents whose titles have words said beside the number that the title in focus has not."""
    own = turn.documents[turn.focus.places[0].document]
    said = [plain(each) for each in own_words(turn.question.query.text) if len(each) > 1]
    words = [each for each in said if each not in plain(own.title)]
    return [
        document
        for document in turn.generation.documents
        if any(word in plain(document.title) for word in words)
    ]


def _of_list(turn: Turn, reference: Reference) -> Question | None:
    """第二条 of a list that was shown."""
    places = turn.focus.places
    if reference.preface or reference.also or len(reference.steps) != 1:
        return None
    step = reference.steps[0]
    if is_outer(step.noun):
        return None
    if step.first < 0:
        picked = places[step.first : (step.last + 1) or None]
    else:
        picked = places[step.first - 1 : step.last]
    if not picked and step.noun == "article" and _has_articles(turn.documents[places[0].document]):
        return None  # 第五条 is printed there, whatever was listed
    return turn.at(picked) if picked else replace(turn.question, intent="no_more", many=len(places))


def _has_articles(document: Document) -> bool:
    return any(mark.kind == "article" for clause in document.clauses for mark in clause.marks)


def _inner(turn: Turn, reference: Reference) -> tuple[Step, ...]:
    """换成第六部分 after 第五部分第三项: the third of the sixth."""
    outer = len(reference.steps) == 1 and is_outer(reference.steps[0].noun)
    if not (turn.said.switched and turn.focus.stepped and outer and turn.place):
        return ()
    document, place = turn.place
    clause = document.clauses[place.first]
    if place.last - place.first > 1 or len(clause.marks) < 2:
        return ()
    number = clause.marks[-1].number
    return (Step("item", number, number, f"第{number}项"),)


def neighbouring(turn: Turn) -> Question | None:
    """下一条, 上一部分; before the first and after the last there is none."""
    found = neighbour_in(turn.core)
    if found is None or not turn.focus.places:
        return None
    place = turn.focus.places[-1 if found.by > 0 else 0]
    document = turn.documents[place.document]
    node = neighbour(document, place, found.noun, found.by)
    if node is None:
        return replace(turn.question, intent="last" if found.by > 0 else "first")
    return turn.node(document, node)


def around_it(turn: Turn, noun: str) -> Stretch | None:
    """The section in focus, or the one of that level around it."""
    if turn.place is None:
        return None
    sections = around(*turn.place)
    if not sections:
        return turn.place[1]
    kind = NOUNS.get(noun)
    if kind == "part" and not section_at(*turn.place):
        named = [each for each in sections if each.marks and each.marks[-1].kind == "part"]
        return stretch_of(turn.place[0], (named or sections)[0])
    named = [each for each in sections if each.marks and each.marks[-1].kind == kind]
    return stretch_of(turn.place[0], (named or sections)[0])


def besides(turn: Turn) -> Question:
    """The next of what was found by its words, or the item behind the one that was shown."""
    focus = turn.focus
    none = replace(turn.question, intent="no_more", many=len(focus.places))
    if focus.subject and len(focus.places) == 1 and not focus.listed:
        query = Query(text=focus.subject, besides=(*focus.shown, *focus.places))
        query = replace(query, said=focus.subject, limit=query.limit + len(query.besides))
        return turn.about(query, asked=focus.asked)
    if turn.place is None or turn.place[1].last - turn.place[1].first > 1:
        count = sum(each.last - each.first for each in focus.places)
        return replace(none, many=count)
    document, place = turn.place
    sections = around(document, place)
    last = sections[0].last if sections else len(document.clauses)
    if place.last >= last:
        return replace(none, many=0)
    return turn.at((Stretch(document.id, place.last, place.last + 1),))
