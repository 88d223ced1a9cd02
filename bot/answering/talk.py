"""help, the outline, small talk and what can't be read: a line, and what can be asked."""

from bot.answer import Answer
from bot.answering.basis import Basis
from bot.answering.quoting import heading, named
from bot.question import LONGEST, Question, small_talk
from index.clause import Document, Section
from index.reference import children


def talk_answer(question: Question, basis: Basis) -> Answer:
    """The answer to a message that looks for nothing in the documents."""
    match question.intent:
        case "help":
            return _answer(question, guide(basis), "help", answered=True)
        case "outline":
            return _answer(question, outline(basis), "help", answered=True)
        case "chat":
            text = f"{basis.say(small_talk(question.text))}\n\n{guide(basis)}"
            return _answer(question, text, "help")
        case "too_long":
            text = basis.say("too_long", limit=LONGEST)
            return _answer(question, text, "refusal")
        case "unreadable":
            return _answer(question, basis.say("unreadable"), "refusal")
        case _:
            return _answer(question, basis.say("empty"), "refusal")


def _answer(question: Question, text: str, kind: str, *, answered: bool = False) -> Answer:
    return Answer(
        question=question.text,
        answer=text,
        answered=answered,
        kind="help" if kind == "help" else "refusal",
    )


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
        found.append(say("example_clause", label=numbered[len(numbered) // 2].label))
    if tops:
        found.append(say("example_section", label=_spoken(tops[len(tops) // 2])))
    if numbered:
        found.append(say("example_owner", headline=numbered[-1].headline))
    return tuple(found) or (say("example_outline"),)


def _spoken(section: Section) -> str:
    """第六部分 for 六、; other marks as they are printed."""
    mark = section.marks[-1]
    return f"第{mark.text.rstrip('、')}部分" if mark.kind == "chinese" else mark.text


def outline(basis: Basis) -> str:
    return "\n\n".join(_outline(document, basis) for document in basis.generation.documents)


def _outline(document: Document, basis: Basis) -> str:
    tops = [section for section in document.sections if section.parent is None]
    count = basis.say("outline_count", sections=len(tops), clauses=len(document.clauses))
    head = f"{basis.say('outline_head', document=named(basis, document))}{count}"
    return "\n".join((head, *(heading(section) for section in tops)))
