"""Objections from the command line: looked up, entered within or after the window, decided once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reports.subjects.pieces.query import SCORE_LINE_ID
from tests.building import OFFICES
from tongbao.cli import app
from tongbao.place import Place
from warehouse.database import read_only
from warehouse.objections import ObjectionList
from warehouse.office import Office


@pytest.fixture
def place(golden: Place, tmp_path: Path) -> Place:
    """The golden home, with an office's folder that may be written to."""
    return Place(golden.home, Path(shutil.copytree(OFFICES / "golden", tmp_path / "office")))


@pytest.fixture(scope="module")
def record(golden: Place) -> str:
    with read_only(golden.home.current) as con:
        [found] = con.execute(
            "select record_id from marts.fct_adoption where article_title like '乙县引进%'"
        ).fetchall()
    return str(found[0])


def run(place: Place, *arguments: str) -> Result:
    where = ["--home", str(place.home.root), "--org", str(place.office_folder)]
    return CliRunner().invoke(app, ["object", *arguments, *where])


def shown(place: Place, on: str) -> Result:
    where = ["--home", str(place.home.root), "--org", str(place.office_folder)]
    return CliRunner().invoke(app, ["report", "quarter", "--period", "2025-Q1", "--as-of", on, *where])


def enter(place: Place, *disputed: str, on: str = "2025-04-14", unit: str = "乙县委组织部") -> Result:
    said = ["--period", "2025-Q1", "--unit", unit, "--reason", "=漏计", "--by", "办公室", "--on", on]
    return run(place, "raise", *said, *disputed)


def rows(place: Place) -> tuple[object, ...]:
    return ObjectionList.load(Office.load(place.office_folder)).objections


def test_a_score_line_leads_to_its_record(place: Place, record: str) -> None:
    with read_only(place.home.current) as con:
        [line] = con.execute(
            f"""
            select {SCORE_LINE_ID} from marts.fct_score_line as line
            inner join marts.fct_adoption as adoption using (adoption_id, unit_code)
            where record_id = ? and line.scheme_code = 'xxcy'
            """,
            [record],
        ).fetchall()
    assert enter(place, "--line", line[0]).exit_code == 0
    [one] = ObjectionList.load(Office.load(place.office_folder)).objections
    assert (one.record_id, one.score_line_id, one.reason) == (record, line[0], "'=漏计")


@pytest.mark.parametrize(
    ("disputed", "said"),
    [
        (("--record", "nothing"), "没有记录 nothing：编号在统计表 xlsx 的“记录编号”一列"),
        (("--line", "nothing"), "没有得分明细 nothing：编号在统计表 xlsx 的“明细编号”一列"),
        ((), "异议要指明一条记录（--record）或一条得分明细（--line）"),
    ],
)
def test_what_is_not_there_cannot_be_disputed(place: Place, disputed: tuple[str, ...], said: str) -> None:
    refused = enter(place, *disputed)
    assert (refused.exit_code, said in refused.output) == (1, True)
    assert rows(place) == ()


def test_a_unit_is_one_of_the_office(place: Place, record: str) -> None:
    refused = enter(place, "--record", record, unit="申县")
    assert (refused.exit_code, "单位“申县”不在 units.csv 中（有：" in refused.output) == (1, True)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2031-06", "数据仓库中没有统计期 2031-06（现有："),
        ("2024-12", "2024年12月（2024-12-01 至 2024-12-31）还没有可计的来件"),
    ],
)
def test_a_period_the_office_does_not_have_or_know_cannot_be_disputed(
    place: Place, record: str, period: str, said: str
) -> None:
    disputed = ["--unit", "乙县委组织部", "--reason", "漏计", "--record", record]
    refused = run(place, "raise", "--period", period, *disputed)
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    assert rows(place) == ()
    listed = run(place, "list", "--period", period)
    assert (listed.exit_code, said in listed.output) == ((1, True) if period == "2031-06" else (0, False))


def test_the_window_is_counted_in_the_working_days_of_the_office(place: Place, record: str) -> None:
    """The draft bears 10 April 2025, a Thursday; five working days later it is Thursday the 17th."""
    assert shown(place, "2025-04-10").exit_code == 0
    assert "逾期" not in enter(place, "--record", record, on="2025-04-17").output
    assert "逾期提出：公示期至 2025-04-17" in enter(place, "--record", record, on="2025-04-18").output
    assert len(rows(place)) == 2


def test_the_window_is_right_in_years_the_office_wrote_nothing_of(place: Place, record: str) -> None:
    """The draft bears 28 September 2026: Thursday to Wednesday are off, then comes a working Saturday."""
    drafted = shown(place, "2026-09-28")
    assert drafted.exit_code == 0, drafted.output
    page = (place.home.drafts / "2025-Q1" / "statistics.html").read_text(encoding="utf-8")
    assert "自印发之日起5个工作日，至2026-10-10" in page
    assert "逾期" not in enter(place, "--record", record, on="2026-10-10").output
    assert "逾期提出：公示期至 2026-10-10" in enter(place, "--record", record, on="2026-10-12").output


def test_a_window_into_a_year_not_yet_arranged_is_refused_with_the_way_out(place: Place) -> None:
    refused = shown(place, "2026-12-30")
    assert refused.exit_code == 1
    assert "2027年的放假安排尚未公布" in refused.output
    with (place.office_folder / "calendar.csv").open("a", encoding="utf-8") as file:
        file.write("2027-01-01,0,元旦\n")
    assert shown(place, "2026-12-30").exit_code == 0
    page = (place.home.drafts / "2025-Q1" / "statistics.html").read_text(encoding="utf-8")
    assert "至2027-01-07" in page


def test_an_upheld_objection_is_a_dated_correction(place: Place, record: str) -> None:
    enter(place, "--record", record)
    said = ["--why", "属实", "--by", "审核人", "--on", "2025-04-15"]
    for wrong, why in ((("--correction", "日期=明天"), "要写年、月、日"), ((), "用 --correction 写明更正")):
        refused = run(place, "decide", "2025-001", "upheld", *said, *wrong)
        assert (refused.exit_code, why in refused.output) == (1, True)
    assert not (place.office_folder / "decisions.csv").exists()
    done = run(place, "decide", "2025-001", "upheld", *said, "--correction", "日期=2025-03-31")
    assert (done.exit_code, "已记入 decisions.csv" in done.output) == (0, True)
    [decision] = Office.load(place.office_folder).decisions
    assert (decision.kind, decision.subject, decision.answer) == ("record", record, "日期=2025-03-31")
    assert (decision.about, str(decision.decided_on)) == ("异议 2025-001 乙县委组织部", "2025-04-15")
    again = run(place, "decide", "2025-001", "dismissed", *said)
    assert (again.exit_code, "已于 2025-04-15 办结" in again.output) == (1, True)


def test_a_dismissed_objection_corrects_nothing(place: Place, record: str) -> None:
    enter(place, "--record", record)
    said = ["--why", "与样报不符", "--on", "2025-04-15"]
    refused = run(place, "decide", "2025-001", "dismissed", *said, "--correction", "不计")
    assert (refused.exit_code, "不成立（dismissed）的不写" in refused.output) == (1, True)
    assert run(place, "decide", "2025-001", "dismissed", *said).exit_code == 0
    assert not (place.office_folder / "decisions.csv").exists()
    listed = run(place, "list", "--period", "2025-Q1").output
    assert "（不成立，2025-04-15，与样报不符）" in listed
    assert "异议 1 件，其中待办 0 件" in listed
