"""An office that keeps every kind of register: what becomes of each record, the facts, and the score.

March by hand. 甲县: adopted by a city paper 3, two pieces sent in 1, a commission kept 5, two comments of the city
10 + 10, an untrue piece -2, a jury's mean of 85 a tenth of it 8.5, followers 10: 45.5. 乙县: a provincial paper 6, one
piece sent in 0.5, a commission late -1, one missed -10, a first prize 10: 5.5. 丁县: a zero report 0.2. In June
乙县's piece of March is commented on by the province: 20.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from ingest.reading import REGISTERS
from reports.subjects.notes.conditions import blanks, conditions
from tests.building import OFFICES
from tests.dbt_project.april import APRIL
from tests.dbt_project.july import COLUMNS, JULY
from tongbao.cli import app
from tongbao.place import Place
from tongbao.statement import tell
from warehouse.database import read_only

OFFICE = OFFICES / "registers"
GRID, BOOKS, DRILL = "甲县推行网格服务", "乙县建起农家书屋", "甲县开展防汛演练"
Cells = Sequence[object]

# Each file: rows that count first, then rows that do not, each for one reason.
MARCH: dict[str, list[Cells]] = {
    "2025年3月采用登记表.csv": [
        ("单位", "标题", "采用刊物", "采用日期"),
        ("甲县", GRID, "某市日报", "3月10日"),
        ("乙县", BOOKS, "某省日报", "3月12日"),
    ],
    "2025年3月报送登记表.xlsx": [
        ("某市2025年3月信息报送登记表",),
        ("序号", "单位", "标题", "日期", "字数", "报送渠道"),
        (1, "甲县", GRID, "3月5日", "约800字", "直报"),
        (2, "甲县", DRILL, "2025-03-20", None, None),
        (3, "乙县委组织部", BOOKS, "3.6", 1200, None),
        (4, "甲县", f"《{GRID}》", "2025年3月5日", None, None),
        (5, "甲县", None, "3月8日", None, None),
        (6, "丙乡", "丙乡修路", "3月8日", None, None),
        (7, "甲县", "甲县植树", "2月30日", None, None),
        (8, "甲县", "甲县采茶", "2025-05-01", None, None),
        (9, "甲县", "甲县旧事", "2024-12-01", None, None),
    ],
    "2025年3月约稿.csv": [
        ("约稿编号", "约稿题目", "承办单位", "截止日期", "交稿日期"),
        ("Y1", "防汛专题", "甲县", "3月15日", "3月14日"),
        ("Y2", "春耕专题", "乙县", "3月15日17时前", "3月18日"),
        ("Y3", "旅游专题", "乙县", "3月20日", "未交"),
        ("Y4", "夏收专题", "甲县", "2025-06-10", ""),
        ("Y5", "", "甲县", "3月1日", ""),
        ("Y6", "秋收专题", "甲县", "尽快", ""),
        ("Y7", "冬修专题", "甲县", "3月9日", "9999-12-31"),
    ],
    "2025年3月领导批示.xlsx": [
        ("单位", "标题", "批示领导", "级别", "批示日期", "批示内容"),
        ("甲县", GRID, "某副市长", "市级", "3月25日", "请推广"),
        ("甲县", "没有采用过的信息", "某副市长", "市级", "3月26日", "阅"),
        ("甲县", "另一篇信息", "某副市长", "市级", None, "阅"),
    ],
    "2025年3月获奖.csv": [
        ("获奖单位", "作品名称", "奖项名称", "级别", "等级", "获奖日期"),
        ("乙县", BOOKS, "某省好新闻", "省级", "一等奖", "3月28日"),
        ("乙县", BOOKS, "", "省级", "一等奖", "3月29日"),
    ],
    "2025年3月失实信息通报.xlsx": [
        ("失实信息通报（2025年3月）",),
        ("单位", "标题", "类型", "日期"),
        ("甲县", DRILL, "失实", "3月30日"),
        ("甲县", DRILL, None, "3月30日"),
    ],
    "零报告.csv": [("单位", "统计期"), ("丁县", "2025年3月"), ("乙县", "近期")],
    "2025年人数.csv": [
        ("单位", "人数", "统计日期"),
        ("甲县", "12", "2025-01-01"),
        ("乙县", "4人", "2025-01-01"),
        ("丁县", "若干", "2025-01-01"),
    ],
    "2025年3月评审.csv": [
        ("单位", "标题", "类别", "评委", "评分", "评审日期"),
        ("甲县", GRID, "质量", "评委一", "80", "3月31日"),
        ("甲县", GRID, "质量", "评委二", "90分", "3月31日"),
        ("甲县", GRID, "质量", "评委三", "优", "3月31日"),
    ],
    "2025年3月公众号.xlsx": [
        ("单位", "公众号名称", "粉丝数", "阅读量", "统计日期"),
        ("甲县", "甲县发布", 230, "1.2万", "3月31日"),
        ("乙县", "乙县发布", None, None, "3月31日"),
    ],
    "2025年3月采用情况.xlsx": [
        ("甲县等单位信息采用情况（2025年3月）",),
        ("单位＼刊物", "某省日报", "某市日报", "某晚报", "合计"),
        ("甲县", None, 2, None, 2),
        ("乙县", 1, "若干", None, 1),
        ("丁县", 0, None, 1, 1),
        (None, None, 1, None, 1),
        ("合计", 1, 2, 1, 4),
    ],
    "2025年3月刊物情况.csv": [("刊物", "甲县", "乙县", "丙乡"), ("某市日报", "3篇", "", "1"), ("某省日报", "", "2", "无")],
}  # fmt: skip
JUNE: dict[str, list[Cells]] = {
    "2025年6月领导批示.csv": [
        ("单位", "标题", "批示领导", "级别", "批示日期"),
        ("乙县", BOOKS, "某副省长", "省级", "6月20日"),
    ],
    "2025年6月获奖（更正）.csv": [
        ("获奖单位", "作品名称", "奖项名称", "级别", "等级", "获奖日期"),
        ("丁县", "丁县种藕", "某市好新闻", "市级", "二等奖", "6月25日"),
    ],
    "2025年6月获奖.csv": [
        ("获奖单位", "作品名称", "奖项名称", "级别", "等级", "获奖日期"),
        ("丁县", "丁县种藕", "某市好新闻", "市级", "三等奖", "6月25日"),
    ],
    "2025年6月人数.csv": [("单位", "人数"), ("甲县", "20")],
    "刊物采用汇总（更正）.csv": [
        ("2025年第一季度刊物采用汇总",), ("刊物", "甲县", "丁县"), ("某市日报", "1", "0"), ("某市日报要闻版", "2", ""),
    ],
    "刊物采用汇总.csv": [("2025年第一季度刊物采用汇总",), ("刊物", "甲县", "丁县"), ("某市日报", "8", "8")],
    "刊物采用累计.csv": [("2025年1-5月刊物采用汇总",), ("刊物", "甲县", "丁县"), ("某市日报", "4", "")],
    "刊物采用旧账.csv": [("2024年12月刊物采用汇总",), ("刊物", "甲县", "丁县"), ("某市日报", "4", "")],
    "2025年5月刊物情况.csv": [("刊物", "甲县", "甲县、乙县"), ("某市日报", "", "4"), ("", "1", "")],
}
# Of a sheet of counts each cell that says something, whatever it says, is a record.
COUNTS = {
    "2025年3月采用情况.xlsx": 6, "2025年3月刊物情况.csv": 3, "刊物采用汇总（更正）.csv": 3, "刊物采用汇总.csv": 2,
    "刊物采用累计.csv": 1, "刊物采用旧账.csv": 1, "2025年5月刊物情况.csv": 2,
}  # fmt: skip
REASONS = {
    "missing_title": 2, "unknown_unit": 2, "unreadable_day": 2, "happened_after_received": 2, "happened_too_early": 2,
    "missing_field": 4, "unreadable_period": 2, "unreadable_number": 2, "same_record": 3, "superseded": 3,
    "unreadable_count": 1, "unknown_outlet": 1, "missing_unit": 1, "missing_outlet": 1, "several_names": 1,
}  # fmt: skip


def write(folder: Path, files: dict[str, list[Cells]]) -> Path:
    folder.mkdir(parents=True)
    for name, rows in files.items():
        if name.endswith(".csv"):
            with (folder / name).open("w", encoding="utf-8", newline="") as handle:
                csv.writer(handle).writerows(rows)
        else:
            book = openpyxl.Workbook()
            sheet = book.active
            assert sheet is not None
            for row in rows:
                sheet.append(list(row))
            book.save(folder / name)
    return folder


@pytest.fixture(scope="module")
def place(registers: Place) -> Place:
    return registers


def fetch(place: Place, query: str) -> list[tuple[object, ...]]:
    with read_only(place.home.current) as connection:
        rows: list[tuple[object, ...]] = connection.execute(query).fetchall()
        return rows


def test_every_record_of_every_register_is_accounted_for(place: Place) -> None:
    assert fetch(place, "select register, outcome, count(*) from marts.fct_record group by all order by all") == [
        ("account_figure", "accepted", 1), ("account_figure", "rejected", 1),
        ("adoption", "accepted", 2 + 10 + 2 * len(COLUMNS) + 3),
        ("comment", "accepted", 4), ("comment", "rejected", 1),
        ("commission", "accepted", 4), ("commission", "rejected", 3),
        ("figure", "accepted", 1), ("forwarding", "accepted", 1),
        ("head_count", "accepted", 3), ("head_count", "rejected", 1),
        ("item", "accepted", 1),
        ("jury_score", "accepted", 2), ("jury_score", "rejected", 1),
        ("outlet_count", "accepted", 6), ("outlet_count", "duplicate", 2), ("outlet_count", "rejected", 8),
        ("outlet_count", "superseded", 2),
        ("penalty", "accepted", 1), ("penalty", "rejected", 1),
        ("prize", "accepted", 2), ("prize", "rejected", 1), ("prize", "superseded", 1),
        ("submission", "accepted", 4), ("submission", "duplicate", 1), ("submission", "rejected", 5),
        ("zero_report", "accepted", 1), ("zero_report", "rejected", 1),
    ]  # fmt: skip
    files = {name: rows for name, rows in (MARCH | APRIL | JUNE | JULY).items() if name not in COUNTS}
    written = sum(len(rows) for rows in files.values()) - len(files) - 2  # two titles
    assert fetch(place, "select sum(record_count) from marts.fct_delivery") == [(written + sum(COUNTS.values()),)]


def test_each_broken_record_says_what_is_wrong_with_it(place: Place) -> None:
    found = fetch(
        place, "select reason_code, count(*) from marts.fct_record where outcome != 'accepted' group by 1"
    )
    assert dict(found) == REASONS
    reasons = {
        row[0] for row in fetch(place, "select reason from marts.fct_record where outcome != 'accepted'")
    }
    for said in (
        "报送日期“2月30日”无法识别或不存在：请写成 2025-03-05 这样的形式", "缺少批示日期：请补填后重报",
        "缺少粉丝数或阅读量：请补填后重报", "人数“若干”不是数字：请核对后重报", "评分或赋分“优”不是数字：请核对后重报",
        "统计期“近期”无法识别：请写成 2025年3月 或 2025年第一季度 这样的形式",
        "报送日期“2025-05-01”晚于收件日期，疑为误填：请核对后重报",
        "与《2025年3月报送登记表.xlsx Sheet 第3行》登记的是同一事项，只计一次",
        "篇数“若干”不是整数：请只填篇数后重报", "刊物（媒体）“某晚报”不在名单中：请核对名称，或在 outlets.csv 登记",
        "报送单位“丙乡”不在单位名单中：请核对名称，或在 aliases.csv 登记别名",
        "“甲县、乙县”不止一个名称，合在一起的篇数无法分开：请每个单位、每家刊物各占一行或一列",
        "统计期“2025年1-5月”无法识别：请写成 2025年3月 或 2025年第一季度 这样的形式",
        "该文件已被更正件《刊物采用汇总（更正）.csv》替代，本行不计",
    ):  # fmt: skip
        assert said in reasons, (said, sorted(map(str, reasons)))


def test_the_facts_say_what_the_registers_say(place: Place) -> None:
    assert fetch(
        place,
        "select unit_code, submitted_on, words, path, is_adopted, adopted_on from marts.fct_submission "
        "where month_code < '2025-07' order by 2",
    ) == [
        ("U1", date(2025, 3, 5), 800, "直报", True, date(2025, 3, 10)),
        ("U2", date(2025, 3, 6), 1200, None, True, date(2025, 3, 12)),
        ("U1", date(2025, 3, 20), None, None, False, None),
    ]
    assert fetch(
        place, "select commission_number, deadline, outcome, days_late from marts.fct_commission order by 1"
    ) == [
        ("Y1", date(2025, 3, 15), "kept", 0), ("Y2", date(2025, 3, 15), "late", 3),
        ("Y3", date(2025, 3, 20), "missed", None), ("Y4", date(2025, 6, 10), "open", None),
    ]  # fmt: skip
    assert fetch(
        place,
        "select prize_name, level, grade, piece_id is not null, month_code from marts.fct_prize order by 5",
    ) == [
        ("某省好新闻", "省级", "一等奖", True, "2025-03"),
        ("某市好新闻", "市级", "二等奖", False, "2025-06"),
    ]
    assert fetch(place, "select notified_on, penalty_kind from marts.fct_penalty") == [
        (date(2025, 3, 30), "失实")
    ]
    assert fetch(place, "select unit_code, period_code, month_code from marts.fct_zero_report") == [
        ("U3", "2025-03", "2025-03")
    ]
    assert fetch(place, "select juror, score, kind_text from marts.fct_jury_score order by 1 desc") == [
        ("评委二", 90, "质量"), ("评委一", 80, "质量"),
    ]  # fmt: skip
    assert fetch(
        place, "select account_name, outlet_code, followers, reads from marts.fct_account_figure"
    ) == [("甲县发布", "M3", 230, 12000)]


def test_what_a_sheet_counts_is_held_against_the_adoptions_counted(place: Place) -> None:
    """The newest sheet of a period stands; a blank says nothing, an inner page is the outlet's, too."""
    assert fetch(
        place,
        "select unit_code, outlet_code, period_code, claimed_count, adoption_count, difference "
        "from marts.fct_outlet_count order by all",
    ) == [
        ("U1", "M2", "2025-03", 2, 1, 1),
        ("U1", "M2", "2025-Q1", 1 + 2, 1, 2),
        ("U2", "M1", "2025-03", 1, 1, 0),
        ("U3", "M1", "2025-03", 0, 0, 0),
        ("U3", "M2", "2025-Q1", 0, 0, 0),
    ]


