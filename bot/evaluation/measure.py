"""One answer against its question: the project's own measures, and why it is wrong."""

from collections.abc import Callable, Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from bot.answer import Answer, OwnerUnit
from bot.evaluation.gold import Gold
from bot.evaluation.shelf import Meant, Place, Shelf, normalise, plain_label

Ask = Callable[[str, str | None], Answer]


class Outcome(BaseModel):
    """A question, its answer and the measures; None where a measure does not apply.

    Attributes:
        right: as the measures of the project say; `why` holds what speaks against it.
        found: a clause meant is among those cited.
        first: the first clause cited is meant, or may be cited besides.
        complete: every clause meant is cited.
        precise: the share of the cited clauses that are meant or may be cited.
        content: the words asked for are said, and none that must not be.
        refused: nothing answers it, and it was not answered.
        wrongly_refused: something answers it, and it was not answered.
        owner: who is responsible, or that it isn't stated, is said as the text says it.
        invented_units: how many bodies were named that the documents do not name.
        quotes: how many quotes could be checked; `verbatim` of them equal their span.
    """

    model_config = ConfigDict(frozen=True)

    gold: Gold
    answer: Answer
    right: bool
    found: bool | None = None
    first: bool | None = None
    complete: bool | None = None
    precise: float | None = None
    content: bool | None = None
    refused: bool | None = None
    wrongly_refused: bool | None = None
    owner: bool | None = None
    invented_units: int = 0
    quotes: int = 0
    verbatim: int = 0
    why: tuple[str, ...] = ()

    @property
    def missed(self) -> bool:
        """Whether anything is wrong with it."""
        return not self.right or self.invented_units > 0 or self.verbatim < self.quotes


def evaluate(questions: Iterable[Gold], ask: Ask, shelf: Shelf, run: str = "") -> Iterator[Outcome]:
    """Ask one after the other; `run` keeps its conversations apart from those of other runs."""
    for gold in questions:
        session = f"eval-{run}-{gold.session}" if gold.session else None
        yield measure(gold, ask(gold.question, session), shelf)


def measure(gold: Gold, answer: Answer, shelf: Shelf) -> Outcome:
    checked = [shelf.is_verbatim(citation) for citation in answer.citations]
    invented = _invented(gold, answer, shelf)
    wrong_quotes = [
        f"引文与原文不一致：{citation.clause}"
        for citation, same in zip(answer.citations, checked, strict=True)
        if same is False
    ]
    owner = list(_against_owner(gold, answer))
    content = list(_against_content(gold, answer))
    against, citation = _against(gold, answer, shelf)
    common = {
        "gold": gold,
        "answer": answer,
        "right": not against,
        "quotes": sum(same is not None for same in checked),
        "verbatim": sum(same is True for same in checked),
        "invented_units": len(invented),
    }
    why = (*against, *wrong_quotes, *(f"编造了单位“{unit}”" for unit in invented))
    if not gold.answerable:
        return Outcome(**common, why=why, refused=not answer.answered)
    return Outcome(
        **common,
        **citation,
        why=tuple(dict.fromkeys(why)),
        content=not content if _asks_content(gold) else None,
        wrongly_refused=not answer.answered,
        owner=not owner if _asks_owner(gold) else None,
    )


def _against(gold: Gold, answer: Answer, shelf: Shelf) -> tuple[list[str], dict[str, object]]:
    """What speaks against the answer, and the measures of its citations."""
    if not gold.answerable:
        told = ["原文没有答案，却回答了"] if answer.answered else []
        return told + [f"说了不该说的“{each}”" for each in _said(gold, answer)], {}
    cited = list(dict.fromkeys((c.source, plain_label(c.clause)) for c in answer.citations))
    meant = shelf.meant(gold.gold, gold)
    beside = shelf.meant(gold.also, gold)
    good = [place in meant or place in beside for place in cited]
    against = [] if answer.answered else ["原文有答案，却没有回答"]
    against += list(_against_citations(meant, cited, good)) if gold.gold else []
    against += _against_content(gold, answer)
    if gold.owner_named is False or gold.units:
        against += _against_owner(gold, answer)
    return against, _citation_measures(meant, cited, good) if gold.gold else {}


def _against_citations(meant: Meant, cited: list[Place], good: list[bool]) -> Iterator[str]:
    lacking = [label for _, label in meant.lacking(cited)]
    if lacking:
        yield f"没有引用{'、'.join(lacking)}"
    for aim in meant.astray:
        if plain_label(aim.clause) in lacking:
            yield f"“{aim}”不在索引里，请核对题目"
    if 2 * sum(good) < len(good):
        others = [label for (_, label), well in zip(cited, good, strict=True) if not well]
        yield f"引用的过半不相关：{'、'.join(others)}"


def _citation_measures(meant: Meant, cited: list[Place], good: list[bool]) -> dict[str, object]:
    return {
        "found": any(place in meant for place in cited),
        "first": bool(good) and good[0],
        "complete": not meant.lacking(cited),
        "precise": sum(good) / len(good) if good else None,
    }


def _asks_content(gold: Gold) -> bool:
    asked = (*gold.must_contain, *gold.must_contain_any)
    return bool(gold.must_not_contain or (asked and not gold.citation_suffices))


def _against_content(gold: Gold, answer: Answer) -> list[str]:
    against = [f"说了不该说的“{each}”" for each in _said(gold, answer)]
    if gold.citation_suffices:
        return against
    text = normalise(answer.answer)
    against += [f"没有说到“{each}”" for each in gold.must_contain if normalise(each) not in text]
    if gold.must_contain_any and not any(normalise(e) in text for e in gold.must_contain_any):
        against.append(f"没有说到“{gold.must_contain_any[0]}”或同样的意思")
    return against


def _said(gold: Gold, answer: Answer) -> list[str]:
    text = normalise(answer.answer)
    return [each for each in gold.must_not_contain if normalise(each) in text]


def _asks_owner(gold: Gold) -> bool:
    return gold.owner_named is not None or bool(gold.units)


def _against_owner(gold: Gold, answer: Answer) -> Iterator[str]:
    """What speaks against the owner; a supplement of the office is no word of the document."""
    if not _asks_owner(gold):
        return
    owner = answer.owner
    if owner is None:
        yield "没有说明责任单位的情况"
        return
    named = [unit.name for unit in owner.units if not unit.supplement]
    if gold.units and sorted(map(normalise, gold.units)) != sorted(map(normalise, named)):
        yield f"责任单位应是{'、'.join(gold.units)}，答的是{'、'.join(named) or '没有'}"
    elif gold.owner_named is False and (owner.status == "named" or named):
        yield f"原文未写明责任单位，却答了{'、'.join(named) or '有'}"
    elif gold.owner_named and owner.status == "not_named":
        yield "原文写明了责任，却答未写明"


def _invented(gold: Gold, answer: Answer, shelf: Shelf) -> list[str]:
    """Bodies that the answer lays to the documents, which don't name them."""
    owners = [answer.owner, *(citation.owner for citation in answer.citations)]
    units: list[OwnerUnit] = [unit for owner in owners if owner for unit in owner.units]
    names = dict.fromkeys(unit.name for unit in units if not unit.supplement)
    sources = {citation.source for citation in answer.citations}
    stated = answer.owner.units if answer.owner and gold.owner_named is False else ()
    unstated = {unit.name for unit in stated if not unit.supplement}
    return [name for name in names if name in unstated or shelf.says(sources, name) is False]
