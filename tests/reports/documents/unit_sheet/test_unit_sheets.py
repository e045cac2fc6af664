"""A unit's sheet has everything of the unit, nothing of another, and adds up to what is published."""

import io
import re
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import duckdb
import pytest
from typer.testing import CliRunner

from reports.documents.unit_sheet import unit_docx, unit_page
from reports.documents.unit_sheet.unit_sheets import file_name
from reports.saying.wording import Fonts, Wording
from reports.subjects.unit import query as query_unit_accounts
from reports.subjects.unit import text as unit_text
from reports.subjects.unit.value import Counted, Earned, RecordPlace
from tests.reports import marts
from tongbao.cli import app
from tongbao.unit_sheets import write_unit_sheets
from warehouse.database import read_only
from warehouse.errors import BrokenError, DataError
from warehouse.office import Office
from warehouse.period import Period

PERIODS = ("2025-03", "2025-Q1")
AS_OF = date(2025, 4, 10)
RECORD_ID = re.compile(r"\b[0-9a-f]{32}\b")
CREDITED = """
    select lineage.reporting_unit_code, list(distinct record_id)
    from marts.fct_adoption
    inner join marts.dim_unit_lineage as lineage using (unit_code)
    inner join marts.dim_period_month as month using (month_code)
    where lineage.period_code = $period and month.period_code = $period and is_inside
    group by all
"""


def read(place, code, database=None):
    with read_only(database or place.home.current) as con:
        return query_unit_accounts.build(
            con, Office.load(place.office_folder), Period.parse(code),
            Wording.load(place.office_folder / "circular.toml"), fingerprint="f00d", as_of=AS_OF,
        )  # fmt: skip


@pytest.fixture(scope="module", params=PERIODS)
def accounts(golden, request):
    return read(golden, request.param)


def asked(golden, query, **parameters):
    with read_only(golden.home.current) as con:
        return con.execute(query, parameters).fetchall()


def text_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_record_of_a_unit_is_on_both_its_sheets(golden, accounts):
    credited = dict(asked(golden, CREDITED, period=accounts.period.code))
    by_code = {account.unit_code: account for account in accounts.accounts}
    assert len(credited) >= 4
    for code, records in credited.items():
        account = by_code[code]
        assert {each.source.record_id for each in account.counted} == set(records)
        word = text_of(unit_docx.render(account, accounts, Fonts()))
        page = unit_page.render(account, accounts).decode()
        assert all(record in word and record in page for record in records)


def test_the_lines_of_a_sheet_add_up_to_the_published_points(golden, accounts):
    published = dict(asked(
        golden, "select unit_code, points from marts.fct_unit_period_score where scheme_code = 'xxcy' and period_code = $p",
        p=accounts.period.code,
    ))  # fmt: skip
    assert {account.unit_code for account in accounts.accounts} == set(published)
    for account in accounts.accounts:
        lines = [line for each in account.counted for line in each.lines] + list(account.others)
        assert sum((line.points for line in lines), Decimal(0)) == published[account.unit_code]
    assert sum(published.values()) > 0


def test_every_record_that_was_not_counted_is_on_a_sheet_or_told_as_homeless(golden, accounts):
    period = accounts.period
    missing = asked(
        golden,
        "select record_id from marts.fct_record inner join marts.fct_delivery using (delivery_id)"
        " where outcome != 'accepted' and coalesce(month_code, strftime(received_on, '%Y-%m')) between $first and $last",
        first=f"{period.first_day:%Y-%m}", last=f"{period.last_day:%Y-%m}",
    )  # fmt: skip
    listed = {each.source.record_id for account in accounts.accounts for each in account.not_counted}
    assert len(missing) >= 3
    assert len({record for (record,) in missing} - listed) == accounts.homeless_count
    assert listed


def test_nothing_of_another_unit_is_on_a_sheet(accounts):
    for account in accounts.accounts:
        own = {each.source.record_id for each in (*account.counted, *account.not_counted, *account.claims)}
        page = unit_page.render(account, accounts).decode()
        assert set(RECORD_ID.findall(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))) <= own
        written_by = {account.unit_name} | {name for each in account.counted for name in each.co_units.split("、")}
        shown = (*account.counted, *account.not_counted, *account.claims)
        allowed = accounts.office_name + "".join(each.article_title + each.source.file_name for each in shown)
        others = [each.unit_name for each in accounts.accounts if each.unit_name not in written_by]
        assert others
        assert [name for name in others if name in page and name not in allowed] == []


def test_points_that_do_not_add_up_are_refused(golden, tmp_path):
    copy = tmp_path / "spoiled.duckdb"
    shutil.copy(golden.home.current.resolve(), copy)
    with duckdb.connect(str(copy)) as con:
        con.execute("update marts.fct_ranking set points = points + 1 where period_code = '2025-03'")
    with pytest.raises(BrokenError, match="add up to"):
        read(golden, "2025-03", copy)


