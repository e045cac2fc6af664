"""Two years of 安阳's registers, of which the second adds up to what was published.

`python -m tests.offices.anyang.make_deliveries TARGET`
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from tests.offices import paperwork
from tests.offices.paperwork import Adoption, Table, day_in_words

HERE = Path(__file__).parent
OWN = "安阳组工信息"
ISSUES = {"2007": 48, "2008": 96}
# What the columns of counts.csv count: tier, and whether bulletins.
COLUMNS = {
    "central_media": ("中央", False), "provincial_media": ("省", False),
    "central_bulletin": ("中央", True), "provincial_bulletin": ("省", True),
}  # fmt: skip
HEADINGS = ("序号", "单位", "标题", "采用媒体", "采用日期")
AGAIN, WRONG, CORRECTED = (
    ("2008-02", "林州市委组织部"),
    ("2008-05", "汤阴县委组织部"),
    ("2008-09", "龙安区委组织部"),
)


def plan() -> list[Adoption]:
    """Return every adoption of both years."""
    counts, outlets = paperwork.rows_of(HERE / "counts.csv"), paperwork.rows_of(HERE / "outlets.csv")
    printed = []
    for at, row in enumerate(counts):
        for nth, (column, kind) in enumerate(COLUMNS.items()):
            names = [each["name"] for each in outlets if (each["tier"], each["medium"] == "内刊") == kind]
            days = paperwork.spread(int(row["year"]), int(row[column]), 97 * at + 31 * nth)
            printed += [(row["unit"], day, names[(at + k) % len(names)], None) for k, day in enumerate(days)]
    for year, issues in ISSUES.items():
        shares = {row["unit"]: int(row["own_bulletin"]) for row in counts if row["year"] == year}
        printed += [
            (unit, day, OWN, issue) for unit, day, issue in paperwork.issued(int(year), shares, issues, year)
        ]
    return paperwork.titled(printed)


def make(target: Path) -> None:
    """Write one register a month and unit, and one of the own bulletin."""
    registers, bulletin = defaultdict(list), defaultdict(list)
    for each in plan():
        if each.outlet == OWN:
            bulletin[each.month].append(each)
        else:
            registers[each.month, each.unit].append(each)
    units = sorted({unit for _, unit in registers})
    for (month, unit), adoptions in registers.items():
        rows = _rows(adoptions)
        if (month, unit) == AGAIN:  # reports January's last two once more
            rows += _rows(registers["2008-01", unit][-2:])
        if (month, unit) == WRONG:  # an outlet nobody lists, and a day that does not exist
            rows.append(("", unit, "汤阴县网友热议道路整修", "某某论坛", "2008年5月9日"))
            rows.append(("", unit, "汤阴县推行错时服务", "大河网", "2008年2月30日"))
        if (month, unit) == CORRECTED:  # the first form had a day wrong, and the second says so
            _put(target, month, unit, "（更正）", rows, units)
            rows = [(*rows[0][:4], "2008年9月30日"), *rows[1:]]
        _put(target, month, unit, "", rows, units)
    for month, adoptions in bulletin.items():
        rows = tuple(
            (each.title, each.unit, OWN, f"第{each.issue}期", day_in_words(each.day)) for each in adoptions
        )
        table = Table(
            f"{OWN}{month[:4]}年{int(month[5:])}月目录",
            ("标题", "供稿单位", "采用刊物", "期号", "刊发日期"),
            rows,
        )
        paperwork.put(target, month, f"{OWN}{month[:4]}年{int(month[5:])}月目录.docx", paperwork.word(table))


def _rows(adoptions: list[Adoption]) -> list[tuple[paperwork.Cell, ...]]:
    return [
        (nth, each.unit, each.title, each.outlet, day_in_words(each.day))
        for nth, each in enumerate(adoptions, start=1)
    ]


def _put(
    target: Path, month: str, unit: str, note: str, rows: list[tuple[paperwork.Cell, ...]], units: list[str]
) -> None:
    name = f"{unit}{month[:4]}年{int(month[5:])}月采用情况登记表{note}"
    paperwork.put_in_form(target, month, name, Table(name, HEADINGS, tuple(rows)), units.index(unit))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
