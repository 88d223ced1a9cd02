"""Clauses as citations and as text: verbatim, with their mark and their place."""

import re

from bot.answer import AnswerOwner, Citation, OwnerUnit
from bot.answering.basis import Basis
from index.clause import Clause, Document, Owner, Section
from index.found import Hit

Span = tuple[int, int]

_UNPRINTED = {"preface", "unnumbered", "row"}
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?[”’」』）)]*")
_BLANK = re.compile(r"[^\S\n]+\Z")
_WIDEST = 4  # characters of blank between a mark and its text
_PHRASE = re.compile(r"[^。！？!?；;，,\n]+")


def cite(hit: Hit, marked: tuple[Span, ...] = (), *, owner: bool = False) -> Citation:
    """A clause as a citation; `marked` in the document's offsets."""
    return _cite(hit.document, hit.clause, marked, owner_of(hit.clause.owner) if owner else None)


def cite_heading(document: Document, section: Section) -> Citation:
    """A heading as a citation, for one who asks what parts there are."""
    return Citation(
        document=document.title,
        clause=section.label,
        path=section.path,
        quote=document.text[section.start : section.end],
        start=section.start,
        end=section.end,
        source=document.source,
    )


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


def block(hit: Hit) -> str:
    """The clause as the document prints it: its mark, if it prints one, then its text."""
    return f"{mark(hit.document, hit.clause)}{hit.clause.text}"


def heading(document: Document, section: Section) -> str:
    return f"{mark(document, section)}{section.title}"


def mark(document: Document, node: Clause | Section) -> str:
    """The printed mark with the blank behind it; "" where the document prints none."""
    if not node.marks or node.marks[-1].kind in _UNPRINTED:
        return ""
    printed = node.marks[-1].text
    blank = _BLANK.search(document.text, max(0, node.start - _WIDEST), node.start)
    between = blank[0] if blank else ""
    return printed + (between or (" " if printed[-1].isalnum() else ""))


def quoted(hit: Hit, basis: Basis) -> str:
    """The clause whole, and the line that says where it stands."""
    return f"{block(hit)}\n{source(basis, hit.document, hit.clause)}"


def opening(hit: Hit) -> str:
    """Mark, headline and first sentence of a clause."""
    spans = sentences(hit.clause) or [(hit.clause.start, hit.clause.end)]
    shown = spans[: 2 if is_headline(hit, spans[0]) else 1]
    said = "".join(hit.document.text[start:end] for start, end in shown)
    return f"{mark(hit.document, hit.clause)}{said}"


def title(hit: Hit) -> str:
    """Label and headline of a clause, or its first sentence where it has no headline."""
    start, end = (sentences(hit.clause) or [(hit.clause.start, hit.clause.end)])[0]
    return f"{hit.clause.label} {hit.clause.headline or hit.document.text[start:end]}"


def is_headline(hit: Hit, span: Span) -> bool:
    """Whether a sentence is the clause's run-in title and nothing more."""
    said = hit.document.text[slice(*span)].rstrip("。.；;：:！!？? ")
    return bool(said) and said == hit.clause.headline


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
