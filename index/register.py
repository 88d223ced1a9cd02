"""All documents side by side: which are editions of one another, which are in force today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from index.clause import Document, Repeal
from index.dates import first_day, last_day
from index.document_number import find_numbered
from index.edition import canonical_number
from index.lexical import plain
from index.naming import Named, Naming, sent_out
from index.series import series_key

State = Literal["in_force", "upcoming", "expired", "repealed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a document is in force; `by` is the document that repealed it, if one is known.

    `since` is the day on which the state began, ISO, "" where unknown; for `upcoming` the day on
    which the document comes into force.
    """

    state: State
    since: str = ""
    by: Document | None = None

    @property
    def answers(self) -> bool:
        """Whether the document answers without being asked for."""
        return self.state in {"in_force", "upcoming"}


class Register:
    """The documents of one generation as they stand on one day."""

    def __init__(self, documents: Sequence[Document], today: date) -> None:
        self.documents = tuple(documents)
        self.today = today
        self._series: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for document in documents:
            self._series[series_key(document)].append(document)
        for editions in self._series.values():
            editions.sort(key=age)
        self._standing = {each.id: self._judge(each) for each in documents}

    def standing(self, document: Document) -> Standing:
        return self._standing[document.id]

    def editions(self, document: Document) -> tuple[Document, ...]:
        """The document's series, itself among it, oldest first."""
        return tuple(self._series[series_key(document)])

    def others(self, document: Document) -> tuple[Document, ...]:
        """Its other editions; a copy of the same year and date is none."""
        return tuple(each for each in self.editions(document) if age(each) != age(document))

    @cached_property
    def series(self) -> tuple[tuple[Document, ...], ...]:
        """Every series, each oldest first."""
        return tuple(tuple(editions) for editions in self._series.values())

    def newest(self, editions: Sequence[Document]) -> tuple[Document, ...]:
        """The newest in force; several where they are of one age; those to come where none is."""
        for state in ("in_force", "upcoming"):
            there = [each for each in editions if self.standing(each).state == state]
            if there:
                last = max(age(each) for each in there)
                return tuple(each for each in there if age(each) == last)
        return ()

    @cached_property
    def current(self) -> tuple[Document, ...]:
        """The newest in force of every series: what answers a question that names none."""
        return tuple(each for editions in self.series for each in self.newest(editions))

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of which there is an edition."""
        return frozenset(each.edition.year for each in self.documents if each.edition.year)

    @cached_property
    def dormant(self) -> tuple[Document, ...]:
        """What is out of force."""
        return tuple(each for each in self.documents if not self.standing(each).answers)

    @cached_property
    def naming(self) -> Naming:
        """Finds the documents' titles in a text."""
        return Naming(self.documents)

    def named(self, text: str) -> Named:
        """The documents that a text names, by number before title.

        Words of a title alone name none that is not current.
        """
        numbered = find_numbered(text, self.numbers)
        named = self.naming.named(numbered.text)
        if numbered.documents:
            again = not named.loose and set(named.documents) <= set(numbered.documents)
            return Named(numbered.documents, named.text if again else numbered.text)
        if named.loose and not set(named.documents) <= set(self.current):
            return Named((), text)
        return named

    def speaks_of(self, part: str) -> bool:
        """Whether a plain text is a part of any title, years left out."""
        return any(part in key for key, _ in self._series)

    @cached_property
    def numbers(self) -> dict[str, list[Document]]:
        """Documents by their canonical 文号."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            if document.edition.number:
                found[canonical_number(document.edition.number.text)].append(document)
        return found

    # In force or not

    def _judge(self, document: Document) -> Standing:
        edition = document.edition
        repealed = self._repealed.get(document.id)
        if repealed:
            return repealed
        if edition.ended:
            state: State = "expired" if "失效" in edition.ended.text else "repealed"
            return Standing(state)
        if edition.expires and last_day(edition.expires.iso) < self.today:
            return Standing("expired", edition.expires.iso)
        if edition.effective and first_day(edition.effective.iso) > self.today:
            return Standing("upcoming", edition.effective.iso)
        return Standing("in_force", edition.effective.iso if edition.effective else "")

    @cached_property
    def _repealed(self) -> dict[str, Standing]:
        """By id: the documents that another one, itself begun, says are ended."""
        ended: dict[str, Standing] = {}
        for by in self.documents:
            since = by.edition.effective or by.edition.date
            if since and first_day(since.iso) > self.today:
                continue
            for repeal in by.edition.repeals:
                for document in self._named_by(repeal):
                    if document.id != by.id and _precedes(document, by, repeal):
                        ended[document.id] = Standing("repealed", since.iso if since else "", by)
        return ended

    def _named_by(self, repeal: Repeal) -> Sequence[Document]:
        if repeal.number:
            numbered = self.numbers.get(canonical_number(repeal.number))
            if numbered:
                return numbered
        title = plain(repeal.title)
        return self._titled.get(title) or self._titled.get(plain(sent_out(repeal.title))) or ()

    @cached_property
    def _titled(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            for name in {plain(document.title), plain(sent_out(document.title))}:
                if name:
                    found[name].append(document)
        return found


def age(document: Document) -> tuple[int, str]:
    """Orders editions, older first; what has neither year nor date is oldest."""
    edition = document.edition
    return edition.year or 0, edition.date.iso if edition.date else ""


def _precedes(document: Document, by: Document, repeal: Repeal) -> bool:
    """Whether the repealed document can be this one: another number or a later date says no."""
    own = document.edition.number
    if repeal.number and own:
        return canonical_number(own.text) == canonical_number(repeal.number)
    if repeal.number or plain(repeal.title) != plain(by.title):
        return not age(document)[0] or age(document) <= age(by)
    return age(document) < age(by)
