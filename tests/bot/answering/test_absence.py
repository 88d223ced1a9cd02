import pytest

from bot.answering import Basis
from bot.answering.absence import absent_country, absent_place
from index.clause import Clause
from index.found import Hit


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("深圳的实体书店补多少钱", "深圳"),
        ("广东省新增多少家书店", "广东省"),
        ("朝阳区新增多少家书店", "朝阳区"),
        ("西山永定河文化带怎么建", ""),
        ("平安建设怎么抓", ""),
    ],
)
def test_a_place_that_no_document_speaks_of(question: str, place: str, plan_basis: Basis) -> None:
    assert absent_place(question, plan_basis) == place


@pytest.mark.parametrize(
    ("text", "country"),
    [("新增实体书店90家。", "美国"), ("支持在境外开办实体书店。", "")],
)
def test_a_country_that_no_document_speaks_of(text: str, country: str, plan_basis: Basis) -> None:
    (document,) = plan_basis.generation.documents
    clause = Clause("一、1", (), (), "", text, 0, len(text), None, 1)
    assert absent_country("美国的书店有多少", Hit(document, clause), plan_basis) == country
