"""An office's folder: what is refused, and in which words."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.building import OFFICES
from tests.rewriting import rewrite
from warehouse.errors import DataError
from warehouse.office import Office, measure_of
from warehouse.starter import start_office
from warehouse.workdays import workday_after


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OFFICES / "golden", tmp_path / "office"))


def refusal(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        Office.load(folder)
    return caught.value.zh


def test_a_short_name_that_every_file_once_had_to_say_is_passed_over(folder: Path) -> None:
    rewrite(folder / "office.toml", 'name = "', 'short_name = "某办"\nname = "')
    assert "short_name" not in Office.load(folder).settings.model_dump()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("office.toml", 'scheme = "xxcy"', 'schema = "xxcy"', "“scheme”：缺少这一项"),
        ("office.toml", "[checks]", "typo = 1\n[checks]", "“typo”，值为“1”：没有这一项"),
        ("office.toml", "max_rejected_share = 0.5", "max_rejected_share = 5", "checks.max_rejected_share"),
        ("office.toml", 'name = "', "name = ", "文件格式有误"),
        ("office.toml", 'unranked_groups = ["市委组织部"', 'unranked_groups = ["市委组织部", "县"', "“县”：这个组别写了两次"),
        ("units.csv", "U03,丙县委组织部", "U02,丙县委组织部", "编号重复"),
        ("units.csv", "丙县委组织部,县", "丙县委组织部,乡", "组别“乡”不在 office.toml"),
        ("units.csv", "丙县,,,", "丙县,2025-13-01,,", "units.csv 第 5 行：“valid_from”，值为“2025-13-01”"),
        ("units.csv", "丙县,,,", "丙县,2025-02-01,2025-01-01,", "晚于 valid_to"),
        ("units.csv", "2025-02-15,己区委组织部", "2025-02-15,无名区委组织部", "“无名区委组织部”不在名单中"),
        ("units.csv", "2025-02-15,己区", ",己区", "写了承接单位就要写 valid_to"),
        ("units.csv", "U03,丙县委组织部", "U03,乙县委组织部", "同一名称有两行的有效期重叠"),
        ("units.csv", "己区,2025-02-16", "己区,2025-02-18", "“己区委组织部”在次日 2025-02-16 没有有效的一行"),
        ("outlets.csv", "某市日报,市日报,市", "某市日报,市日报,乡", "层级“乡”不在 office.toml 的 tiers 中"),
        ("quotas.csv", "省级以上,1", "省级以上稿件,1", "看不懂任务“省级以上稿件”"),
        ("quotas.csv", "丙县委组织部", "丙县委", "单位不在 units.csv 中"),
        ("quotas.csv", "unit,丙县委组织部,,", "person,丙县委组织部,,", "scope 为 person 时填写 person"),
        ("quotas.csv", "unit,丙县委组织部,,", "unit,丙县委组织部,007,", "为 unit 时 person 留空"),
        ("peers.csv", "2025-Q1,远市", "2025-Q5,远市", "读不懂统计期“2025-Q5”"),
        ("peers.csv", "2025-Q1,邻市,西县", "2025-Q1,邻市,东县", "“2025-Q1 邻市 东县”：有两行"),
        ("peers.csv", ",,4", ",,-4", "“count”，值为“-4”"),
        ("calendar.csv", "note\n", "note\n2025-04-04,1,补班\n", "“2025-04-04”：这一天一行写上班、一行写放假"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    folder: Path, file: str, old: str, new: str, words: str
) -> None:
    rewrite(folder / file, old, new)
    message = refusal(folder)
    assert words in message
    assert file in message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("file,x,,不计,张三,2025-03-01", "decisions.csv 第 2 行：“kind”，值为“file”"),
        ("record,,,不计,张三,2025-03-01", "“subject”，值为“”：不能为空"),
        ("record,x,,不计,,2025-03-01", "“decided_by”，值为“”：不能为空"),
        ("record,x,,不计,张三,三月", "“decided_on”，值为“三月”"),
        ("record,x,,也许,张三,2025-03-01", "看不懂答复“也许”，可以写：不计、计入，或 日期=2025-03-05"),
        ("record,x,,日期=2025-02-30,张三,2025-03-01", "日期“2025-02-30”不存在"),
        ("pair,x,,不计,张三,2025-03-01", "可以写：同一篇、不同"),
        (
            "record,x,三月一条,不计,张三,2025-03-01\nrecord,x,,标题=一,李四,2025-03-02",
            "有两种答复：“不计”和“标题=一”",
        ),
    ],
)
def test_a_decision_that_means_nothing_or_two_things_is_named(folder: Path, row: str, words: str) -> None:
    head = "kind,subject,about,answer,decided_by,decided_on\n"
    (folder / "decisions.csv").write_text(f"{head}{row}\n", encoding="utf-8")
    message = refusal(folder)
    assert words in message
    assert "decisions.csv" in message


def test_corrections_of_different_cells_stand_side_by_side(folder: Path) -> None:
    (folder / "decisions.csv").write_text(
        "kind,subject,about,answer,decided_by,decided_on\n"
        "record,x,,日期=2025-03-01,张三,2025-03-02\nrecord,x,,标题=一,李四,2025-03-03\n",
        encoding="utf-8",
    )
    assert len(Office.load(folder).decisions) == 2


def test_a_list_saved_by_a_spreadsheet_in_gb18030_is_read(folder: Path) -> None:
    path = folder / "units.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert len(Office.load(folder).units) == 8


def test_the_provinces_figures_need_our_own_name_in_them(folder: Path) -> None:
    rewrite(folder / "office.toml", 'city = "某市"', 'city = "本市"')
    assert (
        "peers.csv：“本市”：office.toml 的 city 要写本市在全省通报中的名称（可选：某市、邻市、远市）"
        in refusal(folder)
    )


def test_a_folder_that_is_no_office_is_named(tmp_path: Path) -> None:
    assert "--org 要指向一个单位文件夹" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("省级以上媒体", (None, 1, 2, "媒体")),
        ("省级及以上", (None, 1, 2, None)),
        ("省级内刊", (None, 2, 2, "内刊")),
        ("某省日报", ("M2", None, None, None)),
        ("《省日报》", ("M2", None, None, None)),
        ("任意", (None, None, None, None)),
        ("任意媒体", (None, None, None, "媒体")),
        ("各级内刊", (None, None, None, "内刊")),
    ],
)
def test_a_quota_says_in_words_what_it_counts(
    what: str, expected: tuple[str | None, int | None, int | None, str | None]
) -> None:
    measure = measure_of(what, Office.load(OFFICES / "golden"))
    assert (measure.outlet_id, measure.tier_order_min, measure.tier_order_max, measure.line) == expected


@pytest.mark.parametrize("what", ["上报稿件", "上报", "报送信息"])
def test_a_quota_may_ask_for_what_was_sent_in(folder: Path, what: str) -> None:
    rewrite(folder / "quotas.csv", "省级以上,1", f"{what},1")
    office = Office.load(folder)
    assert [measure_of(quota.what, office).counted for quota in office.quotas].count("submission") == 1
    rewrite(folder / "quotas.csv", "unit,丙县委组织部,,", "person,丙县委组织部,007,")
    assert "“丙县委组织部 007”：个人任务不能是" in refusal(folder)


def test_working_days_follow_the_office_calendar() -> None:
    office = Office.load(OFFICES / "golden")
    # Thursday 3 April 2025; Friday is a holiday, then the weekend: Monday is the first working day
    assert office.workday_after(date(2025, 4, 3), 1) == date(2025, 4, 7)
    assert office.workday_after(date(2025, 4, 3), 5) == date(2025, 4, 11)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2026, 9, 28), 5, date(2026, 10, 10)),  # Thursday to Wednesday off, then a working Saturday
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # the Saturday before the Spring Festival is worked
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2025, 1, 24), 5, date(2025, 2, 7)),  # a working Sunday, eight days off, into the Saturday worked
        (date(2025, 12, 31), 1, date(2026, 1, 4)),  # across New Year, to a working Sunday
    ],
)
def test_working_days_are_those_of_the_state_council(start: date, count: int, last: date) -> None:
    assert workday_after({}, start, count) == last
    assert workday_after({last: False}, start, count) > last  # the office's own day comes first


def test_a_year_nobody_arranged_is_refused_and_named() -> None:
    for start, said in (
        (date(2026, 12, 30), "2027年的放假安排尚未公布"),
        (date(2003, 4, 25), "没有2003年的放假安排"),
    ):
        with pytest.raises(DataError) as caught:
            workday_after({}, start, 5)
        assert said in caught.value.zh
        assert "calendar.csv" in caught.value.zh


def test_a_year_by_hand_is_known_as_far_as_its_days_reach() -> None:
    by_hand = {date(2027, 5, 1): False, date(2027, 5, 8): True}
    assert workday_after(by_hand, date(2027, 5, 6), 2) == date(2027, 5, 8)
    assert workday_after(by_hand, date(2027, 5, 24), 5) == date(2027, 5, 31)
    for start in (date(2027, 5, 31), date(2027, 9, 28), date.max):
        with pytest.raises(DataError, match="no working days are known"):
            workday_after(by_hand, start, 1)
    whole = {**by_hand, date(2027, 10, 1): False}
    assert workday_after(whole, date(2027, 12, 30), 1) == date(2027, 12, 31)


def test_a_new_office_is_made_from_its_lists(tmp_path: Path) -> None:
    start_office(tmp_path / "new", OFFICES / "golden", "中共某市委组织部", date(2025, 1, 1))
    office = Office.load(tmp_path / "new")
    assert office.settings.groups == ("县", "区")
    assert office.settings.unranked_groups == ("市委组织部",)
    assert office.settings.tiers == ("中央", "省", "市")
    assert (office.rules_folder / "xxcy" / "2025.yaml").exists()


def test_an_office_that_exists_is_never_written_over(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(DataError, match="left alone"):
        start_office(folder, OFFICES / "golden", "中共某市委组织部", date(2025, 1, 1))
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert before


def test_a_name_that_would_break_the_files_it_goes_into_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="must not contain"):
        start_office(tmp_path / "new", OFFICES / "golden", '某"市', date(2025, 1, 1))
    assert list(tmp_path.iterdir()) == []
