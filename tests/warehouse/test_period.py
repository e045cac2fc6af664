"""Calendar arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.period import Grain, Period, PeriodError


@pytest.mark.parametrize(
    ("code", "first", "last", "previous", "year_ago", "zh"),
    [
        ("2025-01", date(2025, 1, 1), date(2025, 1, 31), "2024-12", "2024-01", "2025年1月"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-01", "2023-02", "2024年2月"),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), "2024-Q4", "2024-Q1", "2025年第一季度"),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), "2025-Q3", "2024-Q4", "2025年第四季度"),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), "2025-H1", "2024-H2", "2025年下半年"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "2024", "2024", "2025年"),
    ],
)
def test_a_period_knows_its_days_and_its_neighbours(
    code: str, first: date, last: date, previous: str, year_ago: str, zh: str
) -> None:
    period = Period.parse(code)
    assert (period.code, period.first_day, period.last_day) == (code, first, last)
    assert (period.previous.code, period.year_ago.code, period.zh) == (previous, year_ago, zh)


@pytest.mark.parametrize("code", ["2025-13", "2025-Q5", "2025-H3", "25-01", "2025-1", "", "2025-01-01"])
def test_a_code_that_cannot_be_read_is_named(code: str) -> None:
    with pytest.raises(PeriodError, match="not a period code") as caught:
        Period.parse(code)
    assert f"“{code}”" in caught.value.zh


@pytest.mark.parametrize("code", ["0000", "9999", "0001-01", "9999-12", "9999-Q4", "9999-H2", "0000-Q1", "1899"])
def test_a_year_whose_neighbours_are_no_years_is_told_in_a_sentence(code: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.parse(code)
    assert caught.value.zh == f"统计期“{code}”的年份不对：只能是 1900 至 9998 年"


@pytest.mark.parametrize("code", ["1900", "1900-01", "9998", "9998-12", "9998-Q4", "9998-H2"])
def test_the_first_and_the_last_year_have_neighbours(code: str) -> None:
    period = Period.parse(code)
    assert period.year_ago.last_day <= period.previous.last_day < period.first_day <= period.last_day


@pytest.mark.parametrize(
    ("grain", "as_of", "code"),
    [
        ("month", date(2026, 1, 1), "2025-12"),
        ("month", date(2025, 12, 31), "2025-11"),
        ("quarter", date(2026, 1, 10), "2025-Q4"),
        ("quarter", date(2025, 12, 31), "2025-Q3"),
        ("half", date(2025, 7, 1), "2025-H1"),
        ("year", date(2026, 1, 1), "2025"),
    ],
)
def test_the_last_complete_period_is_over_on_the_day(grain: Grain, as_of: date, code: str) -> None:
    assert Period.last_complete(grain, as_of).code == code
