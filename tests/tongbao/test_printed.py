"""What offices once printed, against what their rules give: seven real circulars' facts, and one invented office.

All of them are scored in one run. Which rows of a circular reproduce was worked out by hand from its printed columns.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import OFFICES
from tests.tongbao.test_commands import tongbao
from tongbao.printed import PrintedComparison, PrintedFigure, compare_printed, warnings
from warehouse.errors import DataError
from warehouse.office import Office

REAL = ("cqnu", "hefei", "jilin", "tongzhou", "wenxian", "xining", "zalantun")

RULE = """
scheme: corners
name: 边角情形
version: "2021"
decided: {by: 某办公室, on: 2021-01-01, document: 虚构}
effective: {from: 2021-01-01}
calendar: natural
bodies: {市办: [{when: {tier: 市}, points: 5}]}
tariff:
  - {id: T1, when: {tier: 县}, points: 2}
  - {id: T2, when: {path: 转报}, of_body: 市办, times: 2}
unlisted: zero
reuse: all
sharing: full
late: adoption_period
blanks: unknown
period:
  - {id: Q1, per: quarter, task: {count: {tier: 县}, owed: {per: 人数, each: 1}}, missed: -3}
  - {id: R1, per: month, figure: {rate: {of: {what: 采用}, to: {what: 报送}}}, printed: percent_whole}
ties: shared
rank: {awards: [{name: 第一, per: month, places: [1, 1]}]}
rounding: {decimals: 0, mode: half_up}
examples:
  - {tier: 县, points: 2}
"""
PEOPLE = (
    RULE.replace("corners", "people")
    .replace("decided", "whom: persons\ndecided")
    .replace("sharing: full", "sharing: {units: full, persons: full}")
    .replace("tier: 县, points: 2}\n", "tier: 县, persons: [作者甲], points: 2}\n")
)
TABLE = """
title: {title}
scheme: {scheme}
period: {period}
unit: unit
total_rows: [合计]
columns:
  pieces: {{records: {{tier: 县}}}}
