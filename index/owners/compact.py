"""A clause's text without the white space that layout put into it, with the way back.

Lines wrap in the middle of a name or a label (责任单⏎位：), and typesetters put blanks around
figures (“2027 年底”). Patterns run over the compact text; spans are given in the clause's own.
"""

import re
from dataclasses import dataclass

from index.clause import Phrase, Role, Unit
from index.owners.wording import DEADLINE_LABEL, OWNER_LABEL

_BREAKS = "\n\t"
_LIST_GOES_ON = "、，,"


@dataclass(frozen=True, slots=True)
class Bracket:
    """A pair of brackets: `start` and `end` span it with its marks; open ones end with the text."""

    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Compact:
    """`text` without layout white space; `at[i]` is where its character i stood in `source`."""

    source: str
    text: str
    at: range | list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in `source` of the non-empty stretch `text[start:end]`."""
        return self.at[start], self.at[end - 1] + 1

    def phrase(self, start: int, end: int) -> Phrase:
        """The non-empty stretch `text[start:end]` with its text as the source has it."""
        raw_start, raw_end = self.span(start, end)
        return Phrase(self.source[raw_start:raw_end], raw_start, raw_end)

    def unit(self, start: int, end: int, role: Role) -> Unit:
        """The body named by `text[start:end]`; its name is without the line's break."""
        return Unit(self.text[start:end], role, *self.span(start, end))


_PAIRS = {
    "（": "round",
    "(": "round",
    "〔": "square",
    "[": "square",
    "［": "square",
    "【": "square",
}
_CLOSERS = {
    "）": "round",
    ")": "round",
    "〕": "square",
    "]": "square",
    "］": "square",
    "】": "square",
}
_MARKS = re.compile("[（(〔\\[［【）)〕\\]］】]")


def find_brackets(text: str) -> list[Bracket]:
    """Every bracket in order of its start, nested ones too; widths may be mixed: （…)."""
    found: list[Bracket] = []
    opened: list[tuple[int, str]] = []
    waiting_of = {"round": 0, "square": 0}
    for mark in _MARKS.finditer(text):
        if mark.group() in _PAIRS:
            opened.append((mark.start(), _PAIRS[mark.group()]))
            waiting_of[_PAIRS[mark.group()]] += 1
            continue
        kind = _CLOSERS[mark.group()]
        if not waiting_of[kind]:
            continue
        while opened:
            start, waiting = opened.pop()
            waiting_of[waiting] -= 1
            if waiting == kind:
                found.append(Bracket(start, mark.end(), closed=True))
                break
            found.append(Bracket(start, len(text), closed=False))
    found.extend(Bracket(start, len(text), closed=False) for start, _ in opened)
    return sorted(found, key=lambda bracket: bracket.start)


def compact(text: str) -> Compact:
    """Drop white space, but keep line ends outside brackets and what parts two `label：value`."""
    if len(text.split(maxsplit=1)) == 1 and not text[0].isspace() and not text[-1].isspace():
        return Compact(text, text, range(len(text)))
    inside = _bracketed(text)
    characters: list[str] = []
    at: list[int] = []
    for gap_or_word in re.finditer(r"\s+|\S+", text):
        start, end = gap_or_word.span()
        if not gap_or_word.group().isspace():
            characters.extend(gap_or_word.group())
            at.extend(range(start, end))
        elif kept := _kept(text, start, end, inside=inside[start]):
            characters.append(kept)
            at.append(start)
    return Compact(text, "".join(characters), at)


def _bracketed(text: str) -> bytearray:
    inside = bytearray(len(text))
    for bracket in find_brackets(text):
        if bracket.closed:
            inside[bracket.start : bracket.end] = b"\1" * (bracket.end - bracket.start)
    return inside


def _kept(text: str, start: int, end: int, *, inside: int) -> str:
    """What stays of the white space `text[start:end]`: a line end, a blank, or nothing."""
    if start > 0 and _label_follows(text, end):
        return "\n"
    around = text[start - 1 : start] + text[end : end + 1]
    if len(around) == 2 and around.isascii() and around.isalpha():
        return " "
    broken = any(mark in text[start:end] for mark in _BREAKS)
    if inside or not broken or text[start - 1 : start] in _LIST_GOES_ON:
        return ""
    return "\n"


def _label_follows(text: str, at: int) -> bool:
    if OWNER_LABEL.match(text, at):
        return True
    label = DEADLINE_LABEL.match(text, at)
    return label is not None and text[label.end() : label.end() + 1] in ("：", ":")
