"""An explicit owner statement, in brackets or on a line of its own, read into typed values."""

import re
from dataclasses import dataclass, field

from index.clause import Phrase, Role, Unit
from index.owners import names
from index.owners.compact import Compact
from index.owners.deadline import is_deadline
from index.owners.rule import is_reference_onwards, says_first_leads
from index.owners.wording import (
    DEADLINE_LABEL,
    DUTY_AT_END,
    OTHER_LABEL,
    OWNER_LABEL,
    role_of_label,
    role_of_verb,
)

_MARKS = "、，,；;。\n|｜/／"
_STRONG = "；;。\n|｜"
_NOBODY = re.compile(r"[-—－/／\s]*|无|暂无|空|略|/+")
_TOGETHER = re.compile(r"(?P<lead>牵头)?(?:会同|会商|商请|(?<=[部委局厅府])联合)")
# “以下均需试点城市政府落实，不再列出” speaks of other tasks.
_OTHER_TASKS = re.compile(r"^以下|^其他|^其余|不再(?:一一|逐一|另行)?(?:列|注|标)|均(?:需|按|由)")
_ROLE_BRACKET = re.compile(
    r"[（(〔\[](?P<duty>牵头|主办|责任|负责|配合|协办|承办)(?:单位|部门)?[）)〕\]]$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one statement says. `first_leads`: it says itself that the first named is the lead."""

    units: tuple[Unit, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    deadline: Phrase | None = None
    first_leads: bool = False


@dataclass(slots=True)
class _Draft:
    """A statement while it is read, item by item, from left to right."""

    compact: Compact
    role: Role | None = None  # of the label that stands; None before any label
    ignoring: bool = False  # after a label that names no owner, such as 适用范围：
    listed: bool = False  # whether the item before ended with 、 or a label
    waiting: list[names.Span] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    deadline: Phrase | None = None
    first_leads: bool = False

    def finished(self) -> Statement:
        self.close()
        return Statement(tuple(self.units), tuple(self.phrases), self.deadline, self.first_leads)

    def close(self) -> None:
        """A list ends without a verb: the label's role holds, or the verb before leaves it open."""
        if self.role is not None:
            self.assign(self.role)
        elif self.units:
            self.assign("unknown")
        self.waiting.clear()

    def assign(self, role: Role) -> None:
        text = self.compact.text
        for joined in names.join_levels(text, self.waiting):
            for start, end in names.split_joint(text, joined):
                self.add_unit(start, end, role)
        self.waiting.clear()

    def add_unit(self, start: int, end: int, role: Role) -> None:
        text = self.compact.text
        start, end = names.trimmed(text, start, end)
        if own := _ROLE_BRACKET.search(text, start, end):
            role, end = role_of_label(own["duty"]), own.start()
        own_end = names.without_others(text, start, end)[1]
        if own_end < end:
            self.add_phrase(own_end, end)
        end = own_end
        if start < end and self.acceptable(text[start:end]):
            self.units.append(self.compact.unit(start, end, role))

    def acceptable(self, name: str) -> bool:
        if self.role is None:
            return names.is_body(name)
        return 2 <= len(name) <= 40 and not name.isascii()

    def add_phrase(self, start: int, end: int) -> None:
        self.phrases.append(self.compact.phrase(start, end))

    def read(self, start: int, end: int, mark: str) -> None:
        """Take in the item `[start, end)`, which `mark` ended."""
        start = self.after_label(start, end)
        start, end = names.trimmed(self.compact.text, start, end)
        self.read_item(start, end)
        if mark and mark in _STRONG:
            self.close()
        self.listed = mark == "、"

    def after_label(self, start: int, end: int) -> int:
        text = self.compact.text
        start, _ = names.trimmed(text, start, end)
        if label := OWNER_LABEL.match(text, start, end):
            self.close()
            self.role, self.ignoring, self.listed = role_of_label(label["duty"]), False, True
            return label.end()
        if other := OTHER_LABEL.match(text, start, end):
            self.close()
            self.ignoring = True
            if DEADLINE_LABEL.fullmatch(other["label"]):
                value_start, value_end = names.trimmed(text, other.end(), end)
                if value_start < value_end and not _NOBODY.fullmatch(text, value_start, value_end):
                    self.deadline = self.compact.phrase(value_start, value_end)
            return end
        return start

    def read_item(self, start: int, end: int) -> None:
        item = self.compact.text[start:end]
        if says_first_leads(item):
            self.first_leads = True
            self.read_before_rule(start, end)
        elif is_reference_onwards(item) or _NOBODY.fullmatch(item):
            return
        elif _OTHER_TASKS.search(item):
            self.ignoring = True
        elif is_deadline(item):
            self.deadline = self.deadline or self.compact.phrase(start, end)
        elif not self.ignoring:
            self.read_names(start, end)

    def read_before_rule(self, start: int, end: int) -> None:
        """“省科技厅〔列第一位的为牵头单位，下同〕”: the rule hangs on a name's end."""
        text = self.compact.text
        base = names.base_of(text[start:end])
        if len(base) < end - start and not says_first_leads(base):
            self.read_item(start, start + len(base))

    def read_names(self, start: int, end: int) -> None:
        text = self.compact.text
        duty = DUTY_AT_END.search(text, start, end)
        if duty and (duty["verb"] or duty["how"]):
            first = start + 1 if text.startswith("由", start) else start
            if first < duty.start():
                self.waiting.append((first, duty.start()))
            self.read_duty(duty)
        elif self.role is None and _ROLE_BRACKET.search(text, start, end):
            self.waiting.append((start, end))
            self.assign("unknown")
        elif self.role is None or self.listed or _is_listable(text[start:end]):
            self.waiting.append((start, end))

    def read_duty(self, duty: re.Match[str]) -> None:
        """The verb says what the bodies before it do; those after 会同 are its partners."""
        if duty["verb"] == "指导":
            self.guide(duty.end())
            return
        partners, joined = self.parted()
        if self.role is None and not self.all_bodies():
            self.waiting.clear()
            return
        lead = joined["lead"] if joined else None
        self.assign(self.role_from(lead or duty["verb"]))
        if partners and all(names.is_particular(self.name_of(span)) for span in partners):
            self.waiting = partners
            self.assign("support")
        elif joined:
            self.add_phrase(joined.start(), partners[-1][1] if partners else joined.end())

    def parted(self) -> tuple[list[names.Span], re.Match[str] | None]:
        """Cut the waiting list at 会同: what follows it, and the word itself."""
        for place, (start, end) in enumerate(self.waiting):
            if joined := _TOGETHER.search(self.compact.text, start, end):
                later = [(joined.end(), end), *self.waiting[place + 1 :]]
                own = [(start, joined.start())] if start < joined.start() else []
                self.waiting = self.waiting[:place] + own
                return [span for span in later if span[0] < span[1]], joined
        return [], None

    def role_from(self, verb: str) -> Role:
        spoken = role_of_verb(verb)
        if self.role is None or (verb and spoken in ("lead", "support")):
            return spoken
        return self.role

    def name_of(self, span: names.Span) -> str:
        start, end = names.without_others(
            self.compact.text, *names.trimmed(self.compact.text, *span)
        )
        return self.compact.text[start:end]

    def all_bodies(self) -> bool:
        spans = names.join_levels(self.compact.text, self.waiting)
        return bool(spans) and all(names.is_body(self.name_of(span)) for span in spans)

    def guide(self, end: int) -> None:
        """Who only guides (“农业农村部指导”) does not own the task: kept as a phrase."""
        if self.waiting:
            self.add_phrase(self.waiting[0][0], end)
        self.waiting.clear()


def read_statement(compact: Compact, start: int, end: int, *, cut_short: bool = False) -> Statement:
    """Read `compact.text[start:end]`, the inside of a bracket or a line, as an owner statement.

    `cut_short`: its end was lost, so a last name that is no whole one is left out.
    """
    draft = _Draft(compact)
    for item_start, item_end in names.split_list(compact.text[start:end], _MARKS):
        mark = compact.text[start + item_end : start + item_end + 1]
        last = start + item_end >= end
        draft.read(start + item_start, start + item_end, "" if last else mark)
    if cut_short and draft.waiting and not names.is_body(compact.text[slice(*draft.waiting[-1])]):
        draft.waiting.pop()
    return draft.finished()


def _is_listable(item: str) -> bool:
    return names.is_body(item) or names.is_level(item)