def test_cells_of_one_row_are_records_of_their_own(place: Place) -> None:
    assert fetch(
        place,
        "select count(*), count(distinct record_id) from marts.fct_record where register = 'outlet_count'",
    ) == [(sum(COUNTS.values()), sum(COUNTS.values()))]


def test_a_comment_is_linked_to_the_piece_of_months_ago_else_kept_without_one(place: Place) -> None:
    assert fetch(
        place, "select article_title, commented_on, adopted_on, comment from marts.fct_comment order by 2"
    ) == [
        (GRID, date(2025, 3, 25), date(2025, 3, 10), "请推广"),
        ("没有采用过的信息", date(2025, 3, 26), None, "阅"),
        ("乙县四月第一稿", date(2025, 5, 6), date(2025, 4, 9), None),
        (BOOKS, date(2025, 6, 20), date(2025, 3, 12), None),
    ]


def test_a_quota_of_submissions_counts_what_was_sent_in(place: Place) -> None:
    assert fetch(
        place,
        "select unit_code, what, period_code, owed, done, short from marts.fct_quota "
        "where person is null and period_code in ('2025-02', '2025-03', '2025-Q1') order by 1, 3",
    ) == [
        ("U1", "任意", "2025-02", 1, None, None),
        ("U1", "任意", "2025-03", 1, 1, 0),
        ("U1", "上报稿件", "2025-Q1", 3, None, None),
        ("U2", "上报稿件", "2025-02", 1, None, None),
        ("U2", "上报稿件", "2025-03", 1, 1, 0),
    ]


