"""The sample office and two years of its deliveries, read back with nothing of the generator's own."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from rulebook.loading import load_rules
from warehouse.office import Office

OFFICE = Path(__file__).parents[2] / "orgs" / "sample"
SCRIPT = OFFICE / "make_deliveries.py"
SITE = "岭川党建网"
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
HEADINGS = {
    "序号": "serial", "编号": "serial", "No.": "serial",
    "报送单位": "unit", "供稿单位": "unit", "单位": "unit", "单位名称": "unit",
    "标题": "title", "题目": "title", "稿件标题": "title", "信息题目": "title",
    "采用刊物": "outlet", "采用媒体": "outlet", "刊登媒体": "outlet", "发表刊物": "outlet",
    "刊发日期": "day", "见报日期": "day", "刊登日期": "day", "采用时间": "day",
    "版面": "page", "版次": "page",
}  # fmt: skip
TRUNCATED = "2024-09/202409桐屏县发稿情况统计表.xlsx"
EMPTY = "2025-08/锦湾区2025年8月信息采用.csv"
SENT_TWICE = "2024-05/南屏区2024年5月份信息采用(1).csv"
REPLACED = "2025-05/202505桐屏县发稿情况统计表.xlsx"
CORRECTED = "2025-05/202505桐屏县发稿情况统计表（更正）.xlsx"


def run(target: Path, hash_seed: str, *options: str) -> None:
    command = [sys.executable, str(SCRIPT), str(target), *options]
    subprocess.run(command, check=True, cwd=target.parent, env={"PYTHONHASHSEED": hash_seed})


def digests(root: Path) -> dict[str, str]:
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gbk")


def grid_of(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(text_of(path.read_bytes()))))
    sheet = load_workbook(path).worksheets[0]
    return [
        [value.strftime("%Y-%m-%d") if isinstance(value, datetime) else str(value or "") for value in line]
        for line in sheet.iter_rows(values_only=True)
    ]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the data rows of a delivery; what stands above the headings or below the data is left out."""
    if path.suffix == ".html":
        items = LexborHTMLParser(path.read_text(encoding="utf-8")).css("ul.list li")
        return [
            {"title": item.css_first("a").text(), "unit": item.css_first("span.unit").text(), "page": "",
             "day": item.css_first("span.date").text(), "outlet": SITE}
            for item in items
        ]  # fmt: skip
    grid = grid_of(path)
    top = next(index for index, line in enumerate(grid) if sum(cell in HEADINGS for cell in line) >= 2)
    fields: dict[str, int] = {}
    for line in grid[top : top + 2]:
        fields |= {HEADINGS[cell]: column for column, cell in enumerate(line) if cell in HEADINGS}
    rows = [{field: line[column] for field, column in fields.items()} for line in grid[top + 1 :]]
    return [row for row in rows if row.get("serial", "1").isdigit() and row["unit"] not in HEADINGS]


