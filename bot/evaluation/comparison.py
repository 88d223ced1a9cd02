"""Two runs over the same questions: what is fixed, what is broken, what is mere chance."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from bot.evaluation.figures import Name
from bot.evaluation.interval import Statistic, bootstrap, mcnemar, statistic_of
from bot.evaluation.measure import Outcome

Key = tuple[str, str, int]
Pair = tuple[Outcome, Outcome]


class Named(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    question: str


class Shift(BaseModel):
    """How one figure changed over the questions that both runs asked.

    A share has `fixed`, `broken` and `p` (McNemar, exact); another has the interval of
    the mean or median difference (paired bootstrap).
    """

    model_config = ConfigDict(frozen=True)

    name: Name
    before: float
    after: float
    count: int
    fixed: int | None = None
    broken: int | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None


class Comparison(BaseModel):
    """`new`, `gone` and `relabelled` count the questions that can't be compared."""

    model_config = ConfigDict(frozen=True)

    file: str
    created: str
    count: int
    new: int
    gone: int
    relabelled: int
    shifts: tuple[Shift, ...]
    fixed: tuple[Named, ...]
    broken: tuple[Named, ...]


def compare(
    before: Sequence[Outcome], after: Sequence[Outcome], *, file: str, created: str
) -> Comparison:
    """Compare two runs; the earlier one is of this file and time.

    A question is the same where its words and its conversation are, whatever its id; it is
    relabelled where another answer is right now than was before.
    """
    old, new = _keyed(before), _keyed(after)
    shared = [key for key in new if key in old]
    pairs = [(old[key], new[key]) for key in shared if _label(old[key]) == _label(new[key])]
    return Comparison(
        file=file,
        created=created,
        count=len(pairs),
        new=len(new) - len(shared),
        gone=len(old) - len(shared),
        relabelled=len(shared) - len(pairs),
        shifts=tuple(filter(None, (*_shares(pairs), *_values(pairs)))),
        fixed=_named(now for was, now in pairs if now.right and not was.right),
        broken=_named(now for was, now in pairs if was.right and not now.right),
    )


def _keyed(outcomes: Iterable[Outcome]) -> dict[Key, Outcome]:
    """By conversation and words; the second time the same is asked counts as another."""
    seen: Counter[tuple[str, str]] = Counter()
    keyed: dict[Key, Outcome] = {}
    for outcome in outcomes:
        said = (outcome.gold.session or "", outcome.gold.question)
        keyed[*said, seen[said]] = outcome
        seen[said] += 1
    return keyed


def _label(outcome: Outcome) -> dict[str, object]:
    return outcome.gold.model_dump(exclude={"id", "type"})


def _named(outcomes: Iterable[Outcome]) -> tuple[Named, ...]:
    return tuple(Named(id=each.gold.id, question=each.gold.question) for each in outcomes)


_SHARES: dict[Name, Callable[[Outcome], bool | None]] = {
    "right": lambda each: each.right,
    "first": lambda each: each.first,
    "complete": lambda each: each.complete,
    "content": lambda each: each.content,
    "refused": lambda each: each.refused,
    "wrongly_refused": lambda each: each.wrongly_refused,
    "owner": lambda each: each.owner,
}
_VALUES: dict[Name, tuple[Statistic, Callable[[Outcome], float | None]]] = {
    "precise": ("mean", lambda each: each.precise),
    "p50": ("median", lambda each: each.answer.took_ms),
}


def _shares(pairs: Sequence[Pair]) -> Iterable[Shift | None]:
    for name, of in _SHARES.items():
        values = [(of(was), of(now)) for was, now in pairs]
        both = [(was, now) for was, now in values if was is not None and now is not None]
        yield _share(name, both) if both else None


def _share(name: Name, values: Sequence[tuple[bool, bool]]) -> Shift:
    gained = sum(now and not was for was, now in values)
    lost = sum(was and not now for was, now in values)
    fixed, broken = (lost, gained) if name == "wrongly_refused" else (gained, lost)
    return Shift(
        name=name,
        before=sum(was for was, _ in values) / len(values),
        after=sum(now for _, now in values) / len(values),
        count=len(values),
        fixed=fixed,
        broken=broken,
        p=mcnemar(fixed, broken),
    )


def _values(pairs: Sequence[Pair]) -> Iterable[Shift | None]:
    for name, (statistic, of) in _VALUES.items():
        values = [(of(was), of(now)) for was, now in pairs]
        both = [(was, now) for was, now in values if was is not None and now is not None]
        yield _value(name, statistic, both) if both else None


def _value(name: Name, statistic: Statistic, values: Sequence[tuple[float, float]]) -> Shift:
    low, high = bootstrap([now - was for was, now in values], statistic)
    return Shift(
        name=name,
        before=statistic_of([was for was, _ in values], statistic),
        after=statistic_of([now for _, now in values], statistic),
        count=len(values),
        low=low,
        high=high,
    )
