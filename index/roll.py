"""Who is charged with what, over a whole generation: the documents' owners and the office's."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.additions import Additions, Supplement
from index.bodies import same_body
from index.clause import Clause, Document, Role, Unit


@dataclass(frozen=True, slots=True)
class Charge:
    """A body charged with the clause at `position` among the passages.

    `unit` is the document's own word; `supplement` is the office's row where it is not.
    """

    position: int
    name: str
    role: Role
    unit: Unit | None = None
    supplement: Supplement | None = None


class Roll:
    """Every charge of a generation by the body's name."""

    def __init__(self, passages: Sequence[tuple[Document, Clause]], additions: Additions) -> None:
        self._charges: dict[str, list[Charge]] = defaultdict(list)
        for position, (document, clause) in enumerate(passages):
            for unit in clause.owner.units:
                charge = Charge(position, unit.name, unit.role, unit=unit)
                self._charges[unit.name].append(charge)
            for each in additions.supplements_of(document, clause):
                for name in each.units:
                    charge = Charge(position, name, each.role, supplement=each)
                    self._charges[name].append(charge)

    def of(self, body: str) -> Iterator[Charge]:
        """The charges of every name that can mean the body."""
        for name, charges in self._charges.items():
            if same_body(body, name):
                yield from charges

    def names(self) -> tuple[str, ...]:
        """Every body that is charged, those with most charges first."""
        return tuple(sorted(self._charges, key=lambda name: -len(self._charges[name])))
