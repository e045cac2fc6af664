"""The office's own calendar as reports read it: days, months and words."""

from __future__ import annotations

import re

import duckdb
import pytest

from reports import when
from tests.reports import marts
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.period import Period


@pytest.fixture(scope="module")
def natural(tmp_path_factory):
    with read_only(marts.write(tmp_path_factory.mktemp("when") / "warehouse.duckdb")) as con:
        yield con


@pytest.mark.parametrize(
    ("code", "this", "before", "last_year", "since"),
    [
        ("2025-01", "本月", "上月", "上年同期", "1月"),
        ("2025-03", "本月", "上月", "上年同期", "1—3月"),
        ("2025-Q1", "本季度", "上季度", "上年同期", "1—3月"),
        ("2024-Q4", "本季度", "上季度", "上年同期", "全年"),
        ("2024-H1", "上半年", "上年下半年", "上年同期", "1—6月"),
        ("2024-H2", "下半年", "上半年", "上年同期", "全年"),
        ("2024", "全年", "上年", "上年", "全年"),
    ],
)
def test_the_words_of_a_natural_period(natural, code, this, before, last_year, since):
    period = when.read(natural, Period.parse(code))
    assert (period.this, period.before, period.last_year, period.since) == (this, before, last_year, since)


def test_a_period_knows_its_months_those_before_it_and_those_of_last_year(natural):
    quarter = when.read(natural, Period.parse("2025-Q1"))
    assert quarter.months.codes == ("2025-01", "2025-02", "2025-03")
    assert (quarter.days, quarter.until, quarter.year) == ("2025-01-01 至 2025-03-31", "3月底", 2025)
    assert quarter.previous.codes == ("2024-10", "2024-11", "2024-12")
    assert quarter.year_ago.bounds == {"first_month": "2024-01", "last_month": "2024-03"}
    month = when.read(natural, Period.parse("2025-02"))
    assert (month.so_far.codes, month.year_ago_so_far.codes) == (("2025-01", "2025-02"), ("2024-01", "2024-02"))


def test_what_the_calendar_does_not_reach_is_none(natural):
    first = when.read(natural, Period.parse("2024-Q1"))
    assert (first.previous, first.year_ago, first.year_ago_so_far) == (None, None, None)


@pytest.mark.parametrize("code", ["2023-12", "2025-04", "2031", "1999-Q4"])
def test_a_period_outside_the_calendar_is_told_with_those_there_are(natural, code):
    with pytest.raises(DataError, match=code) as told:
        when.read(natural, Period.parse(code))
    assert "现有：2024" in told.value.zh


def test_a_period_with_an_unknown_month_and_one_that_is_unknown_itself_are_compared_with_nothing(tmp_path):
    path = marts.write(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("update marts.dim_period_month set is_known = false where month_code in ('2024-02', '2024-12')")
        quarter, march = when.read(con, Period.parse("2025-Q1")), when.read(con, Period.parse("2025-03"))
        assert (quarter.previous, quarter.year_ago) == (None, None)
        assert not quarter.year_ago_so_far.is_known
        assert (march.previous.codes, march.year_ago.codes) == (("2025-02",), ("2024-03",))
        con.execute("update marts.dim_period_month set is_known = false where month_code = '2025-03'")
        march = when.read(con, Period.parse("2025-03"))
        assert (march.previous, march.year_ago) == (None, None)
        assert [month.is_known for month in march.so_far.each] == [True, True, False]


# How the natural calendar is computed, in Python and in SQL.
NATURAL = re.compile(
    r"monthrange|relativedelta|date_trunc|to_months|interval 1 month|%Y-%m['\"}]|(?<![.\w])(year|month)\(\w"
    r"|first_day\.(year|month)|last_day\.(year|month)|\.month [-+]|(//|%|\*) ?12\b|month_code\[:4\]::"
)
# Before there is a warehouse nobody has the office's calendar: what landed is held against the month a year ago by name.
ELSEWHERE = {"reports/when.py", "expectations/suites/landed.py"}


def test_nobody_else_computes_months_or_days_of_a_period(repository):
    paths = [
        path
        for folder in ("reports", "expectations", "tongbao", "dags")
        for pattern in ("*.py", "*.j2")
        for path in (repository / folder).rglob(pattern)
    ]
    found = {
        f"{path.relative_to(repository)}:{number}: {line.strip()}"
        for path in paths
        if path.relative_to(repository).as_posix() not in ELSEWHERE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if NATURAL.search(line)
    }
    assert len(paths) > 100
    assert found == set()


def test_the_guard_against_natural_months_would_see_one():
    assert NATURAL.search("year(period.first_day)")
    assert NATURAL.search('f"{period.first_day:%Y-%m}"')
    assert NATURAL.search("months = as_of.year * 12 + as_of.month - 1")
