"""help, the outline, small talk and what can't be read: a line, and what can be asked."""

from bot.answer import Answer, Kind
from bot.answering.basis import Basis
from bot.answering.outline import counted
from bot.answering.quoting import heading, named
from bot.question import LONGEST, Question, small_talk
from index.clause import Document, Section
from index.reference import children

OUTLINED = 5  # documents whose headings are shown
LISTED = 30  # documents that are named


_ASKED_BACK: dict[str, Kind] = {
    "vague": "clarify",
    "whose": "clarify",
    "instruction": "refusal",
}


def talk_answer(question: Question, basis: Basis) -> Answer:
    """The answer to a message that looks for nothing in the documents."""
    match question.intent:
        case "help":
            return _answer(question, guide(basis), "help", answered=True)
        case "outline":
            return _answer(question, outline(basis), "help", answered=True)
        case "chat":
            return _answer(question, _small_talk(question, basis), "help")
        case "vague" | "whose" | "instruction":
            return _answer(question, _asked_back(question, basis), _ASKED_BACK[question.intent])
        case unread:
            key = "no_more_of" if unread == "no_more" and question.many > 1 else unread
            text = basis.say(key, limit=LONGEST, many=question.many)
            return _answer(question, text, "refusal")


def _answer(question: Question, text: str, kind: Kind, *, answered: bool = False) -> Answer:
    return Answer(question=question.text, answer=text, answered=answered, kind=kind)


def _asked_back(question: Question, basis: Basis) -> str:
    example = _body(basis) if question.intent == "whose" else examples(basis)[-1]
    return basis.say(question.intent, example=example)


def _body(basis: Basis) -> str:
    """The body that the documents charge most, as an example."""
    return next(iter(basis.generation.roll.names()), basis.say("example_body"))


def _small_talk(question: Question, basis: Basis) -> str:
    """A line; who greets or asks who is here is also told what can be asked."""
    key = small_talk(question.text)
    if key == "human" and basis.contact:
        return f"{basis.say(key)}\n{basis.say('contact', contact=basis.contact)}"
    return f"{basis.say(key)}\n\n{guide(basis)}" if key in {"greeting", "who"} else basis.say(key)


def guide(basis: Basis) -> str:
    """What can be asked, with examples from the corpus."""
    titles = "、".join(f"《{document.title}》" for document in basis.generation.documents[:3])
    more = len(basis.generation.documents) - 3
    if more > 0:
        titles = basis.say("help_more", titles=titles, count=more + 3)
    lines = [basis.say("help", documents=titles)]
    lines += [f"· {example}" for example in examples(basis)]
    return "\n".join(lines)


def examples(basis: Basis) -> tuple[str, ...]:
    """Three questions that this corpus can answer: a clause, a section, an owner."""
    document = max(basis.generation.documents, key=lambda each: len(each.clauses))
    say = basis.say
    tops = [node for node in children(document, None) if isinstance(node, Section)]
    found: list[str] = []
    numbered = [
        clause for clause in document.clauses if clause.headline and clause.section is not None
    ]
    if numbered:
        label = _within(basis, document, numbered[len(numbered) // 2].label)
        found.append(say("example_clause", label=label))
    if tops:
        label = _within(basis, document, _spoken(tops[len(tops) // 2]))
        found.append(say("example_section", label=label))
    if numbered:
        found.append(say("example_owner", headline=numbered[-1].headline))
    return tuple(found) or (say("example_outline"),)


def _within(basis: Basis, document: Document, label: str) -> str:
    """A label with its document, where there are several that it could be in."""
    if len(basis.generation.documents) == 1:
        return label
    return basis.say("example_in", document=named(basis, document), label=label)


def _spoken(section: Section) -> str:
    """第六部分 for 六、; other marks as they are printed."""
    mark = section.marks[-1]
    return f"第{mark.text.rstrip('、')}部分" if mark.kind == "chinese" else mark.text


def outline(basis: Basis) -> str:
    """The headings of every document; of many documents, only what they are."""
    documents = basis.generation.documents
    if len(documents) <= OUTLINED:
        return "\n\n".join(_outline(document, basis) for document in documents)
    lines = [counted(document, basis) for document in documents[:LISTED]]
    more = ["……"] if len(documents) > LISTED else []
    head = basis.say("outline_many", count=len(documents))
    return "\n".join((head, *lines, *more, basis.say("outline_more")))


def headings(basis: Basis) -> dict[str, str]:
    """What to ask for each line of the outline: a heading's clauses, or a document."""
    documents = basis.generation.documents
    if len(documents) > OUTLINED:
        return {counted(each, basis): named(basis, each) for each in documents[:LISTED]}
    return {
        heading(document, top): _within(basis, document, _spoken(top))
        for document in documents
        for top in document.sections
        if top.parent is None
    }


def _outline(document: Document, basis: Basis) -> str:
    tops = (heading(document, top) for top in document.sections if top.parent is None)
    return "\n".join((counted(document, basis), *tops))