def test_a_record_that_names_two_outlets_is_two_lines_with_their_own_points(golden, tmp_path):
    accounts = read(golden, "2025-03")
    copy = tmp_path / "two.duckdb"
    shutil.copy(golden.home.current.resolve(), copy)
    account = next(each for each in accounts.accounts if len(each.counted) == 1 and each.points)
    record = account.counted[0].source.record_id
    with duckdb.connect(str(copy)) as con:
        con.execute(
            "insert into marts.fct_adoption select * replace ('00000000-0000-0000-0000-000000000002'::uuid as adoption_id)"
            " from marts.fct_adoption where record_id = ? and unit_code = ?", [record, account.unit_code],
        )  # fmt: skip
    again = next(each for each in read(golden, "2025-03", copy).accounts if each.unit_code == account.unit_code)
    assert [each.source.record_id for each in again.counted] == [record, record]
    assert sorted(each.points for each in again.counted) == [0, account.points]


def test_a_period_without_a_ranking_is_refused(golden):
    with pytest.raises(DataError, match="no period 1999-03 in the warehouse"):
        read(golden, "1999-03")


def _many(account, count):
    return replace(account, counted=tuple(
        Counted(
            RecordPlace(f"{number:032x}", f"{marts.SCRIPT}.xlsx", "=表", number), "adoption", f"{marts.FORMULA}{number}", "报",
            "2025-03-01", Decimal(1), "", "", "claimed_only", "", (Earned(Decimal(2), "2025", "T1", marts.SCRIPT, ""),),
        )
        for number in range(count)
    ))  # fmt: skip


def test_two_thousand_hostile_records_of_one_unit_are_all_there(accounts):
    account = _many(accounts.accounts[0], 2000)
    document = docx.Document(io.BytesIO(unit_docx.render(account, accounts, Fonts())))
    rows = document.tables[1].rows
    assert len(rows) == 2001
    assert rows[2000].cells[2].text == f"{marts.FORMULA}1999"
    page = unit_page.render(account, accounts).decode()
    assert page.count(f"{1999:032x}") == 1
    assert "<script" not in page


def test_a_unit_with_nothing_has_a_sheet_that_says_so(accounts):
    account = replace(
        accounts.accounts[0], counted=(), others=(), not_counted=(), claims=(), due=(), running=(), history=(),
        points=Decimal(0), place=None, year_ago=None, previous_place=None, year_ago_place=None, confirmed_count=0,
    )  # fmt: skip
    page = unit_page.render(account, accounts).decode()
    assert "本期没有计入的记录" in page
    assert "没有未计入的记录" in page
    assert "None" not in page
    word = text_of(unit_docx.render(account, accounts, Fonts()))
    assert word.count("（无）") > 2
    assert "合计0分，与公布的得分一致。" in word


def test_the_form_leads_with_what_was_not_counted_and_leaves_blank_rows(accounts):
    account = next(each for each in accounts.accounts if each.not_counted)
    rows = unit_text.form_rows(account)
    wanted = [each.source.record_id for each in account.not_counted if each.outcome != "superseded"][:10]
    assert [record for _, record in rows] == wanted + [""] * unit_text.BLANK_ROWS
    document = docx.Document(io.BytesIO(unit_docx.render(account, accounts, Fonts())))
    assert [row.cells[1].text for row in document.tables[-1].rows][1:] == [record for _, record in rows]


def test_the_same_account_gives_the_same_bytes(accounts):
    account = accounts.accounts[1]
    assert unit_docx.render(account, accounts, Fonts()) == unit_docx.render(account, accounts, Fonts())
    assert unit_page.render(account, accounts) == unit_page.render(account, accounts)


def test_an_offices_own_fonts_are_on_the_sheet(accounts):
    content = unit_docx.render(accounts.accounts[0], accounts, Fonts(body="仿宋"))
    styles = docx.Document(io.BytesIO(content)).styles.element.xml
    assert '"仿宋"' in styles
    assert '"仿宋_GB2312"' not in styles


def test_the_files_of_a_period_are_put_in_place_whole(golden):
    folder, written = write_unit_sheets(golden, Period.parse("2025-03"), AS_OF)
    (folder / "of-old.html").write_text("left by an earlier run")
    again, _ = write_unit_sheets(golden, Period.parse("2025-03"), AS_OF)
    assert again == golden.home.drafts / "2025-03" / "units"
    assert len(list(again.iterdir())) == 2 * len(written.accounts)
    assert not (again / "of-old.html").exists()


def test_the_command_says_where_they_lie_and_what_is_on_no_sheet(golden):
    wanted = ["units", "--period", "2025-Q1", "--home", str(golden.home.root), "--org", str(golden.office_folder)]
    result = CliRunner().invoke(app, wanted)
    assert result.exit_code == 0, result.output
    written = read(golden, "2025-Q1")
    assert f"drafts/2025-Q1/units：{len(written.accounts)} 个单位的得分单" in result.output
    assert written.homeless_count == 1
    assert "另有 1 条未计入的记录看不出属于哪个单位" in result.output
    assert (golden.home.root / "index.html").exists()


@pytest.mark.parametrize(("code", "name"), [("../x", "单位"), ("a/b", "c\\d"), ("X1", "长" * 90), ("..", ""), ("x1", "同名")])
def test_a_file_name_is_safe_and_nobody_elses(code, name):
    made = file_name(code, name)
    assert re.fullmatch(r"[\w.-]+", made)
    assert not made.startswith(".")
    assert len(made.encode()) < 240
    assert made.casefold() not in {file_name(other, name).casefold() for other in ("X1", "X2", "a_b", "_x") if other != code}
