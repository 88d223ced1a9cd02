from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import find_dates, first_day, last_day, years_after


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020年3月1日", ["2020-03-01"]),
        ("２０２５年１０月１３日印发", ["2025-10-13"]),
        ("二〇〇四年十月十五日", ["2004-10-15"]),
        ("二○二一年三月", ["2021-03"]),
        ("2025 年11 月7 日", ["2025-11-07"]),
        ("公开日期：2025-07-11 10:52", ["2025-07-11"]),
        ("2024年2月30日", []),
        ("2019年1月1日至2023年12月31日", ["2019-01-01", "2023-12-31"]),
        ("12019年1月1日", []),
        ("2020年", []),
    ],
)
def test_finds_dates(text: str, iso: list[str]) -> None:
    assert [found.iso for found in find_dates(text)] == iso


@given(st.text(st.characters() | st.sampled_from("0123456789年月日-/.二〇一十")))
def test_any_text_is_searched_and_spans_lie_in_it(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert first_day(found.iso) <= last_day(found.iso)


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(1, 9))
def test_years_end_on_the_day_before_the_anniversary(start: date, years: int) -> None:
    last = years_after(start, years)
    assert last.year in {start.year + years, start.year + years - 1}
    assert 365 * years - 1 <= (last - start).days <= 366 * years


def test_a_month_ends_with_its_last_day() -> None:
    assert last_day("2024-02") == date(2024, 2, 29)
    assert last_day("2023-12") == date(2023, 12, 31)
