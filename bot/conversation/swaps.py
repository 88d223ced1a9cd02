"""Follow-ups that put one thing in the place of another: a choice, a document, a subject."""

from dataclasses import replace

from bot.conversation.phrases import bare_choice, choice_in, own_words
from bot.conversation.turn import Turn
from bot.question import Question, understand
from index.asking import asked, without_before
from index.clause import Document
from index.lexical import plain
from index.query import Query, parse
from index.reference import Stretch, parse_reference

SHORT = 14  # characters of what can stand in the place of another subject


def chosen(turn: Turn) -> Question | None:
    """1, 第二个, 图书馆那个: the question that waits for the choice, of that document."""
    focus = turn.focus
    if not focus.choices:
        return None
    documents = [turn.documents[each] for each in focus.choices]
    number = choice_in(turn.core, len(documents))
    document = documents[number] if number is not None else _by_name(turn, documents)
    if document is None:
        return None
    pending = understand(focus.pending, turn.generation.speller)
    if pending.intent == "compare":
        said = f"《{document.title}》{pending.query.said}"
        return replace(pending, query=replace(pending.query, said=said))
    whole = Stretch(document.id, 0, len(document.clauses))
    return replace(pending, query=replace(pending.query, within=(whole,)), follows=True)


def _by_name(turn: Turn, documents: list[Document]) -> Document | None:
    """The one choice whose title, or file's name, holds what was said."""
    name = plain(bare_choice(turn.core))
    if len(name) < 2:
        return None
    exact = [each for each in documents if plain(each.title) == name]
    alike = [each for each in documents if name in plain(f"{each.title} {each.source}")]
    named = [
        each for each in turn.generation.naming.named(turn.core).documents if each in documents
    ]
    only = next((found for found in (exact, alike, named) if len(found) == 1), None)
    return only[0] if only else None


def of_other_document(turn: Turn) -> Question | None:
    """2022年的呢, 那《…办法》呢: the last question, asked of another document.

    A question that names a document and asks something of its own is complete.
    """
    text = turn.question.text
    said = asked(text, turn.generation.register)
    if not (said.named or said.years or said.before):
        return _of_alluded(turn)
    rest = turn.generation.register.named(text).text if said.named else without_before(text)
    complete = own_words(rest) or turn.question.query.reference or not turn.asks_nothing
    if complete or not (turn.said.on or turn.said.switched or said.years or said.before):
        return turn.question
    matter = _matter(turn)
    if matter is None:
        return None
    words = f"{text} {turn.focus.subject}"
    return turn.about(replace(matter, said=text), asked=turn.focus.asked, text=words)


def _of_alluded(turn: Turn) -> Question | None:
    """图书馆那个呢, after a number was asked for: the same number of that document."""
    words = own_words(bare_choice(turn.core))
    addressed = bool(turn.focus.places) and not (turn.focus.subject or turn.focus.mention)
    bare = not turn.question.query.reference and turn.asks_nothing
    if not (addressed and words and turn.said.on and bare):
        return None
    alike = [
        each
        for each in turn.generation.documents
        if all(plain(word) in plain(each.title) for word in words)
    ]
    current = turn.generation.register.current
    alike = [each for each in alike if each in current] or alike
    matter = _matter(turn)
    if len(alike) != 1 or alike[0].id == turn.focus.places[0].document or matter is None:
        return None
    whole = Stretch(alike[0].id, 0, len(alike[0].clauses))
    return turn.about(replace(matter, within=(whole,)))


def _matter(turn: Turn) -> Query | None:
    """What the last question looked for: an address, words, or a term."""
    focus = turn.focus
    if focus.mention:
        return Query(mention=focus.mention)
    if focus.subject:
        return parse(focus.subject)
    if turn.place is None:
        return None
    document, place = turn.place
    whole = [
        each for each in document.sections if (each.first, each.last) == (place.first, place.last)
    ]
    label = whole[0].label if whole else document.clauses[place.first].label
    reference, _ = parse_reference(label)
    return Query(reference=reference) if reference else None


def swapped(turn: Turn) -> Question | None:
    """博物馆呢, 换成非遗: the last question, asked of another subject."""
    open_ = not turn.focus.places and not turn.focus.subject and not turn.focus.choices
    if not (turn.said.on or turn.said.switched or open_) or len(turn.core) > SHORT:
        return None
    if not turn.asks_nothing or turn.question.query.reference or not own_words(turn.core):
        return None
    core, focus = turn.core, turn.focus
    if focus.mention and not turn.question.query.heading:
        return turn.about(Query(mention=core, text=core, said=core), text=core)
    return turn.about(parse(core), text=core, asked=focus.asked, measure="", follows=False)
