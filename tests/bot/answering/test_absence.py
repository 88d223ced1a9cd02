import pytest

from bot.answering import Basis
from bot.answering.absence import absent_place


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
