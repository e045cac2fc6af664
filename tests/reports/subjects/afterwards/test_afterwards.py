"""Objections and late records stand in the notes of every document, and in sheets of their own."""

from __future__ import annotations

import io

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from reports.documents import said
from reports.documents.workbook import workbook
from reports.subjects.afterwards import query as query_afterwards
from tests.reports import marts
from tests.reports.conftest import changed
from warehouse.period import Period

MARCH, QUARTER, HALF = (Period.parse(code) for code in ("2025-03", "2025-Q1", "2025-H1"))


@pytest.fixture
def con(tmp_path):
    """The small warehouse, with objections to a month and a quarter, and a record that is late for both."""
    path = marts.write(tmp_path / "warehouse.duckdb")
    connection = duckdb.connect(str(path))
    record = connection.execute("select min(record_id) from marts.fct_record").fetchone()[0]
    connection.execute(
        f"""
        insert into marts.fct_objection values
            ('2025-001', '2025-03', 'U1', '甲', '{record}', null, '2025-04-08', 'x', '漏计', '2025-04-11', false,
             'upheld', '2025-04-09', 'y', '属实', '日期=2025-03-05'),
            ('2025-002', '2025-Q1', 'U1', '甲', '{record}', null, '2025-05-08', 'x', '=错计', '2025-04-17', true,
             'open', null, null, null, null);
        insert into marts.fct_late_record values
            ('{record}', '2025-03', '2025-04-18', '2025-04-05', 'next_period', '2025-04'),
            ('{record}', '2025-Q1', '2025-04-18', '2025-04-10', 'revision', '2025-03');
        """
    )
    yield connection
    connection.close()


@pytest.fixture
def told(con, quarter):
    """The quarter's report with them."""
    found = {
        "objections": query_afterwards.objections(con, QUARTER),
        "late": query_afterwards.late_records(con, QUARTER),
    }
    return changed(quarter, "afterwards", **found)


@pytest.mark.parametrize(
    ("period", "ids"),
    [(MARCH, ["2025-001"]), (QUARTER, ["2025-001", "2025-002"]), (HALF, ["2025-001", "2025-002"])],
)
def test_a_report_lists_objections_to_its_period_and_to_those_within_it(con, period, ids):
    assert [each.objection_id for each in query_afterwards.objections(con, period)] == ids


def test_the_next_period_tells_what_became_of_objections_to_the_one_before(con):
    con.execute("update marts.fct_objection set period_code = '2025-02' where objection_id = '2025-001'")
    assert [each.objection_id for each in query_afterwards.objections(con, MARCH)] == ["2025-001"]


def test_a_record_that_is_late_for_a_month_and_its_quarter_is_told_once(con):
    [of_quarter] = query_afterwards.late_records(con, QUARTER)
    [of_month] = query_afterwards.late_records(con, MARCH)
    assert (of_quarter.period_code, of_quarter.treatment) == ("2025-Q1", "revision")
    assert (of_month.period_code, of_month.treatment) == ("2025-03", "next_period")


def test_the_notes_count_and_list_them(told):
    notes = dict(said.notes(told))
    assert notes["异议"].startswith(
        "收到2件：待办1件，成立1件，不成立0件；其中逾期提出1件；2025-001 甲对2025-03《"
    )
    assert "漏计（成立，属实，更正：日期=2025-03-05）" in notes["异议"]
    assert notes["迟到记录"].startswith("1条：计入本期1条；")


def test_a_report_without_any_says_nothing_of_them(quarter):
    assert not {"异议", "迟到记录", "定稿"} & dict(said.notes(quarter)).keys()


def test_the_workbook_lists_them_as_text(told, wording):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.render(told, wording, "t")))
    rows = book.get_sheet_by_name("异议").to_python()
    assert rows[4][5] == "=错计"
    assert [row[6] for row in rows[3:5]] == ["", "逾期"]
    assert book.get_sheet_by_name("迟到记录").to_python()[3][6] == "计入本期"