def day_of(text: str, year: int) -> date | None:
    """Return the day, or None where there is no such day."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if len(parts) == 1:
        parts = [int(text[:4]), int(text[4:6]), int(text[6:])]
    try:
        return date(*([year] * (3 - len(parts))), *parts)
    except ValueError:
        return None


def names_in(file_name: str) -> dict[str, str]:
    """Return every name and alias of a registry with the name it stands for."""
    with (OFFICE / file_name).open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    return {
        alias: row["name"] for row in rows for alias in (row["name"], *row["aliases"].split("|")) if alias
    }


UNITS, OUTLETS = names_in("units.csv"), names_in("outlets.csv")


def outlets_in(cell: str) -> list[str]:
    """Return the outlets of a cell; an alias may itself hold brackets."""
    return [OUTLETS.get(part) or OUTLETS.get(part.strip("《》"), "?") for part in cell.split("、") if part]


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("sample") / "inbox"
    run(target, "1")
    return target


@pytest.fixture(scope="module")
def rows(tree) -> list[dict[str, str]]:
    """Every row that a clerk would look at: copies, superseded and unreadable files left out."""
    found = []
    for path in sorted(path for path in tree.rglob("*") if path.is_file()):
        file = path.relative_to(tree).as_posix()
        if file not in (TRUNCATED, EMPTY, SENT_TWICE, REPLACED):
            found += [{**row, "file": file, "month": file[:7]} for row in rows_of(path)]
    return found


@pytest.fixture(scope="module")
def adoptions(rows) -> list[dict[str, str]]:
    """The rows without the bad ones and without those that report an adoption again."""
    seen, found = set(), []
    for row in rows:
        day = day_of(row["day"], int(row["month"][:4]))
        outlets, units = outlets_in(row["outlet"]), [UNITS.get(part, "?") for part in row["unit"].split("、")]
        key = (units[0], row["title"], tuple(outlets), day)
        if day and row["title"] and outlets and "?" not in outlets + units and key not in seen:
            seen.add(key)
            found.append({**row, "lead": units[0], "outlets": outlets, "units": units, "on": day})
    return found


def test_two_runs_give_the_same_bytes(tree, tmp_path):
    run(tmp_path / "again", "2")
    assert digests(tmp_path / "again") == digests(tree)
    assert len(digests(tree)) == 290


def test_a_shorter_run_gives_the_same_first_months(tree, tmp_path):
    run(tmp_path / "short", "3", "--until", "2024-03")
    short = digests(tmp_path / "short")
    assert short == {file: digest for file, digest in digests(tree).items() if file[:7] <= "2024-03"}
    assert len(short) == 35


def test_the_demo_can_load_the_file_from_elsewhere(tmp_path):
    spec = importlib.util.spec_from_file_location("make_deliveries", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.make(tmp_path, until="2024-01") == len(digests(tmp_path)) == 12


def test_all_months_are_there_and_no_date_lies_outside_its_month(tree, rows):
    assert sorted(path.name for path in tree.iterdir()) == MONTHS
    days = [(row["month"], day) for row in rows if (day := day_of(row["day"], int(row["month"][:4])))]
    assert [pair for pair in days if f"{pair[1]:%Y-%m}" != pair[0]] == []
    assert len(days) == len(rows) - 8


def test_there_are_some_six_thousand_records_and_2025_has_a_fifth_more(adoptions):
    by_year = Counter(row["month"][:4] for row in adoptions)
    assert 5700 <= by_year.total() <= 6300
    assert 1.15 <= by_year["2025"] / by_year["2024"] <= 1.25


def test_every_kind_of_file_arrives_every_month(tree):
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for path in tree.rglob("*.*"):
        content = path.read_bytes()
        kind = path.suffix if path.suffix != ".csv" else ".bom" if content[:3] == b"\xef\xbb\xbf" else ".gbk"
        kinds[path.parent.name][kind] += 1
    assert len(kinds) == 24
    for month, found in kinds.items():
        assert found[".html"] == 1, month
        assert found[".xlsx"] >= 7, month
        assert found[".gbk"] >= 2, month
        assert found[".bom"] >= 1, month


def test_registers_differ_in_headings_and_in_the_way_they_write_dates(tree, rows):
    march = [path for path in (tree / "2025-03").iterdir() if path.suffix != ".html"]
    headings = {tuple(next(line for line in grid_of(path) if sum(map(bool, line)) > 2)) for path in march}
    assert len(headings) >= 9
    forms = {re.sub(r"\d+", "0", row["day"]) for row in rows}
    assert forms == {"0-0-0", "0/0/0", "0.0.0", "0月0日", "0年0月0日", "0"}


def test_each_kind_of_bad_row_occurs_once_a_quarter(rows):
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        bad = {
            "impossible_date": day_of(row["day"], int(row["month"][:4])) is None,
            "missing_title": not row["title"],
            "missing_outlet": not row["outlet"],
            "unknown_outlet": "?" in outlets_in(row["outlet"]),
            "unknown_unit": any(part not in UNITS for part in row["unit"].split("、")),
        }
        assert sum(bad.values()) <= 1, row
        for kind in (kind for kind, holds in bad.items() if holds):
            found[kind][f"{row['month'][:4]}-Q{(int(row['month'][5:]) + 2) // 3}"] += 1
    quarters = [f"{year}-Q{number}" for year in (2024, 2025) for number in (1, 2, 3, 4)]
    assert len(found) == 5
    assert all(counts == dict.fromkeys(quarters, 1) for counts in found.values()), found
    assert any(row["day"] == "2月30日" for row in rows)


def test_one_file_is_truncated_and_one_is_empty_and_both_came_again_whole(tree):
    unreadable = []
    for path in (path for path in tree.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if not content or (path.suffix == ".xlsx" and b"PK\x05\x06" not in content[-64:]):
            unreadable.append(path.relative_to(tree).as_posix())
    assert sorted(unreadable) == [TRUNCATED, EMPTY]
    for file in unreadable:
        path = tree / file
        assert rows_of(path.with_stem(path.stem + "(1)"))


def test_one_file_was_sent_twice_under_two_names(tree):
    names: dict[str, list[str]] = defaultdict(list)
    for file, digest in digests(tree).items():
        names[digest].append(file)
    assert [files for files in names.values() if len(files) > 1] == [
        [SENT_TWICE, SENT_TWICE.replace("(1)", "")]
    ]


def test_one_register_was_corrected_in_a_day_a_length_and_a_missing_row(tree):
    corrections = [path.relative_to(tree).as_posix() for path in tree.rglob("*更正*")]
    assert corrections == [CORRECTED]
    before, after = rows_of(tree / REPLACED), rows_of(tree / CORRECTED)
    assert len(after) == len(before) + 1
    assert before[0]["day"] != after[0]["day"]
    assert [row["title"] for row in before] == [row["title"] for row in after[:-1]]


def test_one_title_looks_like_a_formula_and_one_carries_a_script(rows):
    assert [row["file"][:7] for row in rows if row["title"].startswith("=")] == ["2024-06"]
    assert [row["file"][:7] for row in rows if "<script>" in row["title"]] == ["2025-04"]


def test_one_adoption_a_month_stands_in_the_list_page_and_in_its_unit_s_register(rows):
    listed = {
        (row["month"], row["unit"].split("、")[0], row["title"])
        for row in rows
        if row["file"].endswith("html")
    }
    again = [
        (row["month"], UNITS[row["unit"].split("、")[0]], row["title"])
        for row in rows if not row["file"].endswith("html") and outlets_in(row["outlet"]) == [SITE]
    ]  # fmt: skip
    assert sorted(month for month, _, _ in again) == MONTHS
    assert set(again) <= listed


def test_pieces_are_reprinted_co_written_and_printed_by_two_outlets_at_once(adoptions):
    outlets: dict[str, set[str]] = defaultdict(set)
    for row in adoptions:
        outlets[row["title"]].update(row["outlets"])
    assert sum(len(found) > 1 for found in outlets.values()) > 600
    assert 100 < sum(len(row["units"]) == 2 for row in adoptions) < 250
    assert 60 < sum(len(row["outlets"]) == 2 for row in adoptions) < 150


def test_front_pages_and_central_outlets_are_rare(adoptions):
    tiers = {outlet.name: outlet.tier for outlet in Office.load(OFFICE).outlets}
    central = sum(tiers[row["outlets"][0]] == "中央" for row in adoptions)
    front = sum(bool(re.fullmatch(r"头版.*|01版|第1版|A1|一版头条", row["page"])) for row in adoptions)
    assert 1 / 60 < central / len(adoptions) < 1 / 30
    assert 1 / 55 < front / len(adoptions) < 1 / 30


def test_units_change_places_and_some_months_are_empty(tree, adoptions):
    by_year = {
        year: Counter(row["lead"] for row in adoptions if row["month"][:4] == year)
        for year in ("2024", "2025")
    }
    assert by_year["2024"]["望川县委组织部"] > by_year["2024"]["岚溪县委组织部"]
    assert by_year["2025"]["望川县委组织部"] < by_year["2025"]["岚溪县委组织部"]
    silent = [month for month in MONTHS if not list((tree / month).glob("锦湾*"))]
    assert silent == ["2024-02", "2025-02"]


def test_the_renamed_section_and_the_merged_townships_write_under_both_names(adoptions):
    changes = {
        "干部教育科": ("干部教育培训科", date(2025, 3, 16)),
        "柳溪乡党委": ("柳坪镇党委", date(2025, 7, 1)),
        "竹坪乡党委": ("柳坪镇党委", date(2025, 7, 1)),
    }
    leads = Counter(row["lead"] for row in adoptions)
    late = Counter(
        row["lead"] for row in adoptions if row["lead"] in changes and row["on"] >= changes[row["lead"]][1]
    )
    assert late == {"干部教育科": 2, "柳溪乡党委": 1, "竹坪乡党委": 1}
    for old, (new, first_day) in changes.items():
        assert leads[old] > 10
        assert leads[new] > 10
        assert min(row["on"] for row in adoptions if row["lead"] == new) >= first_day


def test_the_office_loads_and_every_closed_unit_has_a_successor():
    office = Office.load(OFFICE)
    groups = Counter(unit.group for unit in office.units)
    assert groups == {"市委组织部": 1, "县": 5, "区": 4, "科室": 9, "乡镇": 13}
    closed = {unit.name: unit for unit in office.units if unit.successor}
    starts = {unit.name: unit.valid_from for unit in office.units}
    assert sorted(closed) == ["干部教育科", "柳溪乡党委", "竹坪乡党委"]
    for unit in closed.values():
        assert (starts[unit.successor] - unit.valid_to).days == 1
    assert len(office.outlets) == 34
    assert {outlet.tier for outlet in office.outlets} == {"中央", "省", "市", "县"}
    assert {outlet.medium for outlet in office.outlets} == {
        "内刊",
        "报纸",
        "期刊",
        "电视",
        "广播",
        "网站",
        "微信",
    }
    assert len(office.topics) == 10


def test_the_calendar_lists_only_days_that_differ_from_the_plain_week():
    days = Office.load(OFFICE).calendar
    assert [day.day for day in days if day.is_workday != (day.day.weekday() >= 5)] == []
    assert len(days) == 61
    assert all(earlier.day < later.day for earlier, later in pairwise(days))


def test_quotas_are_met_by_some_and_missed_by_others(adoptions):
    office = Office.load(OFFICE)
    high = {
        outlet.name for outlet in office.outlets if outlet.tier in ("中央", "省") and outlet.medium != "内刊"
    }
    done = Counter(
        (row["lead"], row["on"].year) for row in adoptions for outlet in row["outlets"] if outlet in high
    )
    owed = [quota for quota in office.quotas if quota.what == "省级以上媒体"]
    met = Counter((quota.year, done[quota.unit, quota.year] >= quota.quota) for quota in owed)
    assert len(owed) == 18
    assert set(met) == {(2024, True), (2024, False), (2025, True), (2025, False)}


def points_by_hand(rule: dict, example: dict, outlet) -> Decimal:
    def holds(when: dict) -> bool:
        facts = {
            "outlet": outlet.name,
            "tier": outlet.tier,
            "medium": outlet.medium,
            "placement": example["placement"],
        }
        words = when.get("words", {})
        plain = all(facts[key] == value for key, value in when.items() if key != "words")
        return plain and words.get("from", 0) <= example["words"] < words.get("below", 10**9)

    lines = [line for line in rule["tariff"] if holds(line["when"])]
    best = max(lines, key=lambda line: ("outlet" in line["when"], len(line["when"])))
    points = Decimal(str(best["points"]))
    for factor in rule["factors"]:
        points *= Decimal(str(factor["times"])) if holds(factor["when"]) else 1
    return points


@pytest.mark.parametrize("version", ["2024", "2025"])
def test_worked_examples_of_the_rules_hold_and_every_outlet_has_a_tariff(version):
    rule = yaml.safe_load((OFFICE / f"rules/xxcy/{version}.yaml").read_text(encoding="utf-8"))
    outlets = {outlet.name: outlet for outlet in Office.load(OFFICE).outlets}
    assert len(rule["examples"]) >= 5
    for example in rule["examples"]:
        assert points_by_hand(rule, example, outlets[example["outlet"]]) == Decimal(str(example["points"])), (
            example
        )
    plain = {"placement": "一般", "words": 500}
    assert len(outlets) == sum(points_by_hand(rule, plain, outlet) > 0 for outlet in outlets.values())


def test_the_rulebook_takes_both_versions_and_no_day_is_without_one():
    rules = [file.rule for file in load_rules(Office.load(OFFICE))]
    assert [rule.version for rule in rules] == ["2024", "2025"]
    assert (rules[1].effective.start - rules[0].effective.end).days == 1
