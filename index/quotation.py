"""What a text puts in quotation marks, pairs within pairs taken as one."""

from collections.abc import Callable, Sequence

PASSAGE = 12  # characters from which a quotation is a passage, not a term or a number
_CLOSERS = {"”": "“", "」": "「", "』": "『", "》": "《", '"': '"'}
_OPENERS = frozenset(_CLOSERS.values())


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the outermost quotations, with their marks; one that is left open is none."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        opener = _CLOSERS.get(char)
        if opener and any(mark == opener for mark, _ in opened):
            mark, start = opened.pop()
            while mark != opener:
                mark, start = opened.pop()
            found = [*(span for span in found if span[0] < start), (start, at + 1)]
        elif char in _OPENERS:
            opened.append((char, at))
    return tuple(found)


def quoted(text: str) -> tuple[str, ...]:
    """What stands inside the outermost quotations, without their marks."""
    return tuple(text[start + 1 : end - 1] for start, end in quotations(text))


def unquoted(text: str) -> str:
    """The text with a blank for each quotation."""
    return " ".join(text[start:end] for start, end in _between(quotations(text), len(text)))


def without_passages(text: str) -> str:
    """The text with a blank for each long quotation that is no title in 《》."""
    passages = [
        (start, end)
        for start, end in quotations(text)
        if text[start] != "《" and end - start - 2 >= PASSAGE
    ]
    return " ".join(text[start:end] for start, end in _between(passages, len(text)))


def outside(change: Callable[[str], str], text: str) -> str:
    """The text with `change` made to what stands outside of quotations."""
    spans = quotations(text)
    gaps = [change(text[start:end]) for start, end in _between(spans, len(text))]
    kept = [text[start:end] for start, end in spans]
    return "".join(part for pair in zip(gaps, [*kept, ""], strict=True) for part in pair)


def _between(spans: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    starts = [0, *(last for _, last in spans)]
    return list(zip(starts, [*(first for first, _ in spans), end], strict=True))
