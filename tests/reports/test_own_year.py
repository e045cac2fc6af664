"""An office of its own calendar, from delivered registers: its year starts in December, its months end on the 25th.

February 2025 was closed on the 28th. So 2024-12 is 26 November to 25 December, 2025-01 to 25 January, 2025-02 to
28 February (extended), 2025-03 is 1 to 25 March; 2025-Q1 is December to February. A piece is worth 10 points in 组工信息,
5 in 某省日报, 2 in 某市组工. Delivered are, by the office's month (甲 and 乙 are the counties):

2023-12: 甲 省 20 December (5)           2024-02: 乙 市 25 February (2)      2024-03: 乙 市 26 February (2)
2024-11: 甲 市 20 November (2)
2024-12: 甲 中央 26 November (10), 甲 省 25 December (5)                     rejected: 丁, 28 November
2025-01: 乙 市 26 December (2), 甲 市 25 January (2)
2025-02: 乙 省 26 January (5), 乙 市 27 February (2), 甲 市 28 February (2)
2025-03: 甲 省 1 March (5), 乙 中央 25 March (10)

2025-Q1: 2 + 2 + 3 = 7 adoptions; 甲 10 + 5 + 2 + 2 = 19 points with 4, 乙 2 + 5 + 2 = 9 with 3. By the natural calendar
January to March would be 甲 2 + 2 + 5, 乙 5 + 2 + 10.
"""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from typer.testing import CliRunner

from expectations.gate import check_period
from reports import value, when
from reports.saying.wording import Wording
from reports.subjects.unit import query as query_unit_accounts
from tests.building import OFFICES, built_home
from tests.golden.printed import printed
from tongbao.account import account
from tongbao.claims import claims
from tongbao.cli import app
from tongbao.due import awaited, has_newer, newest_complete
from tongbao.stages import report
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.office import Office
from warehouse.period import Period

OWN_YEAR = OFFICES / "own_year"
FIRST, SECOND = "甲县委组织部", "乙县委组织部"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    # Named as people name folders: none of these marks may break a command. What a query would not take as a name a home refuses.
    root = tmp_path_factory.mktemp("own_year") / '甲 1 100% “乙”"丙"；（丁）&$x`!~;a、，b=c|^<>'
    office = tmp_path_factory.mktemp("offices") / "office, it's [1] {a}*? #%\"x"
    shutil.copytree(OWN_YEAR, office)
    return built_home(root, office, office / "inbox", date(2025, 4, 10))


@pytest.fixture(scope="module")
def read(place):
    """Return the report of a period."""
    office, wording = Office.load(OWN_YEAR), Wording.load(OWN_YEAR / "circular.toml")
    with read_only(place.home.current) as con:
        yield lambda code: value.build(con, office, Period.parse(code), wording, fingerprint="f00d", as_of=None)


@pytest.fixture(scope="module")
def quarter_said(place):
    """All that the documents of 2025-Q1 say."""
    return printed(report(place, Period.parse("2025-Q1"), None))


@pytest.mark.parametrize(
    ("code", "first", "last", "months", "since", "until"),
    [
        ("2024-12", date(2024, 11, 26), date(2024, 12, 25), 1, "12月", "12月25日"),
        ("2025-01", date(2024, 12, 26), date(2025, 1, 25), 1, "上年12月—1月", "1月25日"),
        ("2025-02", date(2025, 1, 26), date(2025, 2, 28), 1, "上年12月—2月", "2月底"),
        ("2025-03", date(2025, 3, 1), date(2025, 3, 25), 1, "上年12月—3月", "3月25日"),
        ("2025-Q1", date(2024, 11, 26), date(2025, 2, 28), 3, "上年12月—2月", "2月底"),
        ("2024-Q4", date(2024, 8, 26), date(2024, 11, 25), 3, "全年", "11月25日"),
        ("2025", date(2024, 11, 26), date(2025, 11, 25), 12, "全年", "11月25日"),
    ],
)
def test_days_months_and_words_of_a_period_are_the_offices_own(place, code, first, last, months, since, until):
    with read_only(place.home.current) as con:
        period = when.read(con, Period.parse(code))
    assert (period.first_day, period.last_day, len(period.months.each)) == (first, last, months)
    assert (period.since, period.until) == (since, until)


def test_opening_totals_annexes_and_ranking_of_a_quarter_count_the_same_three_months(read):
    quarter = read("2025-Q1")
    total = quarter.totals.adoptions
    # 7 now; a year ago, December 2023 to February 2024, 2; the quarter before, September to November 2024, 1
    assert (total.now, total.year_ago.base, total.previous.base) == (7, 2, 1)
    assert {tier.name: tier.now for tier in quarter.totals.tiers} == {"中央": 1, "省": 2, "市": 4}
    assert len(quarter.pieces.adoptions) == 7
    assert (quarter.totals.cumulative.now, quarter.totals.cumulative.year_ago.base) == (7, 2)
    [counties] = quarter.ranking.groups
    rows = [(each.unit_name, *each.by_tier, each.adoption_count, each.points) for each in counties.units]
    assert rows == [(FIRST, 1, 1, 2, 4, 19), (SECOND, 0, 1, 2, 3, 9)]
    assert [(each.year_ago.base, each.place_change) for each in counties.units] == [(5, 0), (2, 0)]
    assert quarter.notes.outcomes.rejected == 1  # 28 November is of December


