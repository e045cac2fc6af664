"""Compare only what can be compared, from delivered rows to printed words: tests/offices/growth.

A piece in the city's paper is worth 1 point up to 2024, 2 from January 2025, 3 from March 2025; a rule of May 2025 says the
same in other words. One in the province's paper is worth 5 throughout. Counted since 2023, but the first register is that of
January 2024, and of some months none has ever come.

First quarter: 甲县 has a piece in the city's paper every month of both years, 乙县 one in the province's, 丙县 one in the city's.
2024, as published: 甲 1 + 1 + 1 = 3, 乙 5, 丙 1; by the rule of March 2025: 甲 9, 乙 5, 丙 3.
2025, as published: 甲 2 + 2 + 3 = 7, 乙 5, 丙 2; by the rule of March 2025: 甲 9, 乙 5, 丙 3. Nobody did more or less.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest

from reports import value
from reports.documents.circular import narrative
from reports.saying.phrases import Shortened
from reports.saying.wording import Wording
from reports.subjects.ranking import rescored_text
from reports.subjects.ranking.value import Ranked
from reports.subjects.unit import query as query_unit_accounts
from reports.value import Report
from tests.building import OFFICES, built_home
from tests.golden.printed import printed
from tongbao.account import account, tell
from tongbao.claims import claims
from tongbao.disputes import raise_one
from tongbao.place import Place
from tongbao.rescoring import draft_and_published, find_version, read_for, two_versions
from tongbao.stages import check, report
from tongbao.unit_sheets import write_unit_sheets
from warehouse.database import read_only
from warehouse.errors import DataError
from warehouse.period import Period

OFFICE = OFFICES / "growth"
# Month and who had what: 市 or 省 paper.
PRINTED = {
    "2024-01": (("甲县", "市"), ("乙县", "省")), "2024-02": (("甲县", "市"), ("丙县", "市")), "2024-03": (("甲县", "市"),),
    "2024-07": (("甲县", "市"),) * 3, "2024-11": (("甲县", "市"),),
    "2025-01": (("甲县", "市"), ("丙县", "市")), "2025-02": (("甲县", "市"),), "2025-03": (("甲县", "市"), ("乙县", "省")),
    "2025-04": (("甲县", "市"),), "2025-05": (("甲县", "市"),),
    "2025-07": (("甲县", "市"),), "2025-08": (("甲县", "市"),), "2025-09": (("甲县", "市"),),
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    inbox = tmp_path_factory.mktemp("inbox")
    for month, printed_then in PRINTED.items():
        rows = [
            f"{unit},{unit}{month}第{number}篇“{'甲乙丙丁'[number]}”做法,某{tier}日报,{month}-{10 + number}"
            for number, (unit, tier) in enumerate(printed_then)
        ]
        _put(inbox / month / f"{month}采用登记表.csv", "\n".join(("单位,标题,采用刊物,采用日期", *rows)).encode())
    _put(inbox / "2025-04" / "丙县委组织部2025年4月采用登记表.xlsx", b"PK\x03\x04 cut off on its way")
    # whose it is, only a folder or an archive says, or nothing does; the month stands without a year
    _put(inbox / "丙县组织部" / "8月.xlsx", b"PK\x03\x04 cut off on its way, too")
    with ZipFile(inbox / "乙县8月.zip", "w") as archive:
        archive.writestr("登记表/采用情况.xlsx", b"PK\x03\x04 cut off before it was packed")
    _put(inbox / "9月采用.xlsx", b"PK\x03\x04 cut off and of nobody")
    _put(inbox / "9月" / "丙县委" / "登记表.csv", "标题,采用刊物,采用日期\n某稿,某市日报,2025-09-20\n".encode())
    rows = "单位,标题,采用刊物,采用日期\n乙县,乙县某稿,某某晨报,2025-04-08\n"
    _put(inbox / "2025-04" / "乙县委组织部2025年4月采用登记表.csv", rows.encode())
    return built_home(tmp_path_factory.mktemp("growth"), OFFICE, inbox, date(2025, 10, 3))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def read(place: Place, code: str) -> Report:
    wording = Wording.load(OFFICE / "circular.toml")
    with read_only(place.home.current) as con:
        return value.build(
            con, place.office(), Period.parse(code), wording, fingerprint="f00d", as_of=date(2025, 10, 10)
        )


def line(report: Report, unit: str) -> Ranked:
    [found] = [line for line in report.ranking.ranked if line.unit_name.startswith(unit)]
    return found


def text(report: Report) -> str:
    paragraphs = narrative.body(report, Wording.load(OFFICE / "circular.toml"))
    return "\n".join(paragraph.lead + paragraph.text for paragraph in paragraphs)


@pytest.mark.parametrize("code", ["2024-01", "2024-Q1", "2024-07", "2024-11", "2025-Q3"])
def test_beside_months_that_never_came_nothing_is_compared(place: Place, code: str) -> None:
    told = read(place, code)
    assert (told.totals.adoptions.previous, told.totals.adoptions.year_ago, told.totals.cumulative.year_ago) == (None,) * 3
    known = {(each.place_change, each.year_ago_place_change, each.year_ago) for each in told.ranking.ranked}
    assert known == {(None, None, None)}
    assert told.ranking.fallen == ()
    assert not any(word in text(told) for word in ("上年同期", "上月", "上季度", "名次较", "为0", "只升不降"))


def test_a_first_circular_compares_with_nothing_in_any_document(place: Place) -> None:
    folder = report(place, Period.parse("2024-Q1"), None)
    said = printed(folder)
    rows = [row for row in said.splitlines() if row.startswith(("1 | 乙县", "2 | 甲县", "3 | 丙县"))]
    assert [row.rsplit(" | ", 2)[1:] for row in rows] == [["—", "—"]] * 3
    for word in ("上年同期为0", "上季度为0", "+0", "持平", "↑", "↓", "比上"):
        assert word not in said
    with read_only(place.home.current) as con:
        known = con.execute("select count(*) from marts.dim_period where is_known and first_day < '2024-01-01'").fetchone()
        assert known == (0,)


def test_a_month_that_never_came_is_a_dash_and_no_zero(place: Place) -> None:
    told = read(place, "2025-07")
    assert [(month.month_code, month.total, month.year_ago_total) for month in told.totals.months[2:]] == [
        ("2025-03", 2, 1), ("2025-04", 1, None), ("2025-05", 1, None), ("2025-06", None, None), ("2025-07", 1, 3),
    ]  # fmt: skip
    assert "2025-06 | — | — | — | —" in printed(report(place, Period.parse("2025-07"), None))
    # a month is compared with the same month of last year alone
    assert told.ranking.fallen[0].year_ago == 3


@pytest.mark.parametrize("code", ["2023-05", "2023", "2024-Q2", "2025-06"])  # before the first register, in a gap
def test_of_a_period_that_never_came_no_command_tells_points_places_or_counts(place: Place, code: str) -> None:
    period, home = Period.parse(code), place.home
    draft = read_for(place, find_version(place, "2025-03"))
    asked: list[Callable[[], object]] = [
        lambda: report(place, period, None),
        lambda: write_unit_sheets(place, period, None),
        lambda: account(home.current, "xxcy", period, "乙县"),
        lambda: claims(home.current, period, "乙县"),
        lambda: check(place, "period", period),
        lambda: draft_and_published(place, period, draft),
        lambda: two_versions(place, period, draft, draft),
        lambda: raise_one(place, period, "乙县委组织部", ("r1", None), "办公室", date(2025, 10, 3), "漏计"),
    ]
    for ask in asked:
        with pytest.raises(DataError, match="not zero") as told:
            ask()
        assert "还没有可计的来件" in told.value.zh
    assert not (home.drafts / code).exists()


def test_where_a_month_of_a_period_never_came_every_output_says_so(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    quarter, caution = Period.parse("2025-Q2"), "2025-06 没有来件，采用了多少还不知道"
    assert f"没有来件的月份 | {caution}" in printed(report(place, quarter, None))
    folder, written = write_unit_sheets(place, quarter, None)
    assert all(any(said.startswith(caution) for said in each.remarks) for each in written.accounts)
    assert caution in next(folder.glob("*乙县*.html")).read_text(encoding="utf-8")
    tell(account(place.home.current, "xxcy", quarter, "乙县"))
    said = capsys.readouterr().out
    assert caution in said
    assert "暂列县组第 2 名" in said
    assert [each.name for each in check(place, "period", quarter).warned] == ["period.known_months"]
    assert claims(place.home.current, quarter, "乙县")[2][0].startswith(caution)
    # of a year that runs, the months to come are unknown
    tell(account(place.home.current, "xxcy", Period.parse("2025"), "甲县"))
    assert "2025-06、2025-10 至 2025-12 没有来件" in capsys.readouterr().out


def test_the_account_of_a_unit_names_its_file_that_could_not_be_read(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    tell(account(place.home.current, "xxcy", Period.parse("2025-04"), "丙县"))
    said = capsys.readouterr().out
    assert "丙县委组织部2025年4月采用登记表.xlsx》未能读取" in said
    assert "暂列" in said


def test_a_dearer_rule_is_no_growth_of_work(place: Place) -> None:
    told = read(place, "2025-01")
    first, second = line(told, "甲县"), line(told, "乙县")
    assert first.year_ago is not None
    assert first.since_year_ago is not None
    assert (first.points, first.since_year_ago.published, first.year_ago.base) == (2, 1, 2)
    assert (first.year_ago.percent, first.since_year_ago.growth_by_rule(1)) == (Decimal("0.0"), Decimal("100.0"))
    assert second.since_year_ago is not None
    assert (second.since_year_ago.by_work, second.since_year_ago.by_rule) == (-5, 0)
    # then 乙县 was first: by one rule too
    assert (second.year_ago_place, second.since_year_ago.published_place) == (1, 1)


def test_money_of_last_year_is_not_taken_from_points_of_this_one(place: Place, tmp_path: Path) -> None:
    """Had the rule of 2023 paid in yuan: the growth by one rule stands, what was published stands beside it in yuan."""
    copied = Path(shutil.copy(place.home.current, tmp_path / "warehouse.duckdb"))
    with duckdb.connect(str(copied)) as con:
        con.execute("update marts.dim_rule_version set counted_in = '元' where rule_version = '2023'")
    wording = Wording.load(OFFICE / "circular.toml")
    with read_only(copied) as con:
        told = value.build(
            con, place.office(), Period.parse("2025-01"), wording, fingerprint="f00d", as_of=date(2025, 10, 10)
        )
    said = rescored_text.note(told.ranking, told.told(Shortened(None)))
    assert "上年同期公布的数（元）按2023版计分办法计算，与本期的分不能相加减，不计增长" in said
    [table] = [each for each in rescored_text.tables(told.ranking, told.told(Shortened(None))) if "上年同期" in each[0]]
    assert (table[1][1], {row[5] for row in table[2]}) == ("原公布（元）", {None})
    assert rescored_text.published(told.ranking, told.period) == "上年同期（公布，元）"


def test_a_quarter_under_two_rules_is_compared_by_its_last(place: Place) -> None:
    told = read(place, "2025-Q1")
    figures = {
        each.unit_name[0]: (each.points, each.since_year_ago.now, each.since_year_ago.published, each.since_year_ago.points)
        for each in told.ranking.ranked
        if each.since_year_ago
    }
    assert figures == {"甲": (7, 9, 3, 9), "乙": (5, 5, 5, 5), "丙": (2, 3, 1, 3)}
    # as published 甲县 rose from second to first; by one rule it was first both times
    assert line(told, "甲县").year_ago_place_change == 0
    assert {each.year_ago.percent for each in told.ranking.ranked if each.year_ago} == {Decimal("0.0")}
    said = rescored_text.note(told.ranking, told.told(Shortened(None)))
    assert "各单位合计+5分（+55.6%），其中采用情况变化0分（0.0%），计分办法变化+5分（+55.6%）" in said
    assert "本期先后适用2025版、2025-03版" in said


def test_documents_show_the_published_beside_the_rescored(place: Place) -> None:
    said = printed(report(place, Period.parse("2025-Q1"), None))
    assert "与上年同期比较（上年同期按2025-03版重算）" in said
    assert "甲县委组织部 | 3 | 9 | 7 | 9 | 0.0% | 133.3% | 2 | 1" in said  # annex 1
    assert "上年同期（公布） | 上年同期（按2025-03版重算）" in said  # workbook
    assert "上年同期（公布）\n上年同期（按2025-03版重算）" in said  # page
    folder, _ = write_unit_sheets(place, Period.parse("2025-Q1"), None)
    sheet = next((each for each in folder.rglob("*甲县*.html")), None)
    assert sheet is not None
    assert "上年同期得分（按2025-03版重算）" in sheet.read_text(encoding="utf-8")


def test_a_rule_that_changes_nothing_makes_no_noise(place: Place) -> None:
    assert read(place, "2025-05").ranking.rule_change is None
    march = read(place, "2025-03").ranking.rule_change
    assert march is not None
    assert (march.version, march.previous, march.year_ago) == ("2025-03", ("2025",), ("2023",))


def test_the_period_before_is_scored_by_this_ones_rule(place: Place) -> None:
    since = line(read(place, "2025-03"), "甲县").since_previous
    assert since is not None
    assert (since.published, since.points, since.by_work, since.by_rule) == (2, 3, 0, 1)


def test_a_unit_whose_file_could_not_be_read_is_not_one_with_nothing(place: Place) -> None:
    told = read(place, "2025-04")
    assert [(each.unit_name, each.file_names) for each in told.notes.unread] == [
        ("乙县委组织部", ("2025-04/乙县委组织部2025年4月采用登记表.csv",)),
        ("丙县委组织部", ("2025-04/丙县委组织部2025年4月采用登记表.xlsx",)),
    ]
    assert (told.ranking.nothing, told.ranking.nothing_count) == ((), 0)
    unread = {each.unit_name for each in told.notes.unread}
    lines = [line for group in told.ranking.groups for line in group.units]
    assert {line.unit_name for line in lines if line.year_ago is None} >= unread
    assert {line.place_change for line in lines if line.unit_name in unread} == {None}
    assert "没有信息被采用的单位" not in text(told)
    assert "丙县委组织部（《丙县委组织部2025年4月采用登记表.xlsx》）" in text(told)
    assert read(place, "2025-05").ranking.nothing == ("乙县委组织部", "丙县委组织部")


def test_a_file_that_could_not_be_read_is_of_the_unit_that_its_folder_or_archive_names_or_of_none(place: Place) -> None:
    told = read(place, "2025-08")
    assert [(each.unit_name, each.file_names) for each in told.notes.unread] == [
        ("乙县委组织部", ("乙县8月.zip/登记表/采用情况.xlsx",)),
        ("丙县委组织部", ("丙县组织部/8月.xlsx",)),
    ]
    assert told.ranking.nothing == ()
    nobodys = read(place, "2025-09")
    assert [(each.unit_name, each.file_names) for each in nobodys.notes.unread] == [("", ("9月采用.xlsx",))]
    assert nobodys.ranking.nothing == ("乙县委组织部",)  # a register that can be read is of the unit of its folder, too
    assert "有看不出单位的来件1份未能读取或待补正：《9月采用.xlsx》，没有计入。" in text(nobodys)
    assert "看不出单位的：9月采用.xlsx" in printed(report(place, Period.parse("2025-09"), None))


def test_past_periods_of_a_unit_begin_with_the_first_that_is_known(place: Place) -> None:
    with read_only(place.home.current) as con:
        accounts = query_unit_accounts.build(
            con, place.office(), Period.parse("2025-Q1"), Wording.load(OFFICE / "circular.toml"), fingerprint="f00d",
            as_of=date(2025, 4, 10),
        )  # fmt: skip
    [account] = [each for each in accounts.accounts if each.unit_name == "甲县委组织部"]
    assert [(past.period_code, past.points, past.place, past.rescored, past.rescored_place) for past in account.history] == [
        ("2024-Q1", 3, 2, 9, 1), ("2024-Q2", None, None, None, None), ("2024-Q3", None, None, None, None),
        ("2024-Q4", None, None, None, None), ("2025-Q1", 7, 1, 9, 1),
    ]  # fmt: skip
