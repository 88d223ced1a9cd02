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
_TRIMMED = " \n　“”\"'：:，,、；;。."
_NOBODY = re.compile(r"[-—－/／\s]*|无|暂无|空|略|/+")
_ET_CETERA = re.compile(
    r"等(?:\d+[个家])?(?:有关|相关|各|省级|市级|区级|县级|省直|市直|成员|责任|职能|涉及|多个|行业|主管|中央|国家|驻)*"
    r"(?:部门|单位|机构|地区|地市|地方|企业|市|县|区|地|(?:部门|单位)[和及与](?:有关|相关)?(?:部门|单位|地方|地区))?$"
)
_TOGETHER = re.compile(r"(?:牵头|负责)?(?:，|,)?(?:会同|会商|商请|联合)")
# “以下均需试点城市政府落实，不再列出” speaks of other tasks.
_OTHER_TASKS = re.compile(r"^以下|^其他|^其余|不再(?:一一|逐一|另行)?(?:列|注|标)|均(?:需|按|由)")
_ROLE_BRACKET = re.compile(r"[（(〔\[](?P<duty>牵头|主办|责任|负责|配合|协办|承办)(?:单位|部门)?[）)〕\]]$")


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
        start, end = _trimmed(text, start, end)
        if own := _ROLE_BRACKET.search(text, start, end):
            role, end = role_of_label(own["duty"]), own.start()
        if tail := _ET_CETERA.search(text, start, end):
            if tail.start() > start:
                self.add_phrase(tail.start(), tail.end())
                end = tail.start()
        if start < end and self.acceptable(text[start:end]):
            self.units.append(Unit(text[start:end], role, *self.compact.span(start, end)))

    def acceptable(self, name: str) -> bool:
        if self.role is None:
            return names.is_body(name)
        return 2 <= len(name) <= 40 and not name.isascii()

    def add_phrase(self, start: int, end: int) -> None:
        self.phrases.append(phrase_at(self.compact, start, end))

    def read(self, start: int, end: int, mark: str) -> None:
        """Take in the item `[start, end)`, which `mark` ended."""
        start = self.after_label(start, end)
        start, end = _trimmed(self.compact.text, start, end)
        self.read_item(start, end)
        if mark and mark in _STRONG:
            self.close()
        self.listed = mark == "、"

    def after_label(self, start: int, end: int) -> int:
        text = self.compact.text
        start, _ = _trimmed(text, start, end)
        if label := OWNER_LABEL.match(text, start, end):
            self.close()
            self.role, self.ignoring, self.listed = role_of_label(label["duty"]), False, True
            return label.end()
        if other := OTHER_LABEL.match(text, start, end):
            self.close()
            self.ignoring = True
            if DEADLINE_LABEL.fullmatch(other["label"]):
                value_start, value_end = _trimmed(text, other.end(), end)
                if value_start < value_end and not _NOBODY.fullmatch(text, value_start, value_end):
                    self.deadline = phrase_at(self.compact, value_start, value_end)
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
            self.deadline = self.deadline or phrase_at(self.compact, start, end)
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
        if duty is None or not (duty["verb"] or duty["how"]):
            if self.role is None or self.listed or names.is_body(text[start:end]):
                self.waiting.append((start, end))
            return
        self.read_duty(start, duty)

    def read_duty(self, start: int, duty: re.Match[str]) -> None:
        text = self.compact.text
        end, verb = duty.start(), duty["verb"]
        role = self.role_from(verb)
        partners = _TOGETHER.search(text, start, end)
        self.waiting.append((_after_by(text, start), partners.start() if partners else end))
        if self.waiting[-1][0] >= self.waiting[-1][1]:
            self.waiting.pop()
        if verb == "指导":
            self.guide(duty.end())
            return
        if self.role is None and not self.all_bodies():
            self.waiting.clear()
            return
        self.assign(role)
        if partners:
            self.read_partners(partners, end)

    def role_from(self, verb: str) -> Role:
        spoken = role_of_verb(verb)
        if self.role is None or (verb and spoken in ("lead", "support")):
            return spoken
        return self.role

    def all_bodies(self) -> bool:
        text = self.compact.text
        spans = names.join_levels(text, self.waiting)
        stripped = (_ET_CETERA.sub("", text[slice(*_trimmed(text, *span))]) for span in spans)
        return bool(spans) and all(names.is_body(name) for name in stripped)

    def guide(self, end: int) -> None:
        """Who only guides (“农业农村部指导”) does not own the task: kept as a phrase."""
        if self.waiting:
            self.add_phrase(self.waiting[0][0], end)
        self.waiting.clear()

    def read_partners(self, partners: re.Match[str], end: int) -> None:
        text = self.compact.text
        start = partners.end()
        if start < end and names.is_particular(_ET_CETERA.sub("", text[start:end])):
            self.waiting.append((start, end))
            self.assign("support")
        else:
            self.add_phrase(partners.start(), end)


def read_statement(
    compact: Compact, start: int, end: int, *, cut_short: bool = False
) -> Statement:
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


def phrase_at(compact: Compact, start: int, end: int) -> Phrase:
    """The phrase at `compact.text[start:end]`, with its text as the source has it."""
    raw_start, raw_end = compact.span(start, end)
    return Phrase(compact.source[raw_start:raw_end], raw_start, raw_end)


def _trimmed(text: str, start: int, end: int) -> names.Span:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _after_by(text: str, start: int) -> int:
    """Past the 由 of “由省经信厅牵头”."""
    return start + 1 if text.startswith("由", start) else start
