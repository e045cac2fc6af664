"""Persons of a real office, from the delivered cell of authors to what each earned; worked by hand in april.py."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reports import value
from reports.documents import said
from reports.documents import tables as subject_tables
from reports.documents.circular import narrative
from reports.saying.wording import Wording
from tests.dbt_project.test_registers import OFFICE, fetch
from tongbao.cli import app
from tongbao.place import Place
from tongbao.statement import tell
from warehouse.database import read_only
from warehouse.period import Period

SAMPLE = Path(__file__).parents[2] / "orgs" / "sample"


@pytest.fixture(scope="module")
def april(registers: Place) -> value.Report:
    wording = Wording.load(SAMPLE / "circular.toml")
    with read_only(registers.home.current) as con:
        return value.build(
            con, registers.office(), Period.parse("2025-04"), wording, fingerprint="f00d", as_of=date(2025, 5, 10)
        )


def test_authors_of_a_register_earn_and_are_placed_by_the_ties_of_their_rule(registers: Place) -> None:
    assert fetch(
        registers,
        "select unit_code, person, points, place, is_tied, adoption_count from marts.fct_person_ranking "
        "where scheme_code = 'gaofei' and period_code = '2025-04' order by place, unit_code desc, person",
    ) == [
        ("U1", "作者甲", 150, 1, False, 4),
        ("U2", "作者乙", 80, 2, False, 2),
        ("U3", "作者甲", 60, 3, False, 1),
        ("U1", "作者丁", 36, 4, False, 1),
        ("U2", "作者丙", 30, 5, True, 1),
        ("U1", "作者己", 30, 5, True, 1),
        ("U1", "作者戊", 24, 6, False, 1),
        ("U3", "作者庚", 0, 7, False, 0),
    ]


def test_what_persons_earn_feeds_their_unit_to_the_last_digit(registers: Place) -> None:
    published = "select unit_code, points from marts.fct_unit_period_score where scheme_code = 'gaofei' and period_code = "
    lines = "select unit_code, sum(points) from marts.fct_score_line where scheme_code = 'gaofei' and month_code = "
    april = [("U1", 240), ("U2", 110), ("U3", 60)]
    assert fetch(registers, f"{published}'2025-04' order by 1") == april
    assert fetch(registers, f"{lines}'2025-04' group by 1 order by 1") == april


def test_an_adoption_without_an_author_earns_nothing_and_its_account_says_so(registers: Place) -> None:
    told = fetch(
        registers,
        "select article_title, line.unit_code, line.points, explanation from marts.fct_score_line as line "
        "inner join marts.fct_adoption as adoption using (adoption_id, unit_code) "
        "where scheme_code = 'gaofei' and person is null and line.month_code = '2025-04' order by 1",
    )
    assert [row[:3] for row in told] == [
        ("丁县四月未署名稿", "U3", 0), ("丁县四月集体稿", "U3", 0), ("甲丁两县四月合写稿", "U3", 0),
    ]  # fmt: skip
    assert {str(row[3]).partition("；")[2] for row in told} == {"作者没有登记到人，不计"}


def test_an_author_of_another_unit_is_paid_under_the_record_s_and_statement_and_notes_say_so(
    registers: Place, april: value.Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = "2025年4月采用登记表.csv 第9行 作者戊（乙县委组织部），计在甲县委组织部名下"
    way_out = "请核对作者单位或报送单位，合写的请把两家单位都写上"
    tell(registers.home.current, tmp_path)
    assert (
        f"提醒：作者的单位不是记录的单位的 1 处，按登记表计在记录的单位名下；{way_out}：\n  {found}\n"
        in capsys.readouterr().out
    )
    assert dict(said.notes(april))["作者单位"] == f"作者的单位不是记录的单位的1处，如{found}。{way_out}"


def test_a_comment_pays_those_who_wrote_the_piece(registers: Place) -> None:
    assert fetch(
        registers,
        "select unit_code, person, points from marts.fct_score_line "
        "where scheme_code = 'gaofei' and rule_line_id = 'A1' order by person",
    ) == [("U2", "作者丙", 10), ("U2", "作者乙", 10)]


def test_one_name_in_two_units_is_two_persons(registers: Place) -> None:
    assert fetch(
        registers,
        "select unit_code, adoption_count, first_adopted_on from marts.dim_person where person = '作者甲' "
        "and first_adopted_on < '2025-05-01' order by 1",
    ) == [("U1", 4, date(2025, 4, 2)), ("U3", 2, date(2025, 4, 10))]


def test_a_person_who_never_wrote_is_short_and_a_month_without_any_author_is_not_known(registers: Place) -> None:
    assert fetch(
        registers,
        "select person, period_code, owed, done, short from marts.fct_quota "
        "where person is not null and period_code in ('2025-03', '2025-04') order by all",
    ) == [
        ("作者乙", "2025-03", 1, None, None), ("作者乙", "2025-04", 1, 2, 0),
        ("作者庚", "2025-03", 1, None, None), ("作者庚", "2025-04", 1, 0, 1),
    ]  # fmt: skip


def test_the_report_pays_in_yuan_sums_up_and_lists_what_has_no_author(april: value.Report) -> None:
    tables = {table.title: table.texts for table in subject_tables.by_name(april)["作者"]}
    paid = tables["稿酬办法：个人金额（县）"]
    assert paid[4:] == [
        ["作者己", "甲县委组织部", "并列5", "1", "30"],
        ["作者丙", "乙县委组织部", "并列5", "1", "30"],
        ["作者戊", "甲县委组织部", "6", "1", "24"],
        ["合计", "7人", "", "", "410"],
    ]
    assert tables["稿酬办法：各单位金额"] == [
        ["甲县委组织部", "4", "240"], ["乙县委组织部", "2", "110"], ["丁县委组织部", "1", "60"], ["合计", "7", "410"],
    ]  # fmt: skip
    unsigned = tables["稿酬办法：作者没有登记到人，不计金额的采用"]
    # not the piece that 甲县 and 丁县 wrote together: it has an author, though none of 丁县
    assert [(row[0], row[4]) for row in unsigned] == [("丁县委组织部", "集体"), ("丁县委组织部", "—")]
    assert ["作者庚", "丁县委组织部", "市级以上媒体", "4月", "1", "0", "欠1"] in tables["个人任务"]
    assert [row[0] for row in tables["个人未完成的任务（按办法）"]] == ["作者丁", "作者己", "作者戊", "作者丙", "作者庚"]


def test_the_circular_names_who_earned_most_and_who_is_short(april: value.Report) -> None:
    wording = Wording.load(SAMPLE / "circular.toml")
    text = "".join(each.lead + each.text for each in narrative.body(april, wording))
    assert "按《稿酬办法》7人共计410元，个人金额居前的是：县组第1名作者甲（甲县委组织部，150元）" in text
    assert "并列第5名作者己（甲县委组织部，30元）、并列第5名作者丙（乙县委组织部，30元）。有2篇次" in text  # equals together
    assert "有2篇次作者没有登记到人，按《稿酬办法》不计。" in text
    assert "登记表没有收齐、完成情况不详的1个：乙县委组织部。" in text  # nothing tells what it sent in in April
    assert "乙县委组织部（" not in text.partition("未完成的")[2].partition("完成情况不详")[0]
    assert "承担个人任务的2人中，完成的1人，未完成的1人：作者庚（丁县委组织部，欠1篇）。" in text


def test_an_account_of_a_rule_of_persons_is_told_in_its_measure(registers: Place) -> None:
    told = CliRunner().invoke(
        app,
        ["explain", "--unit", "甲县", "--period", "2025-04", "--scheme", "gaofei",
         "--home", str(registers.home.root), "--org", str(OFFICE)],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert "金额 240 元，县组第 1 名" in told.output
    assert "作者戊" in told.output
    assert "2025-04 最多计 150，到本月共 250：扣 100" in told.output


def test_unit_sheets_of_an_office_with_persons_are_written(registers: Place, tmp_path: Path) -> None:
    office = Path(shutil.copytree(OFFICE, tmp_path / "office"))
    shutil.copy(SAMPLE / "circular.toml", office)
    told = CliRunner().invoke(
        app, ["units", "--period", "2025-04", "--home", str(registers.home.root), "--org", str(office)]
    )
    assert told.exit_code == 0, told.output
    assert "3 个单位的得分单" in told.output
