"""Questions of an inbox nobody here wrote: asked once, answered in the workbook, built in.

One build. What an earlier workbook would have decided stands in the office's folder before it; the rest is asked and
answered after it.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from tongbao.cli import app
from warehouse.database import read_only

CASE = Path(__file__).parents[1] / "cases" / "inbox_small"
SIGNED = "张三,2007-09-13"
LINZHOU = "2007-07/林州市2007年7月份外宣发布稿件统计表.xls"
EMPTY = "2007-07/林州市委组织部2007年7月份采用情况表.xlsx"


def delivery_id(file: str) -> str:
    return hashlib.sha256((CASE / "inbox" / file).read_bytes()).hexdigest()


def record_id(file: str, sheet: str, row: int) -> str:
    return hashlib.md5(f"{delivery_id(file)}|{sheet}|{row}".encode(), usedforsecurity=False).hexdigest()


class Desk:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.options = ["--home", str(root / "home"), "--org", str(root / "office")]

    def run(self, command: str, *arguments: str) -> str:
        done = CliRunner().invoke(app, [command, *self.options, *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with read_only(self.root / "home" / "current" / "warehouse.duckdb") as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("questions"))
    desk.run(
        "init",
        "--registry",
        str(CASE / "registry"),
        "--name",
        "中共安阳市委组织部",
        "--counted-from",
        "2007-01-01",
    )
    (desk.root / "office" / "aliases.csv").write_text(
        f"kind,alias,name,decided_by,decided_on\nunit,龙按区委组织部,龙安区委组织部,{SIGNED}\n",
        encoding="utf-8",
    )
    (desk.root / "office" / "decisions.csv").write_text(
        "kind,subject,about,answer,decided_by,decided_on\n"
        f"record,{record_id(LINZHOU, '', 26)},,日期=2007-07-28；刊物=光明日报,{SIGNED}\n"
        f"record,{record_id(LINZHOU, '', 27)},,不计,{SIGNED}\n"
        f"unit,商丘市委组织部,,不是本地单位,{SIGNED}\n"
        f"outlet,乡镇黑板报,,不在统计范围,{SIGNED}\n"
        f"delivery,{delivery_id(EMPTY)},,不计,{SIGNED}\n",
        encoding="utf-8",
    )
    desk.run("land", "--received-on", "2007-09-12", str(CASE / "inbox"))
    desk.run("build")
    return desk


def test_what_was_decided_is_built_in(desk: Desk) -> None:
    rows = desk.query(
        f"select row_number, outcome, reason_code, reason, adopted_on_text from marts.fct_record"
        f" where file_name = '{LINZHOU}' and row_number in (26, 27) order by 1"
    )
    assert rows == [
        (26, "accepted", None, None, "2007年2月30日"),  # what was delivered stays to be seen
        (27, "rejected", "set_aside", "经办人员已决定不计（张三 2007-09-13）", "2007年2月30日"),
    ]
    counted = desk.query(
        "select adopted_on::varchar, outlet_name from marts.fct_adoption inner join marts.dim_outlet using (outlet_code)"
        f" where record_id = '{record_id(LINZHOU, '', 26)}'"
    )
    assert counted == [("2007-07-28", "光明日报")]
    reasons = dict(
        desk.query(
            "select reason_code, count(*) from marts.fct_record where reason_code like 'foreign%' group by all"
        )
    )
    assert reasons.keys() == {"foreign_unit", "foreign_outlet"}
    assert desk.query(
        "select count(*) from marts.fct_record where unit_name = '龙按区委组织部' and outcome = 'accepted'"
    ) > [(5,)]


def test_what_was_decided_is_no_question(desk: Desk) -> None:
    subjects = {subject for (subject,) in desk.query("select subject from marts.fct_question")}
    assert len(subjects) > 20
    decided = {
        "龙按区委组织部",
        "商丘市委组织部",
        "乡镇黑板报",
        delivery_id(EMPTY),
        record_id(LINZHOU, "", 26),
        record_id(LINZHOU, "", 27),
    }
    assert subjects & decided == set()


def truth() -> dict[tuple[str, str, int], dict[str, str]]:
    """Return what somebody careful reads in each place."""
    listed = {}
    for name in ("rejects", "records", "duplicates"):
        with (CASE / "expected" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
            listed[name] = list(csv.DictReader(handle))
    adoptions = {row["truth_id"]: row for row in listed["records"]}
    return {
        (row["file"], row["sheet"], int(row["row"])): adoptions.get(row.get("truth_id", ""), {}) | row
        for row in (row for rows in listed.values() for row in rows)
    }


def test_one_suggestion_is_right_wherever_there_is_one_and_misspelt_names_have_one(desk: Desk) -> None:
    """Then the clerk takes each, and none of them is asked again."""
    book_path = desk.root / "questions.xlsx"
    desk.run("questions", "--to", str(book_path))
    book, known = openpyxl.load_workbook(book_path), truth()
    single, asked = {}, 0
    for sheet, column in (("单位名称", "unit"), ("刊物名称", "outlet")):
        heads = {cell.value: cell.column - 1 for cell in book[sheet][3]}
        for row in book[sheet].iter_rows(min_row=4):
            asked += 1
            values = [cell.value for cell in row]
            place = (values[heads["所在文件"]], values[heads["工作表"]] or "", values[heads["行"]])
            offered = [
                values[heads[f"建议{number}"]] for number in (1, 2, 3) if values[heads[f"建议{number}"]]
            ]
            expected = known[place]
            if len(offered) == 1:
                row[-1].value = offered[0]
                single[values[heads["编号"]]] = offered[0]
                # of a row that must not count for another reason the truth gives no names
                assert offered[0] == expected.get(column, offered[0]), (sheet, values)
            else:
                assert f"{column}_typo" not in expected["mess"], (sheet, values)
            assert len(offered) != 1 or not expected["mess"].count(f"rej_unknown_{column}"), (sheet, values)
    assert len(single) >= 6
    assert asked > len(single)
    book.save(book_path)
    said = desk.run("questions", "--answer", str(book_path), "--by", "李四", "--on", "2007-09-14")
    assert f"已记录：名称 {len(single)} 个" in said
    assert (desk.root / "office" / "aliases.csv").read_text(encoding="utf-8").count("李四,2007-09-14") == len(
        single
    )

    desk.run("questions", "--to", str(desk.root / "next.xlsx"))
    left = {
        row[0].value
        for sheet in openpyxl.load_workbook(desk.root / "next.xlsx")
        for row in sheet.iter_rows(min_row=4)
    }
    assert left & single.keys() == set()
    assert len(left) > 20


def test_an_answer_nobody_understands_ends_with_its_place_and_exit_code_1(desk: Desk) -> None:
    path = desk.root / "wrong.xlsx"
    desk.run("questions", "--to", str(path))
    book = openpyxl.load_workbook(path)
    sheet = book["未读文件"]
    sheet.cell(4, sheet.max_column).value = "再说"
    book.save(path)
    refused = CliRunner().invoke(app, ["questions", *desk.options, "--answer", str(path)])
    assert refused.exit_code == 1
    assert "“未读文件”第 4 行，答复“再说”：可以写：不计" in refused.output
