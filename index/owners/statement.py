"""An explicit owner statement, in brackets or on a line of its own, read into typed values."""

import re
from dataclasses import dataclass

from index.clause import Phrase, Unit
from index.owners import names
from index.owners.compact import Compact
from index.owners.deadline import is_deadline
from index.owners.roster import Roster
from index.owners.rule import is_reference_onwards, says_first_leads
from index.owners.wording import (
    DEADLINE_LABEL,
    DUTY_AT_END,
    OTHER_LABEL,
    OWNER_LABEL,
    role_of_label,
)

_MARKS = "、，,；;。\n|｜/／"
_STRONG = "；;。\n|｜"
_NOBODY = re.compile(r"[-—－/／\s]*|无|暂无|空|略")
# “以下均需试点城市政府落实，不再列出” speaks of other tasks.
_OTHER_TASKS = re.compile(r"^以下|^其他|^其余|不再(?:一一|逐一|另行)?(?:列|注|标)|均(?:需|按|由)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one statement says. `first_leads`: it says itself that the first named is the lead."""

    units: tuple[Unit, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    deadline: Phrase | None = None
    first_leads: bool = False


@dataclass(slots=True)
class _Reader:
    """A statement while it is read, item by item, from left to right."""

    compact: Compact
    roster: Roster
    ignoring: bool = False  # after a label that names no owner, such as 适用范围：
    listed: bool = False  # whether the item before ended with 、 or a label
    deadline: Phrase | None = None
    first_leads: bool = False

    def read(self, start: int, end: int, mark: str) -> None:
        """Take in the item `[start, end)`, which `mark` ended."""
        start = self.after_label(*names.trimmed(self.compact.text, start, end))
        self.read_item(*names.trimmed(self.compact.text, start, end))
        if mark and mark in _STRONG:
            self.roster.close()
        self.listed = mark == "、"

    def after_label(self, start: int, end: int) -> int:
        """Where the item's value starts; the value of a label of another kind is used up."""
        text = self.compact.text
        if label := OWNER_LABEL.match(text, start, end):
            self.roster.close()
            self.roster.role = role_of_label(label["duty"])
            self.ignoring, self.listed = False, True
            return label.end()
        if other := OTHER_LABEL.match(text, start, end):
            self.roster.close()
            self.ignoring = True
            if DEADLINE_LABEL.fullmatch(other["label"]):
                self.set_deadline(*names.trimmed(text, other.end(), end))
            return end
        return start

    def set_deadline(self, start: int, end: int) -> None:
        if start < end and not _NOBODY.fullmatch(self.compact.text, start, end):
            self.deadline = self.compact.phrase(start, end)

    def read_item(self, start: int, end: int) -> None:
        item = self.compact.text[start:end]
        if says_first_leads(item):
            self.first_leads = True
            self.read_before_rule(start, item)
        elif is_reference_onwards(item) or _NOBODY.fullmatch(item):
            return
        elif _OTHER_TASKS.search(item):
            self.ignoring = True
        elif is_deadline(item):
            self.deadline = self.deadline or self.compact.phrase(start, end)
        elif not self.ignoring:
            self.read_names(start, end)

    def read_before_rule(self, start: int, item: str) -> None:
        """“省科技厅〔列第一位的为牵头单位，下同〕”: the rule hangs on a name's end."""
        base = names.base_of(item)
        if len(base) < len(item) and not says_first_leads(base):
            self.read_item(start, start + len(base))

    def read_names(self, start: int, end: int) -> None:
        text = self.compact.text
        duty = DUTY_AT_END.search(text, start, end)
        if duty and (duty["verb"] or duty["how"]):
            if self.roster.role is not None and not self.listed:
                self.roster.close()
            first = start + 1 if text.startswith("由", start) else start
            if first < duty.start():
                self.roster.wait(first, duty.start())
            self.roster.charge(duty["verb"], duty.end())
        elif self.roster.role is None or self.listed or _is_listable(text[start:end]):
            self.roster.wait(start, end)


def read_statement(compact: Compact, start: int, end: int, *, cut_short: bool = False) -> Statement:
    """Read `compact.text[start:end]`, the inside of a bracket or a line, as an owner statement.

    `cut_short`: its end was lost, so a last name that is no whole one is left out.
    """
    roster = Roster(compact)
    reader = _Reader(compact, roster)
    for item_start, item_end in names.split_list(compact.text[start:end], _MARKS):
        mark = compact.text[start + item_end : start + item_end + 1]
        last = start + item_end >= end
        reader.read(start + item_start, start + item_end, "" if last else mark)
    if cut_short and roster.waiting and not _is_listable(compact.text[slice(*roster.waiting[-1])]):
        roster.waiting.pop()
    roster.close()
    return Statement(
        tuple(roster.units), tuple(roster.phrases), reader.deadline, reader.first_leads
    )


def _is_listable(item: str) -> bool:
    return names.is_body(item) or names.is_level(item)