def test_a_month_holds_what_was_sent_in_and_what_of_it_was_adopted_with_zeros(place: Place) -> None:
    assert fetch(
        place,
        "select unit_code, submission_count, adopted_count, adoption_rate, zero_report_count "
        "from marts.fct_unit_month_submission where month_code = '2025-03' order by 1",
    ) == [("U1", 2, 1, Decimal("0.5"), 0), ("U2", 1, 1, Decimal(1), 0), ("U3", 0, 0, None, 1)]
    assert fetch(
        place,
        "select count(submission_count), count(*) from marts.fct_unit_month_submission where month_code = '2025-02'",
    ) == [(0, 3)]  # of February no register has come


def test_heads_hold_until_the_next_count(place: Place) -> None:
    assert fetch(
        place,
        "select unit_code, value::integer, effective_from, effective_to from intermediate.int_unit__attribute "
        "where case_code = '' and attribute = '人数' order by 1, 3",
    ) == [
        ("U1", 12, date(2025, 1, 1), date(2025, 5, 31)),
        ("U1", 20, date(2025, 6, 1), date(9999, 12, 31)),
        ("U2", 4, date(2025, 1, 1), date(9999, 12, 31)),
    ]


def test_real_registers_score_as_the_worked_example_with_the_same_records(place: Place) -> None:
    """The rule's last example holds March as records of an example; every figure it claims holds for the office, too."""
    with read_only(place.home.current) as connection:
        worked = connection.execute(
            "select unit_name, points, place from intermediate.int_score__placed "
            "where case_code = 'xxcy/2025#6' and period_code = '2025-03' order by 1"
        ).fetchall()
        real = connection.execute(
            "select unit_name, points, place from marts.fct_ranking "
            "where period_code = '2025-03' and scheme_code = 'xxcy' order by 1"
        ).fetchall()
        lines = connection.execute(
            "select rule_line_id, sum(points), count(adoption_id), count(other_record_id) from marts.fct_score_line "
            "where unit_code = 'U1' and month_code = '2025-03' and scheme_code = 'xxcy' group by 1 order by 1"
        ).fetchall()
        by_example = connection.execute(
            "select rule_line_id, sum(points) from intermediate.int_score__earned "
            "where case_code = 'xxcy/2025#6' and unit_code = '甲县委组织部' group by 1 order by 1"
        ).fetchall()
    assert real == worked
    assert [(row[0], row[1]) for row in real] == [
        ("丁县委组织部", Decimal("0.2")), ("乙县委组织部", Decimal("5.5")), ("甲县委组织部", Decimal("45.5")),
    ]  # fmt: skip
    assert [row[:2] for row in lines] == by_example
    assert [row[2:] for row in lines if row[0] != "T1"] == [
        (0, 2), (0, 1), (0, 2), (0, 1), (0, 1), (0, 1),  # A1 A10 A3 A4 A8 A9
    ]  # fmt: skip


