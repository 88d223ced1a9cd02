"""A question and the focus → the question that is meant; what is complete stays as it is."""

from dataclasses import replace

from bot.conversation.focus import Focus
from bot.conversation.phrases import (
    ALL_AROUND,
    COUNTS,
    MORE,
    OF_DOCUMENT,
    SOURCE,
    WHOLE,
    WHY,
    WRITTEN,
    asks_of_any,
    heard,
    own_words,
    without_it,
)
from bot.conversation.places import around_it, as_printed, besides, neighbouring, numbered
from bot.conversation.swaps import chosen, of_other_document, swapped
from bot.conversation.turn import Turn
from bot.question import Question
from index.generation import Generation
from index.lexical import fold
from index.query import Query, asks_where, mentioned
from index.reference import Stretch, stretch_of

LONGEST = 60  # characters of a message that may hang on what was said before
_COMPLETE = frozenset({"empty", "unreadable", "too_long", "help", "chat", "whose", "instruction"})


def follow(question: Question, focus: Focus | None, generation: Generation) -> Question:
    """The question that a message means after an answer that left `focus`."""
    if focus is None or question.intent in _COMPLETE or len(question.text) > LONGEST:
        return question
    turn = Turn(question, focus, heard(question.text), generation)
    duty = question.query.duty
    of_body = duty is not None and own_words(duty.unit) and own_words(turn.core)
    if duty and (duty.sure or duty.due or of_body):
        return question
    if not turn.is_known:
        return question
    return next(filter(None, (way(turn) for way in _WAYS)), question)


def _compared(turn: Turn) -> Question | None:
    """有什么变化: of the document in focus, if it has other editions."""
    if turn.question.intent != "compare":
        return None
    register = turn.generation.register
    document = turn.documents[turn.focus.places[0].document] if turn.focus.places else None
    if document is None or not register.others(document):
        return turn.question
    if register.naming.named(turn.question.text).documents:
        return turn.question
    said = f"《{document.title}》{turn.question.query.said}"
    return replace(turn.question, query=Query(said=said))


def _more(turn: Turn) -> Question | None:
    """还有吗: the next item of the same section, or the next best; what was cut, whole."""
    if not MORE.match(turn.core):
        return None
    focus = turn.focus
    if focus.cut:
        return turn.at(focus.places, whole=True)
    return besides(turn)


def _whole(turn: Turn) -> Question | None:
    """全文: the clauses as they stand."""
    if not turn.focus.places or not (WHOLE.match(turn.core) or SOURCE.match(turn.core)):
        return None
    return turn.at(turn.focus.places, intent="find", asked=None, whole=True)


def _why(turn: Turn) -> Question | None:
    if not turn.focus.places or not WHY.match(turn.core):
        return None
    return turn.at(turn.focus.places, intent="find", asked="reason")


def _section(turn: Turn) -> Question | None:
    """这一部分一共几条: the section that the answer stood in."""
    around = ALL_AROUND.search(turn.core)
    heading = turn.question.query.heading
    if heading and own_words(turn.question.query.text):  # 疫情那章对文艺有何要求
        return None
    if turn.place is None or not (around or COUNTS.match(turn.core)):
        return None
    rest = ALL_AROUND.sub(" ", turn.core)
    section = around_it(turn, around["noun"] if around else "")
    if section is None:
        return None
    if own_words(rest) or asks_where(rest):
        term = mentioned(rest) if asks_where(rest) else ""
        return turn.about(Query(text=rest, mention=term, within=(section,)))
    return turn.at((section,), **({} if turn.asks_owner else {"asked": None}))


def _of_it(turn: Turn) -> Question | None:
    """它的期限, 这项工作谁负责, 其中哪几条提到…: asked of what is in focus, or within it."""
    found = without_it(turn.core)
    if found is None or not turn.focus.places:
        return None
    rest, noun = found
    if noun and not _holds(turn, (noun,)):
        return None
    if not own_words(rest):
        return turn.at(_of_document(turn) or turn.focus.places)
    mention = mentioned(rest) if asks_where(rest) else ""
    return turn.about(Query(text=rest, mention=mention, within=turn.focus.places))


def _elliptic(turn: Turn) -> Question | None:
    """谁负责, 什么时候完成: asked of what is in focus."""
    if not turn.is_bare or turn.question.query.mention or not asks_of_any(turn.core):
        return None
    if turn.focus.places:
        return turn.at(_of_document(turn) or turn.focus.places)
    if turn.focus.subject and not turn.asks_nothing:
        return turn.about(Query(text=turn.focus.subject))
    return None


def _of_document(turn: Turn) -> tuple[Stretch, ...]:
    """哪天施行: the clauses that speak of it, where the one in focus does not."""
    told = OF_DOCUMENT.search(turn.core)
    word = WRITTEN.get(told[0], told[0]) if told else ""
    if not word or turn.question.asked != "date" or _holds(turn, (word,)):
        return ()
    document = turn.documents[turn.focus.places[0].document]
    return tuple(stretch_of(document, each) for each in document.clauses if word in each.text)


def _at_home(turn: Turn) -> Question | None:
    """每家补助多少: of words that the clause in focus has itself."""
    if turn.question.asked is None or len(turn.focus.places) != 1 or turn.focus.listed:
        return None
    query = turn.question.query
    if query.reference or query.heading or not _is_clause(turn.focus.places[0]):
        return None
    if turn.asks_owner or not _holds(turn, own_words(turn.core)):
        return None
    return turn.about(Query(text=turn.core, within=turn.focus.places))


def _is_clause(stretch: Stretch) -> bool:
    return stretch.last - stretch.first == 1


def _holds(turn: Turn, words: tuple[str, ...]) -> bool:
    """Whether the clauses in focus have all the words."""
    text = fold(
        "\n".join(
            " ".join((*clause.path, clause.text))
            for place in turn.focus.places
            for clause in turn.documents[place.document].clauses[place.first : place.last]
        )
    )
    return all(fold(word) in text for word in words)


_WAYS = (
    chosen,
    _compared,
    of_other_document,
    _more,
    _whole,
    _why,
    neighbouring,
    _section,
    as_printed,
    numbered,
    _of_it,
    _elliptic,
    swapped,
    _at_home,
)
