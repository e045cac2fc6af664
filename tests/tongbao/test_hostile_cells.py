"""Cells that nobody means but somebody sends: the build goes through, and every row is accounted for."""

from __future__ import annotations

import csv
import re
from datetime import date
from itertools import product
from pathlib import Path

from docx import Document

from tests.building import OFFICES, built_home
from tongbao.stages import report
from tongbao.unit_sheets import write_unit_sheets
from warehouse.database import read_only
from warehouse.period import Period

TEXTS = (
    "", " ", "　", "\u00a0", "、", "，；/", "-", "=1+1", "@SUM(A1)", "+", "'", '"', "''; drop table x; --", "\\", "%s{}{value}",
    "\u200b", "\u202e倒着写", "😀", "𠀀𠮷", "é", "<script>alert(1)", "<", "&amp;", "]]>", "0", "-1",
    "99999999999999999999", "1e308", "NaN", "inf", "999999999万字", "约1.2.3千字", "null", "None", "甲县" * 500, "字" * 19_000,
)  # fmt: skip
DAYS = (
    "0", "00000000", "0000-01-01", "9999-12-31", "99999-01-01", "2025-00-00", "2025-13-01", "2025-02-29", "2024-02-29",
    "20250230", "45360", "45360.5", "39999", "2025年3月", "3月", "13月", "32日", "3.5-3.7", "3月5日—8日", "2025.3.5 08:00",
    "2025-3-5T08:00", "３月５日", "3/5/2025", "昨天", "2025-03-05-06", "-2025-03-05", "2025年99月99日", "5-3",
    "99-3-5", "1.2.3.4",
)  # fmt: skip
GOOD = dict.fromkeys(("单位", "标题", "采用刊物", "采用日期", "版面", "字数", "作者", "备注"), "") | {
    "单位": "甲县", "标题": "甲县一条好做法", "采用刊物": "市组工", "采用日期": "2025-03-05",
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    """Each odd text in each column, each odd day in the day's; all else as it should be, titles and days of March apart."""
    odd = [{**GOOD, column: text} for column, text in product(GOOD, TEXTS)]
    odd += [{**GOOD, "采用日期": day} for day in DAYS]
    return [
        row
        | ({"标题": f"{row['标题']}之{n}"} if row["标题"] == GOOD["标题"] else {})
        | ({"采用日期": f"2025-03-{1 + n % 28:02}"} if row["采用日期"] == GOOD["采用日期"] else {})
        for n, row in enumerate(odd)
    ]


def write(path: Path, delivered: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, GOOD)
        writer.writeheader()
        writer.writerows(delivered)


def test_no_cell_breaks_the_build_and_no_row_is_lost(tmp_path: Path) -> None:
    delivered = rows()
    odd = [n for n, row in enumerate(delivered, 2) if not re.fullmatch(r"2025-03-\d\d", row["采用日期"])]
    assert len(delivered) == len(GOOD) * len(TEXTS) + len(DAYS) > 300
    write(tmp_path / "inbox" / "2025-03" / "2025年3月.csv", delivered)
    place = built_home(tmp_path / "home", OFFICES / "golden", tmp_path / "inbox", date(2025, 4, 3))
    with read_only(place.home.current) as connection:
        numbers = connection.execute("select row_number from marts.fct_record order by 1").fetchall()
        unexplained = connection.execute(
            "select row_number from marts.fct_record where outcome != 'accepted' and reason is null"
        ).fetchall()
        days = connection.execute(
            """
            select distinct adoption.adopted_on
            from marts.fct_adoption as adoption
            inner join marts.fct_record as record
                on coalesce(record.of_record_id, record.record_id) = adoption.record_id
            where list_contains($odd, record.row_number) or strftime(adoption.adopted_on, '%Y-%m') != '2025-03'
            order by adoption.adopted_on
            """,
            {"odd": odd},
        ).fetchall()
        longest = connection.execute("select max(length(reason)) from marts.fct_record").fetchone()
    assert [number for (number,) in numbers] == list(range(2, len(delivered) + 2))
    assert unexplained == []
    # 5 March, which March alone joins, as the same is reported of it, and a day that 5 to 6 March joins likewise; a leap
    # day and a serial number of the year before are asked about, as the file is of March
    assert days == [(date(2025, 3, 5),), (date(2025, 3, 6),)]
    assert longest is not None
    assert longest[0] < 150  # a reason quotes what a clerk can read, not nineteen thousand characters
    assert len(list(report(place, Period.parse("2025-03"), None).iterdir())) == 4
    assert len(list(report(place, Period.parse("2025-Q1"), None).iterdir())) == 4
    units, written = write_unit_sheets(place, Period.parse("2025-03"), None)
    sheets = [Document(str(path)) for path in sorted(units.glob("*.docx"))]
    assert len(sheets) == len(written.accounts) > 3
    listed = sum(len(each.counted) + len(each.not_counted) for each in written.accounts)
    assert sum(len(sheet.tables[number].rows) - 1 for sheet in sheets for number in (1, 2)) >= listed > 100
    assert not any("<script>alert" in path.read_text(encoding="utf-8") for path in units.glob("*.html"))
