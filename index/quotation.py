"""What a text puts in quotation marks, pairs within pairs taken as one."""

_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the outermost quotations, with their marks; one that is left open is none."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            opened.append((char, at))
        elif char in _CLOSERS and any(mark == _CLOSERS[char] for mark, _ in opened):
            mark, start = opened.pop()
            while mark != _CLOSERS[char]:
                mark, start = opened.pop()
            found = [*(span for span in found if span[0] < start), (start, at + 1)]
    return tuple(found)


def quoted(text: str) -> tuple[str, ...]:
    """What stands inside the outermost quotations, without their marks."""
    return tuple(text[start + 1 : end - 1] for start, end in quotations(text))


def unquoted(text: str) -> str:
    """The text with a blank for each quotation."""
    rest, past = "", 0
    for start, end in quotations(text):
        rest += text[past:start] + " "
        past = end
    return rest + text[past:]
