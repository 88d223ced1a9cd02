"""Is every character of a document accounted for: in one clause, heading, title or mark, or cut."""

from index.clause import Clause, Document, Section


def restored(document: Document) -> str:
    """Put everything back that was taken out; without white space."""
    pieces: list[str] = []
    last = 0
    for cut in document.removed:
        pieces += [document.text[last : cut.at], cut.text]
        last = cut.at
    return "".join("".join([*pieces, document.text[last:]]).split())


def strays(document: Document) -> list[str]:
    """Find the stretches that nothing accounts for, or that two clauses claim."""
    counts = [0] * len(document.text)
    for clause in document.clauses:
        for at in range(clause.start, clause.end):
            counts[at] += 1
    found = ["twice: " + document.text[at] for at, count in enumerate(counts) if count > 1]
    for section in document.sections:
        counts[section.start : section.end] = [1] * (section.end - section.start)
    known = _printed_marks([*document.sections, *document.clauses])
    title = "".join(document.title.split())
    start = 0
    for line in document.text.split("\n"):
        left = "".join(c for at, c in enumerate(line, start) if not counts[at] and c.strip())
        start += len(line) + 1
        bare = left.strip("。：:")
        if bare and bare not in known and left not in known and left not in title:
            found.append(left)
    return found


def _printed_marks(units: list[Section | Clause]) -> set[str]:
    marks = {mark.text for unit in units for mark in unit.marks[-1:]}
    return marks | {mark.strip("。：:") for mark in marks}