"""
COLUMNS = {
    "points": "{printed: points}", "sum": "{printed: cumulative}", "place": "{printed: place}",
    "award": "{printed: award}", "rate": "{printed: {figure: R1}}", "heads": "{attribute: 人数}",
    "task": "{printed: {line: Q1}}", "count": "{printed: {count: [{tier: 县}, {tier: 市}]}}",
    "转报": "{records: {tier: 市, path: 转报}}", "转报得分": "{printed: {line: T2}}",
}  # fmt: skip
# Each circular: its scheme, and its table. 丙局 stands in a group that is not ranked and has four heads on the list.
INVENTED = {
    "2020-12": ("corners", "unit,pieces,points\n甲局,3,6\n合计,4,6"),
    "2021-01": ("corners", "unit,pieces,points,sum,place,award\n甲局,3,6,6,第1名,第一\n乙局,1,2,2,2,无\n合计,4,8,,,"),
    "2021-02": ("corners", "unit,pieces,points,sum,place,count\n甲局,0,0,6,2,0\n乙局,2,4,6,1,2\n丙局,5,10,10,不排名,5"),
    "2021-04": ("corners", "unit,pieces,points,sum\n甲局,1,2,8\n合计,2,2,\n"),
    "2021-05": ("corners", "unit,pieces,points,place,rate\n甲局,0,0,并列1,0\n乙局,0,0,并列1,"),
    "2021-Q2": ("corners", "unit,pieces,heads,points,task\n甲局,1,2,-1,-3\n乙局,1,1,2,0\n丙局,1,,-1,-3"),
    "2021-07": ("corners", "unit,pieces,points,count,转报,转报得分\n甲局,1,22,3,2,20\n乙局,0,10,1,1,5"),
    "2021-06": ("people", "unit,name,pieces,points,place\n甲局,作者甲,2,4,1\n甲局,作者乙,1,3,2\n乙局,作者甲,0,0,"),
}  # fmt: skip


def invented(folder: Path) -> Office:
    """Write an office whose circulars hold the cases that the real ones lack."""
    for name, text in {
        "office.toml": (OFFICES / "jilin" / "office.toml").read_text(encoding="utf-8").replace(
            "unranked_groups = []", 'unranked_groups = ["主管"]').replace('"市"', '"市", "县"')
            .replace("city_site", "corners"),
        "units.csv": "unit_id,name,group,parent,aliases,valid_from,valid_to,successor\nC,某县丙局,主管,,丙局,,,\n",
        "outlets.csv": "outlet_id,name,aliases,tier,medium\n",
        "attributes.csv": "unit,attribute,value\n某县丙局,人数,4\n",
        "rules/corners/2021.yaml": RULE,
        "rules/people/2021.yaml": PEOPLE,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "printed").mkdir()
    for period, (scheme, table) in INVENTED.items():
        said = TABLE.format(title=f"{period} 通报", scheme=scheme, period=period)
        said += "".join(
            f"  {name}: {what}\n" for name, what in COLUMNS.items() if f",{name}" in table.splitlines()[0]
        )
        said = said.replace("unit: unit\n", "unit: unit\nperson: name\n") if scheme == "people" else said
        (folder / "printed" / f"{period}.yaml").write_text(said, encoding="utf-8")
        (folder / "printed" / f"{period}.csv").write_text(table, encoding="utf-8")
    return Office.load(folder)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PrintedComparison]:
    offices = [Office.load(OFFICES / name) for name in REAL]
    offices.append(invented(tmp_path_factory.mktemp("invented")))
    return {one.circular.name: one for one in compare_printed(offices)}


def differing(comparison: PrintedComparison) -> list[tuple[int | None, str, str, str, str | None]]:
    return [
        (one.row, one.unit, one.column, one.printed, one.computed)
        for one in comparison.figures
        if not one.agrees
    ]


def figure(comparison: PrintedComparison, unit: str, column: str) -> PrintedFigure:
    (found,) = (one for one in comparison.figures if (one.unit, one.column) == (unit, column))
    return found


def test_every_circular_was_looked_at(compared: dict[str, PrintedComparison]) -> None:
    assert len(compared) == 12 + len(INVENTED)
    assert all(one.figures for one in compared.values())


@pytest.mark.parametrize(
    ("circular", "figures", "agreeing", "rows", "reproduced"),
    [
        (
            "2016-09",
            36,
            31,
            11,
            9,
        ),  # garden bureau: submission and adoption points add up in nine of eleven rows
        ("2023-Q1", 20, 20, 5, 5),  # two websites: points of each, score, place
        ("2023-Q3", 14, 14, 14, 14),  # thirteen places and the sum of the text
        ("2020-Q3", 6, 4, 3, 1),  # places hold; 25 a piece gives the first score only
        ("2020-Q3-zero", 2, 2, 2, 2),
        ("2017-04", 13, 13, 13, 13),
        ("2017-11", 2, 2, 2, 2),
        ("2018-04", 3, 3, 3, 3),  # the fourth row has no rate
        ("2018-04-text", 1, 1, 1, 1),
        ("2019-10", 6, 6, 6, 6),
        ("2016", 1, 1, 1, 1),  # 2702 pieces of fifteen units
        ("2010-H2", 1, 1, 1, 1),  # 333 pieces of one group of two
    ],
)
def test_so_much_of_a_real_circular_reproduces(
    compared: dict[str, PrintedComparison], circular: str, figures: int, agreeing: int, rows: int, reproduced: int
) -> None:
    one = compared[circular]
    assert (len(one.figures), len(one.agreeing)) == (figures, agreeing)
    assert (one.row_count, one.reproduced_count) == (rows, reproduced)


def test_the_two_rows_of_the_garden_bureau_are_named(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2016-09"]) == [
        # nothing submitted or adopted, and three points all the same
        (5, "城乡绿化科", "adopt_points", "3", "0"),
        (5, "城乡绿化科", "month_points", "3", "0"),
        # two adopted, and no cell that says of which kind
        (8, "监察(审计)科", "adopted", "2", "0"),
        (8, "监察(审计)科", "adopt_points", "6", "0"),
        (8, "监察(审计)科", "month_points", "8", "2"),
    ]
    row_5, row_8, columns = (finding.zh for finding in warnings(compared["2016-09"]))
    assert row_5 == (
        "2016-09 第 5 行 城乡绿化科：adopt_points（D1、D2、Q1、Q2、C1、C2 得分）印的是 3，算得 0；"
        "month_points（得分）印的是 3，算得 0"
    )
    assert row_8.endswith("month_points（得分）印的是 8，算得 2（算得的分：S1 2）")
    assert columns == (
        "2016-09 没有核对的列：submitted_ytd（本年累计报送数，要有前几个月的表）；"
        "cum_points（累计分要有前几个月的表，一期算不出）"
    )


def test_a_first_guess_that_fits_one_row_is_named_in_the_others(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2020-Q3"]) == [
        (3, "磐石市", "published_score", "2825", "3700"),  # 148 x 25
        (4, "桦甸市", "published_score", "2625", "3075"),  # 123 x 25
    ]
    assert figure(compared["2020-Q3"], "舒兰市", "published_score").computed == "4650"  # 186 x 25


def test_a_rate_is_compared_as_it_was_printed(compared: dict[str, PrintedComparison]) -> None:
    rates = [
        [one.computed for one in compared[name].figures]
        for name in ("2017-04", "2017-11", "2018-04", "2018-04-text")
    ]
    assert rates == [
        [
            "50%",
            "57.10%",
            "53.30%",
            "36.40%",
            "42.40%",
            "42.60%",
            "28.60%",
            "50%",
            "0",
            "75%",
            "100%",
            "75%",
            "71.40%",
        ],
        ["38%", "14%"],
        ["47%", "50%", "38%"],
        ["43.3%"],
    ]


def test_four_units_stand_in_the_first_three(compared: dict[str, PrintedComparison]) -> None:
    places = [one.computed for one in compared["2023-Q3"].figures if one.unit != "合计"]
    assert places == ["1", "2", "3", "1", "2", "3", "3", "1", "2", "3", "1", "2", "3"]


def test_who_sent_nothing_is_on_the_list(compared: dict[str, PrintedComparison]) -> None:
    assert [(one.unit, one.computed) for one in compared["2020-Q3-zero"].figures] == [
        ("虚构甲局", "零报送"), ("虚构乙局", "零报送"),
    ]  # fmt: skip


def test_a_slip_in_a_row_that_adds_up_is_named(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2021-01"]) == []
    assert figure(compared["2021-01"], "合计", "points").compared == "各行之和"
    assert (3, "合计", "pieces", "2", "1") in differing(compared["2021-04"])


def test_what_has_been_earned_since_january_needs_every_circular(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2021-02"]) == []
    assert figure(compared["2021-02"], "乙局", "sum").computed == "6"  # 2 + 4
    april = figure(compared["2021-04"], "甲局", "sum")
    assert (april.computed, april.agrees, april.note) == (None, None, "本年以前各期的通报没有录全")


def test_points_taken_from_another_bodys_tariff_are_the_lines(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2021-07"]) == [(3, "乙局", "转报得分", "5", "10")]  # 5 x 2


def test_a_circular_of_zeros_has_places_and_a_rate_over_nothing(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2021-05"]) == [(2, "甲局", "rate", "0", "不评")]


def test_heads_come_from_the_table_or_else_from_the_offices_list(compared: dict[str, PrintedComparison]) -> None:
    assert differing(compared["2021-Q2"]) == []
    assert figure(compared["2021-Q2"], "丙局", "task").computed == "-3"  # four heads, one piece


def test_persons_are_compared_one_by_one(compared: dict[str, PrintedComparison]) -> None:
    assert [(one.person, one.printed, one.computed) for one in compared["2021-06"].figures if not one.agrees] == [
        ("作者乙", "3", "2"),
    ]  # fmt: skip
    assert warnings(compared["2021-06"])[0].zh.startswith(
        "2021-06 第 3 行 甲局作者乙：points（得分）印的是 3，算得 2"
    )


def test_a_period_without_a_version_says_so_and_still_adds_up(compared: dict[str, PrintedComparison]) -> None:
    said = [finding.zh for finding in warnings(compared["2020-12"])]
    assert said == [
        "2020-12：方案 corners 在 2020-12-31 没有有效的版本，得分、名次等无法核对：请补写那时的 rules/corners/<版本>.yaml",
        "2020-12 第 3 行 合计：pieces（各行之和）印的是 4，算得 3",
    ]


def test_names_that_stand_twice_are_refused(tmp_path: Path) -> None:
    office = Office.load(OFFICES / "zalantun")
    with pytest.raises(DataError, match="2023-Q1"):
        compare_printed([office, office])


def test_the_command_names_the_rows_and_ends_well(tmp_path: Path) -> None:
    result = tongbao(tmp_path / "home", "check", "printed", "--period", "2020-Q3", org=OFFICES / "jilin")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert (
        lines[0]
        == "检查（2020-Q3-zero 2020年第三季度零报送单位名单）：2 个数中 2 个相符，2 行中 2 行全部相符"
    )
    assert (
        lines[1]
        == "检查（2020-Q3 2020年第三季度政府网站信息报送采用情况）：6 个数中 4 个相符，3 行中 1 行全部相符"
    )
    assert (
        lines[2]
        == "  提醒：2020-Q3 第 3 行 磐石市：published_score（得分）印的是 2825，算得 3700（算得的分：T1 3700）"
    )
    assert len(lines) == 4
    assert not (tmp_path / "home").exists()


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    nothing = tongbao(tmp_path, "check", "printed")
    assert nothing.exit_code == 1
    assert "里没有印发过的通报" in nothing.output
    other = tongbao(
        tmp_path, "check", "printed", "--period", "2031-01", "--lang", "en", org=OFFICES / "jilin"
    )
    assert other.exit_code == 1
    assert "no printed circular of 2031-01" in other.output