def test_a_month_is_counted_to_its_own_last_day(read):
    # 26 January, 27 and 28 February; with the two months before 2 + 2 + 3 = 7, a year ago 1 + 0 + 1 = 2
    month = read("2025-02")
    assert (month.totals.adoptions.now, month.totals.adoptions.year_ago.base, month.totals.adoptions.previous.base) == (3, 1, 2)
    assert {each.unit_name: each.points for each in month.ranking.ranked} == {SECOND: 7, FIRST: 2}
    assert [(each.month_code, each.total, each.year_ago_total) for each in month.totals.months] == [
        ("2024-12", 2, 1), ("2025-01", 2, 0), ("2025-02", 3, 1),
    ]  # fmt: skip
    assert (month.totals.cumulative.now, month.totals.cumulative.year_ago.base) == (7, 2)
    assert month.notes.outcomes.rejected == 0


def test_a_year_runs_from_december_to_november(read):
    # 甲 19 + 5 = 24 with 5, 乙 9 + 10 = 19 with 4; the year 2024 has 20 December to 20 November: 4
    year = read("2025")
    assert (year.totals.adoptions.now, year.totals.adoptions.year_ago) == (9, None)  # of April to November nothing is known yet
    units = {each.unit_name: (each.points, each.adoption_count) for each in year.ranking.ranked}
    assert units == {FIRST: (24, 5), SECOND: (19, 4)}
    months = [each.month_code for each in year.totals.months]
    assert (len(months), months[0], months[-1]) == (12, "2024-12", "2025-11")


def test_quotas_are_owed_in_the_offices_periods(read):
    # 甲: 中央 and 省 of December meet the quarter's 2; 乙 has one of 2, and in December none of its monthly piece
    quotas = read("2025-Q1").tasks
    assert [(each.unit_name, each.period_code, each.owed, each.done, each.short) for each in quotas.due] == [
        (FIRST, "2025-Q1", 2, 2, 0), (SECOND, "2025-Q1", 2, 1, 1),
        (SECOND, "2024-12", 1, 0, 1), (SECOND, "2025-01", 1, 1, 0), (SECOND, "2025-02", 1, 1, 0),
    ]  # fmt: skip
    [running] = quotas.running  # 甲 owes four a year: two in December, none in January and February; 3 of 12 months are gone
    assert (running.unit_name, running.period_code, running.by_month, running.done) == (FIRST, "2025", (2, 0, 0), 2)
    assert (running.pace, running.expected) == (50, 25)


def test_quotas_of_the_year_fall_due_with_november(read):
    year = read("2025").tasks
    assert (year.running, [each.done for each in year.due if each.period_code == "2025"]) == ((), [3])


def test_the_documents_print_the_offices_days_and_words(quarter_said):
    for said in (
        "全系统被各级刊物媒体采用信息7篇次，比上年同期增加5篇次",
        "统计区间 | 2024-11-26 至 2025-02-28",
        "截至2月底总体进度50.0%（时序进度25.0%）",
        "上年12月以来各月完成数",
        f"{SECOND}（12月某市组工任务1篇，完成0篇，欠1篇；省级以上任务2篇，完成1篇，欠1篇）",
        f"1 | {FIRST} | 1 | 1 | 2 | 4 | 19 | 19",
        "2025年3月10日",  # ten days after 28 February
        "甲县年度第一天 | 甲县委组织部 | 2024年11月26日 | 10",  # a day of another year than the office's
        "甲县一月末 | 甲县委组织部 | 1月25日 | 2",
    ):
        assert said in quarter_said
    for natural in ("2025-01-01", "2025-03-31", "2025-02-25", "1月以来各月"):
        assert natural not in quarter_said.replace("上年12月以来各月", "")


def test_the_sheet_of_a_unit_adds_up_and_lists_its_past_periods(place):
    office, wording = Office.load(OWN_YEAR), Wording.load(OWN_YEAR / "circular.toml")
    with read_only(place.home.current) as con:
        accounts = query_unit_accounts.build(
            con, office, Period.parse("2025-Q1"), wording, fingerprint="f00d", as_of=None
        )
    first = next(each for each in accounts.accounts if each.unit_name == FIRST)
    assert (first.points, first.cumulative_points, len(first.counted)) == (19, 19, 4)
    # the office counts from 26 November 2023: 2024-Q1 is its first quarter, 2023-Q4 ended the day before
    assert [(each.period_code, each.points) for each in first.history] == [
        ("2024-Q1", 5), ("2024-Q2", 0), ("2024-Q3", 0), ("2024-Q4", 2), ("2025-Q1", 19),
    ]  # fmt: skip
    assert [each.period_code for each in first.running] == ["2025"]