def test_a_task_per_head_takes_the_heads_of_the_register(place: Place) -> None:
    owed = fetch(
        place,
        "select unit_code, first_count::integer, owed::decimal(6, 2) from intermediate.int_score__need "
        "where case_code = '' and period_code = '2025-Q1' and rule_line_id = 'P2' order by 1",
    )
    assert owed == [
        ("U1", 2, Decimal("3.00")),
        ("U2", 1, Decimal("1.00")),
        ("U3", 0, None),
    ]  # 12 and 4 × 0.25


def test_a_comment_of_june_counts_in_june(place: Place) -> None:
    assert fetch(
        place,
        "select month_code, points from marts.fct_score_line where unit_code = 'U2' and rule_line_id = 'A2'",
    ) == [("2025-06", 20)]


def test_the_export_lists_the_other_registers_and_the_statement_names_them(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = CliRunner().invoke(app, ["export", "--home", str(place.home.root), "--to", str(tmp_path)])
    assert said.exit_code == 0, said.output
    with (tmp_path / "other.csv").open(encoding="utf-8", newline="") as handle:
        other = list(csv.DictReader(handle))
    assert list(other[0]) == ["file", "sheet", "row", "what"]
    assert len(other) == 31
    assert {"file": "零报告.csv", "sheet": "", "row": "2", "what": "zero_report"} in other
    assert {"file": "刊物采用汇总（更正）.csv", "sheet": "", "row": "4", "what": "outlet_count"} in other
    assert {row["what"] for row in other} == set(REGISTERS) - {"adoption"}
    capsys.readouterr()
    tell(place.home.current, tmp_path)
    written = capsys.readouterr().out
    assert "= 采用 53 + 其他登记 31 + 不计 23 + 重复 3 + 被更正 3" in written
    assert "其他登记：刊物计数 6 条、批示 4 条、约稿 4 条、报送 4 条、人数 3 条" in written


def test_an_account_names_the_row_behind_each_line(place: Place) -> None:
    told = CliRunner().invoke(
        app,
        [
            "explain",
            "--unit",
            "乙县",
            "--period",
            "2025-06",
            "--home",
            str(place.home.root),
            "--org",
            str(OFFICE),
        ],
    )
    assert told.exit_code == 0, told.output
    assert "2025年6月领导批示.csv 第2行" in told.output
    assert BOOKS in told.output


@pytest.mark.parametrize("column", COLUMNS)
def test_a_cell_that_a_rule_asks_for_reaches_its_score_line(place: Place, column: str) -> None:
    """Under two headings, in a workbook and in a text file: only the records that hold the cell earn by its line."""
    assert fetch(
        place,
        "select distinct adoption.article_title, line.unit_code from marts.fct_score_line as line "
        "inner join marts.fct_adoption as adoption using (adoption_id) "
        f"where line.rule_line_id = '{column}' and adoption.article_title not like '两县合写%' order by 1",
    ) == [(f"{column}第一稿", "U3"), (f"{column}第二稿", "U3")]


def test_what_another_body_gave_is_doubled_and_a_length_in_minutes_is_one_in_seconds(place: Place) -> None:
    assert fetch(
        place, "select rule_line_id, sum(points) from marts.fct_score_line "
        "where rule_line_id in ('given', 'seconds') and month_code = '2025-07' group by 1 order by 1",
    ) == [("given", Decimal(3 * 2 + 3 * 2)), ("seconds", Decimal(2))]  # fmt: skip


def test_units_have_the_share_that_stands_behind_their_name_else_equal_ones(place: Place) -> None:
    """Ten points: 5 and 5; 7.5 and 2.5 by the cell of units; 4 and 6 by a column of shares, whatever its order."""
    assert fetch(
        place,
        "select adoption.article_title, line.unit_code, line.points from marts.fct_score_line as line "
        "inner join marts.fct_adoption as adoption using (adoption_id, unit_code) "
        "where line.scheme_code = 'columns' and line.rule_line_id = 'T1' and adoption.article_title like '两县合写%' "
        "order by 1, 2",
    ) == [
        ("两县合写一稿", "U1", 5), ("两县合写一稿", "U3", 5),
        ("两县合写三稿", "U1", 4), ("两县合写三稿", "U3", 6),
        ("两县合写二稿", "U1", Decimal("7.5")), ("两县合写二稿", "U3", Decimal("2.5")),
    ]  # fmt: skip


def test_another_register_carries_the_same_columns_to_its_score_line(place: Place) -> None:
    assert fetch(
        place,
        "select rule_line_id, unit_code, sum(points) from marts.fct_score_line "
        "where scheme_code = 'columns' and other_record_id is not null group by all order by 1",
    ) == [("figure", "U3", 1), ("forwarded", "U3", 4), ("item", "U3", 2), ("sent_in", "U3", 5)]


def test_authors_reach_the_thing_that_rules_look_at_with_their_units_and_shares(place: Place) -> None:
    assert fetch(
        place,
        "select entry.person_names, entry.person_units, entry.person_shares "
        "from intermediate.int_score__entry as entry "
        "where case_code = '' and len(person_names) > 0 and entered_on >= '2025-07-01' order by 1, 3",
    ) == [
        (["作者丙", "作者丁"], ["U3", "U3"], [1, 1]),
        (["作者甲", "作者乙"], ["U3", "U3"], [1, 1]),
        (["作者甲", "作者乙"], ["U3", "U3"], [60, 40]),
    ]


def test_rules_are_told_what_records_leave_blank(registers: Place) -> None:
    """41 adoptions of July, of each column two filled; one of their three registers has only shares."""
    with read_only(registers.home.current) as connection:
        asked = {each.rule_line_id: each for each in blanks(conditions(connection, ["2025-07"]))}
        assert asked["channel"].zh == "channel 问栏目：41条中39条空白，3份登记表中1份没有这一栏"
        assert asked["pictures"].met_count == 2
        assert asked["given"].blank_count == 39  # what pays by a number asks for it, too
        assert blanks(conditions(connection, ["2025-03"])) == ()


@pytest.fixture
def stated(registers: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is told of the whole warehouse."""
    tell(registers.home.current, tmp_path)
    return capsys.readouterr().out


def test_the_statement_warns_of_lines_that_records_cannot_meet(stated: str) -> None:
    assert "提醒：计分办法问到而记录空白的，按不符合这一条计分" in stated
    assert "  columns/2025：\n" in stated
    assert "    path 问报送渠道：" in stated


def test_a_cell_without_a_number_is_named_and_one_with_an_inexact_number_is_read(
    registers: Place, stated: str
) -> None:
    """千余字 is a thousand, 若干 and 几张 are nobody's number; 是否转载 is the other way round than 是否原创."""
    assert fetch(
        registers,
        "select article_title, words, pictures, origin from staging.stg_landed__record "
        "where article_title in ('乙县四月第一稿', '丁县四月第一稿') order by words",
    ) == [("乙县四月第一稿", 1000, None, "转载"), ("丁县四月第一稿", 1200, None, "原创")]
    assert fetch(
        registers,
        "select column_name, unread_count from marts.fct_delivery_column where unread_count > 0 "
        "and delivery_id in (select delivery_id from marts.fct_delivery where file_name like '%4月采用登记表%')",
    ) == [("pictures", 2)]
    assert "读不出数字的按空白处理" in stated
    assert "2025年4月采用登记表.csv 图片数：2 格，如“" in stated


def test_a_task_that_asks_a_register_nobody_delivered_is_not_judged_and_the_statement_says_so(
    registers: Place, stated: str
) -> None:
    """甲县 sent in two of three, but of January and February nothing has come; 乙县's one of one is enough."""
    assert fetch(
        registers,
        "select unit_code, done, owed from intermediate.int_score__need where case_code = '' "
        "and scheme_code = 'xxcy' and period_code = '2025-Q1' and rule_line_id = 'P2' and owed > 0 order by 1",
    ) == [("U1", None, 3), ("U2", 1, 1)]
    assert fetch(
        registers,
        "select unit_code, marks from marts.fct_ranking where scheme_code = 'xxcy' and period_code = '2025-Q1' "
        "and marks is not null",
    ) == []  # fmt: skip
    assert "提醒：登记表没有收齐，下列任务不作判断" in stated
    assert "  P2 问报送：2025-Q1、2025-Q2，2 个单位\n" in stated
    assert "  上报稿件：" in stated
