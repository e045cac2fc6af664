"""Periods as they are written."""

from __future__ import annotations

import pytest

from warehouse.period import Period, PeriodError


@pytest.mark.parametrize(
    ("code", "grain", "zh"),
    [
        ("2025-01", "month", "2025年1月"),
        ("2025-12", "month", "2025年12月"),
        ("2025-Q1", "quarter", "2025年第一季度"),
        ("2025-Q4", "quarter", "2025年第四季度"),
        ("2025-H2", "half", "2025年下半年"),
        ("2025", "year", "2025年"),
    ],
)
def test_a_period_is_written_as_it_was_read_and_named_in_words(code: str, grain: str, zh: str) -> None:
    period = Period.parse(code)
    assert (period.code, period.grain, period.zh) == (code, grain, zh)


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


def test_periods_sort_by_the_end_they_name_the_longer_first() -> None:
    codes = ["2024", "2025-01", "2025-02", "2025-Q1", "2025-03", "2025-H1", "2025-Q2", "2025", "2025-12"]
    in_order = sorted(map(Period.parse, reversed(codes)), key=lambda period: period.order)
    assert [period.code for period in in_order] == [
        "2024", "2025-01", "2025-02", "2025-Q1", "2025-03", "2025-H1", "2025-Q2", "2025", "2025-12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "year_starts", "ends"),
    [
        ("2025-03", 12, (2025, 3)),  # a month keeps its name
        ("2025-Q1", 1, (2025, 3)),
        ("2025-Q1", 12, (2025, 2)),  # December to February
        ("2025-Q2", 7, (2024, 12)),  # October to December of the year before
        ("2026", 7, (2026, 6)),
        ("2025-H1", 12, (2025, 5)),
    ],
)
def test_the_month_a_written_period_ends_in_where_the_year_is_the_offices_own(
    code: str, year_starts: int, ends: tuple[int, int]
) -> None:
    assert Period.parse(code).last_month(year_starts) == ends
