"""The bodies of one statement: a list that waits for its verb, then units with their roles."""

import re
from dataclasses import dataclass, field

from index.clause import Phrase, Role, Unit
from index.owners import names
from index.owners.compact import Compact
from index.owners.wording import role_of_label, role_of_verb

_TOGETHER = re.compile(r"(?P<lead>牵头)?(?:会同|会商|商请|(?<=[部委局厅府])联合)")
_ROLE_BRACKET = re.compile(
    r"[（(〔\[](?P<duty>牵头|主办|责任|负责|配合|协办|承办)(?:单位|部门)?[）)〕\]]$"
)


@dataclass(slots=True)
class Roster:
    """`role` is the one of the label that stands; None before any label."""

    compact: Compact
    role: Role | None = None
    waiting: list[names.Span] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)

    def wait(self, start: int, end: int) -> None:
        """Take in one name; one that brings its role along (“省教育厅（牵头）”) needs no verb."""
        self.waiting.append((start, end))
        if self.role is None and _ROLE_BRACKET.search(self.compact.text, start, end):
            self.assign("unknown")

    def close(self) -> None:
        """A list ends without a verb: the label's role holds, or the verb before leaves it open."""
        if self.role is not None:
            self.assign(self.role)
        elif self.units:
            self.assign("unknown")
        self.waiting.clear()

    def charge(self, verb: str, end: int) -> None:
        """The verb, ending at `end`, says what those before it do; who follows 会同 supports."""
        if verb == "指导":
            self._guide(end)
            return
        partners, joined = self._part()
        if self.role is None and not self._all_bodies():
            self.waiting.clear()
            return
        lead = joined["lead"] if joined else None
        self.assign(self._role_from(lead or verb))
        if partners and all(names.is_particular(self._name_of(span)) for span in partners):
            self.waiting = partners
            self.assign("support")
        elif joined:
            self._add_phrase(joined.start(), partners[-1][1] if partners else joined.end())

    def assign(self, role: Role) -> None:
        text = self.compact.text
        for levels in names.join_levels(text, self.waiting):
            for start, end in names.split_joint(text, levels):
                self._add_unit(*names.trimmed(text, start, end), role)
        self.waiting.clear()

    def _add_unit(self, start: int, end: int, role: Role) -> None:
        text = self.compact.text
        if own := _ROLE_BRACKET.search(text, start, end):
            role, end = role_of_label(own["duty"]), own.start()
        own_end = names.without_others(text, start, end)[1]
        if own_end < end:
            self._add_phrase(own_end, end)
        if start < own_end and self._acceptable(text[start:own_end]):
            self.units.append(self.compact.unit(start, own_end, role))

    def _acceptable(self, name: str) -> bool:
        """A label vouches for what it lists; elsewhere a name has to look like one."""
        if self.role is None:
            return names.is_body(name)
        return 2 <= len(name) <= 40 and not name.isascii()

    def _part(self) -> tuple[list[names.Span], re.Match[str] | None]:
        """Cut the waiting list at 会同: what follows it, and the word itself."""
        for place, (start, end) in enumerate(self.waiting):
            if joined := _TOGETHER.search(self.compact.text, start, end):
                later = [(joined.end(), end), *self.waiting[place + 1 :]]
                own = [(start, joined.start())] if start < joined.start() else []
                self.waiting = self.waiting[:place] + own
                return [span for span in later if span[0] < span[1]], joined
        return [], None

    def _role_from(self, verb: str) -> Role:
        spoken = role_of_verb(verb)
        if self.role is None or (verb and spoken in ("lead", "support")):
            return spoken
        return self.role

    def _name_of(self, span: names.Span) -> str:
        text = self.compact.text
        start, end = names.without_others(text, *names.trimmed(text, *span))
        return text[start:end]

    def _all_bodies(self) -> bool:
        spans = names.join_levels(self.compact.text, self.waiting)
        return bool(spans) and all(names.is_body(self._name_of(span)) for span in spans)

    def _guide(self, end: int) -> None:
        """Who only guides (“农业农村部指导”) does not own the task: kept as a phrase."""
        if self.waiting:
            self._add_phrase(self.waiting[0][0], end)
        self.waiting.clear()

    def _add_phrase(self, start: int, end: int) -> None:
        self.phrases.append(self.compact.phrase(start, end))
