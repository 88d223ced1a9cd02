"""A document's head, foot and labels: the lines in which it says what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.clause import Document, Stated
from index.looks import is_date, names_body

_HEAD = 40  # lines
_PROSE = 30  # characters
_SIGNATURE = 12  # lines
_OFFICER = re.compile(
    r"[\u4e00-\u9fff]{0,20}(?:总理|主席|[省市州县区部局署厅院会行校]长|主任|书记|委员长)\s*[\u4e00-\u9fff·\s]{2,12}"
)


@dataclass(frozen=True, slots=True)
class ImprintLine:
    """A line with its offset in the stored text; `start` is None where it was cut out of it."""

    text: str
    start: int | None

    def stated(self, start: int, end: int) -> Stated:
        """The part of the line between two columns, white space around it left out."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        if self.start is None:
            return Stated(part)
        return Stated(part, self.start + start, self.start + start + len(part))


@dataclass(frozen=True, slots=True)
class Imprint:
    """`head`: the lines above the first prose; `cut`: those taken out; `all`: the whole text's."""

    head: tuple[ImprintLine, ...]
    cut: tuple[ImprintLine, ...]
    all: tuple[ImprintLine, ...]

    @classmethod
    def of(cls, document: Document) -> "Imprint":
        lines = tuple(_lines(document.text))
        first = next((at for at, line in enumerate(lines) if _is_prose(line.text)), len(lines))
        cut = tuple(
            ImprintLine(line, None)
            for piece in document.removed
            for line in piece.text.splitlines()
        )
        return cls(lines[: min(first, _HEAD)], cut, lines)

    def labelled(self, *labels: str) -> Iterator[Stated]:
        """What stands behind a label, on its line or below it: 文　号：, 发布日期：."""
        names = "|".join(r"\s*".join(label) for label in labels)
        label = re.compile(rf"(?<![\u4e00-\u9fff])(?:{names})\s*[:：](?P<value>.*)")
        for lines in (self.head, self.cut):
            for at, line in enumerate(lines):
                found = label.search(line.text)
                if found and found["value"].strip():
                    yield line.stated(found.start("value"), len(line.text))
                elif found and at + 1 < len(lines) and not _is_label(lines[at + 1].text):
                    yield lines[at + 1].stated(0, len(lines[at + 1].text))

    def signatures(self) -> Iterator[tuple[tuple[ImprintLine, ...], ImprintLine]]:
        """The bodies that sign, each on a line, and the date below them; in order."""
        for at, line in enumerate(self.all):
            if is_date(line.text.strip()) and "日" in line.text:  # 2026年8月 may be a table's cell
                yield self._signers(at), line

    def _signers(self, date: int) -> tuple[ImprintLine, ...]:
        first = date
        while first and date - first < _SIGNATURE and _signs(self.all[first - 1].text):
            first -= 1
        return self.all[first:date]


def _signs(text: str) -> bool:
    if _OFFICER.fullmatch(text.strip()):
        return True
    text = " ".join(text.split())
    return names_body(text) and not _is_label(text) and not text.endswith(("通知", "办法", "方案"))


def _lines(text: str) -> Iterator[ImprintLine]:
    at = 0
    for line in text.split("\n"):
        yield ImprintLine(line, at)
        at += len(line) + 1


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and "。" in text


def _is_label(text: str) -> bool:
    return text.rstrip().endswith(("：", ":"))


def join_lines(lines: Sequence[ImprintLine]) -> Stated:
    """Lines side by side as one statement; what parts them in print parts them here."""
    text = " ".join(" ".join(line.text.split()) for line in lines)
    first, last = lines[0], lines[-1]
    if first.start is None or last.start is None:
        return Stated(text)
    return Stated(text, first.start, last.start + len(last.text))
