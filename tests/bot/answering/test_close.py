from dataclasses import replace

import pytest

from bot.answering import Basis
from bot.answering.close import CLOSE, with_close
from bot.answering.fact import fact_answer
from bot.question import Question, understand
from index.found import Hit, Ranked


def ranked(basis: Basis, apart: float) -> Ranked:
    """Two clauses of the plan, so far apart."""
    (document,) = basis.generation.documents
    first, second = (Hit(document, clause) for clause in document.clauses[3:5])
    return Ranked((replace(first, score=1.0), replace(second, score=1.0 - apart)))


def labels(question: Question, found: Ranked, basis: Basis) -> list[str]:
    best = found.hits[0]
    answer = fact_answer(question, best, ((best.clause.start, best.clause.start + 4),), basis)
    return [each.clause for each in with_close(question, found, answer, basis).citations]


def asked(text: str, basis: Basis) -> Question:
    return understand(text, basis.generation.speller)


def test_a_second_clause_as_near_is_shown_whole_and_cited(plan_basis: Basis) -> None:
    found = ranked(plan_basis, CLOSE / 2)
    question = asked("大家伙儿怎么说", plan_basis)
    best, second = found.hits
    drafted = fact_answer(question, best, ((best.clause.start, best.clause.start + 4),), plan_basis)
    answer = with_close(question, found, drafted, plan_basis)
    assert answer.answer.startswith(drafted.answer)
    assert answer.answer.count(second.clause.text) == 1
    assert plan_basis.say("close") in answer.answer
    assert [each.quote for each in answer.citations] == [best.clause.text, second.clause.text]


@pytest.mark.parametrize(
    ("text", "apart"), [("大家伙儿怎么说", CLOSE * 1.01), ("什么时候说的", CLOSE / 2)]
)
def test_none_is_shown_where_it_is_plain_which_is_meant(
    text: str, apart: float, plan_basis: Basis
) -> None:
    found = ranked(plan_basis, apart)
    assert len(labels(asked(text, plan_basis), found, plan_basis)) == 1


def test_an_offices_own_wording_is_no_guess(plan_basis: Basis) -> None:
    found = ranked(plan_basis, CLOSE / 2)
    taught = Ranked((replace(found.hits[0], worded=True), found.hits[1]))
    assert len(labels(asked("大家伙儿怎么说", plan_basis), taught, plan_basis)) == 1


def test_what_does_not_answer_is_not_shown(plan_basis: Basis) -> None:
    found = ranked(plan_basis, CLOSE / 2)
    weak = replace(found.hits[1], nearness=-2.0, coverage=0.0)
    question = asked("大家伙儿怎么说", plan_basis)
    assert len(labels(question, Ranked((found.hits[0], weak)), plan_basis)) == 1
