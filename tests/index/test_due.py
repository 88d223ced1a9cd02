from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.due import Due, Relation, last_day_of


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        ("2026年12月", date(2026, 12, 31)),
        ("2026年2月底前完成", date(2026, 2, 28)),
        ("到2028 年", date(2028, 12, 31)),
        ("9月底前", date(2021, 9, 30)),
        ("9月前", date(2021, 8, 31)),
        ("6月30日前", date(2021, 6, 30)),
        ("三季度末", date(2021, 9, 30)),
        ("上半年", date(2021, 6, 30)),
        ("年底前", date(2021, 12, 31)),
        ("2025年6月启动，年底前建成", date(2025, 12, 31)),
        ("十月中旬", date(2021, 10, 20)),
        ("2026年3月持续跟踪", date(2026, 3, 31)),
        ("长期坚持", None),
        ("2月30日", None),
    ],
)
def test_the_last_day_of_a_deadline(deadline: str, last: date | None) -> None:
    assert last_day_of(deadline, 2021) == last


@pytest.mark.parametrize(
    ("said", "relation", "inside", "outside"),
    [
        ("9月底前", "before", date(2021, 9, 30), date(2021, 10, 1)),
        ("三季度", "within", date(2021, 7, 1), date(2021, 6, 30)),
        ("明年6月", "within", date(2022, 6, 1), date(2021, 6, 1)),
        ("6月之后", "after", date(2021, 7, 1), date(2021, 6, 30)),
        ("2020年内", "within", date(2020, 5, 1), date(2021, 5, 1)),
    ],
)
def test_the_days_that_are_asked_for(
    said: str, relation: Relation, inside: date, outside: date
) -> None:
    window = Due(said, relation).window(2021)
    assert window.first <= inside <= window.last
    assert not window.first <= outside <= window.last


@given(st.text(alphabet="0123456789一二三十年月日底前内上下半季度末今明旬", max_size=20))
def test_any_text_is_a_deadline_or_none(text: str) -> None:
    found = last_day_of(text, 2021)
    assert found is None or isinstance(found, date)
