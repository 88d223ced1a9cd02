"""Clauses as citations and as text: verbatim, with their mark and their place."""

import re

from bot.answer import AnswerOwner, Citation, OwnerUnit
from bot.answering.basis import Basis
from index.clause import Clause, Document, Owner, Section
from index.found import Hit

Span = tuple[int, int]

_UNPRINTED = {"preface", "unnumbered", "row"}
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?[”’」』）)]*")
_PHRASE = re.compile(r"[^。！？!?；;，,\n]+")


def cite(hit: Hit, marked: tuple[Span, ...] = (), *, owner: bool = False) -> Citation:
    """A clause as a citation; `marked` in the document's offsets."""
    return _cite(hit.document, hit.clause, marked, owner_of(hit.clause.owner) if owner else None)


def _cite(
    document: Document, clause: Clause, marked: tuple[Span, ...], owner: AnswerOwner | None
) -> Citation:
    return Citation(
        document=document.title,
        clause=clause.label,
        path=clause.path,
        quote=clause.text,
        start=clause.start,
        end=clause.end,
        source=document.source,
        page=clause.page,
        marked=marked,
        owner=owner,
    )


def owner_of(owner: Owner) -> AnswerOwner:
    return AnswerOwner(
        status=owner.status,
        units=tuple(OwnerUnit(name=unit.name, role=unit.role) for unit in owner.units),
        deadline=owner.deadline.text if owner.deadline else None,
    )


def block(clause: Clause) -> str:
    """The clause as the document prints it: its mark, if it prints one, then its text."""
    printed = clause.marks and clause.marks[-1].kind not in _UNPRINTED
    return f"{clause.marks[-1].text if printed else ''}{clause.text}"


def heading(section: Section) -> str:
    return f"{section.marks[-1].text}{section.title}" if section.marks else section.title


def source(basis: Basis, document: Document, clause: Clause) -> str:
    """The line that says where the clause stands."""
    title = named(basis, document)
    if not clause.path:
        return basis.say("source", document=title, label=clause.label)
    path = " / ".join(clause.path)
    return basis.say("source_in", document=title, label=clause.label, path=path)


def named(basis: Basis, document: Document) -> str:
    """《title》, with the file's name where another has the same title, marked if out of force."""
    alike = sum(each.title == document.title for each in basis.generation.documents)
    state = basis.generation.register.standing(document).state
    marks = [document.source] if alike > 1 else []
    marks += [] if state == "in_force" else [basis.say(f"state_{state}")]
    return f"《{document.title}》" + "".join(f"（{mark}）" for mark in marks)


def sentences(clause: Clause) -> list[Span]:
    """Spans of the clause's sentences, in the document's offsets."""
    return [_shift(found, clause) for found in _SENTENCE.finditer(clause.text)]


def phrases(clause: Clause) -> list[Span]:
    """Spans of what stands between commas and full stops."""
    return [_shift(found, clause) for found in _PHRASE.finditer(clause.text)]


def _shift(found: re.Match[str], clause: Clause) -> Span:
    return clause.start + found.start(), clause.start + found.end()