def test_what_a_unit_is_told_and_what_is_published_agree(place):
    period = Period.parse("2025-Q1")
    assert account(place.home.current, "xxcy", period, "U01").total == 19
    assert len(claims(place.home.current, period, "U02")[1]) == 3


def test_the_check_of_a_period_looks_at_its_own_months(place):
    outcome = check_period(place.home.current, Office.load(OWN_YEAR), Period.parse("2025-Q1"))
    assert (outcome.violated, outcome.crashed) == ((), ())
    # of June to August there is nothing
    assert check_period(place.home.current, Office.load(OWN_YEAR), Period.parse("2025-Q3")).violated


@pytest.mark.parametrize(
    ("grain", "as_of", "code"),
    [
        ("month", date(2025, 2, 28), "2025-01"),  # the last day itself is not over
        ("month", date(2025, 3, 1), "2025-02"),
        ("month", date(2025, 3, 26), "2025-03"),
        ("month", date(2024, 12, 26), "2024-12"),
        ("quarter", date(2025, 2, 28), "2024-Q4"),
        ("quarter", date(2025, 3, 10), "2025-Q1"),
        ("half", date(2025, 5, 26), "2024-H2"),  # of May nothing has been delivered
        ("year", date(2025, 3, 10), "2024"),
    ],
)
def test_the_newest_complete_period_is_over_by_the_offices_calendar(place, grain, as_of, code):
    found = newest_complete(place, grain, as_of)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("code", "as_of", "is_outdated"),
    [
        ("2025-02", date(2025, 3, 25), False),
        ("2025-02", date(2025, 3, 26), True),
        ("2025-03", date(2025, 4, 25), False),
        ("2025-03", date(2025, 4, 26), True),
        ("2025-Q1", date(2025, 5, 25), False),
        ("2025-Q1", date(2025, 5, 26), True),
        ("2025", date(2026, 1, 1), False),
        ("2025", date(2027, 1, 1), True),
    ],
)
def test_a_run_of_a_day_is_not_given_an_older_period_when_a_newer_one_was_over(place, code, as_of, is_outdated):
    assert has_newer(place, Period.parse(code), as_of) is is_outdated


@pytest.mark.parametrize(
    ("grain", "day", "drafted", "code"),
    [
        ("month", date(2025, 1, 30), "2025-01", "2025-01"),  # on its day whatever lies there: the 25th and five days
        ("month", date(2025, 2, 5), "", "2025-01"),  # missed on its day, it is made up for
        ("month", date(2025, 3, 4), "2025-01", None),  # February was closed on the 28th
        ("month", date(2025, 3, 5), "2025-01", "2025-02"),
        ("month", date(2025, 3, 6), "2025-02", None),
        ("quarter", date(2025, 3, 9), "2024-Q4", None),
        ("quarter", date(2025, 3, 10), "2024-Q4", "2025-Q1"),  # December to February
        ("quarter", date(2025, 4, 10), "2025-Q1", None),
        ("year", date(2024, 12, 5), "2024", "2024"),
        ("month", date(2023, 12, 1), "", None),  # before the first month there is
    ],
)
def test_a_schedule_is_told_on_which_morning_a_period_of_the_office_is_due(place, capsys, grain, day, drafted, code):
    shutil.rmtree(place.home.drafts, ignore_errors=True)
    if drafted:
        (place.home.drafts / drafted).mkdir(parents=True)
        (place.home.drafts / drafted / "edition.json").touch()
    found = awaited(place, grain, day)
    shutil.rmtree(place.home.drafts, ignore_errors=True)
    assert (found.code if found else None) == code
    assert ("跳过" in capsys.readouterr().out) is (code is None)


def test_a_period_that_is_due_and_of_which_nothing_came_is_not_skipped(place):
    assert awaited(place, "month", date(2025, 4, 29)).code == "2025-03"  # April ended on the 25th, due on the 30th
    with pytest.raises(DataError, match="holds no adoptions"):
        awaited(place, "month", date(2025, 4, 30))


def test_a_scheduled_report_ends_with_its_code_on_a_morning_when_nothing_is_due(place):
    where = ["--home", str(place.home.root), "--org", str(place.office_folder)]
    for command in (["report", "month"], ["check", "period", "--grain", "month"]):
        told = CliRunner().invoke(app, [*command, *where, "--as-of", "2023-12-01", "--nothing-due-exit", "99"])
        assert told.exit_code == 99
        assert "到 2023-12-01 还没有一期的月报到期：跳过" in told.output


@pytest.mark.parametrize("code", ["2022-11", "2025-04", "2025-Q3", "2026", "9998", "1900"])
def test_a_period_that_the_office_does_not_have_ends_in_a_sentence(place, read, code):
    for ask in (read, lambda code: account(place.home.current, "xxcy", Period.parse(code), "U01")):
        with pytest.raises(DataError, match="in the warehouse") as told:
            ask(code)
        assert "现有：" in told.value.zh
