"""Two years of 佳木斯's registers, of which the second adds up to what was published.

`python -m tests.offices.jiamusi.make_deliveries TARGET`
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from tests.offices import paperwork
from tests.offices.paperwork import Adoption, Table, day_in_words

HERE = Path(__file__).parent
OFFICE, ACCOUNT = "佳木斯市委组织部", "佳木斯组工"
OUTLETS = {
    "central_bulletin": ("组工信息",),
    "provincial_bulletin": ("黑龙江组工信息",),
    "own_bulletin": ("佳木斯组工信息",),
    "provincial_media": ("黑龙江日报", "党的生活", "黑龙江广播电视台", "东北网"),
    "pushes": (ACCOUNT,),
}
# What the account's own pages show at each month's end of the second year: 400,000 reads in all.
READS = (26000, 24000, 31000, 33000, 35000, 38000, 46000, 36000, 33000, 35000, 32000, 31000)
ADOPTED, SUBMITTED = ("标题", "单位", "采用刊物", "采用日期"), ("序号", "单位", "标题", "报送日期")
UNKNOWN = ("2022-06", "同江市委组织部")


def counts() -> list[dict[str, str]]:
    """Return what each unit has in each year."""
    return paperwork.rows_of(HERE / "counts.csv")


def plan() -> list[Adoption]:
    """Return every adoption of both years, pushes included."""
    printed = []
    for at, row in enumerate(counts()):
        for nth, (column, outlets) in enumerate(OUTLETS.items()):
            days = paperwork.spread(int(row["year"]), int(row[column]), 97 * at + 31 * nth)
            printed += [
                (row["unit"], day, outlets[(at + k) % len(outlets)], None) for k, day in enumerate(days)
            ]
    return paperwork.titled(printed)


def submissions(adoptions: list[Adoption]) -> list[tuple[date, str, str]]:
    """Return day, unit and title of what was sent in: four of five were printed three days later, the fifth never."""
    sent = []
    for row in counts():
        year, unit, wanted = int(row["year"]), row["unit"], int(row["submitted"])
        pieces = {
            each.title: each.day
            for each in reversed(adoptions)
            if each.unit == unit and each.day.year == year and each.outlet != ACCOUNT
        }
        chosen = sorted((day, title) for title, day in pieces.items())[:: len(pieces) // max(wanted, 1) or 1][
            :wanted
        ]
        for nth, (day, title) in enumerate(chosen):
            before = max(day - timedelta(days=3), date(year, 1, 1))
            sent.append((before, unit, f"{title.partition(' ')[0]}的问题和建议" if nth % 5 == 4 else title))
    return sorted(sent)


def make(target: Path) -> None:
    """Write one register a month and unit, the account's list, the register of submissions and the account's figures."""
    adoptions, registers = plan(), defaultdict(list)
    for each in adoptions:
        registers[each.month, ACCOUNT if each.outlet == ACCOUNT else each.unit].append(each)
    senders = sorted({sender for _, sender in registers})
    for (month, sender), found in registers.items():
        rows = [(each.title, each.unit, each.outlet, day_in_words(each.day)) for each in found]
        if (month, sender) == UNKNOWN:  # a unit that is none of the city's
            rows.append(("同江口岸开通党员服务窗口", "口岸办", "东北网", "2022年6月8日"))
        name = f"{sender}{_in_words(month)}{'推送' if sender == ACCOUNT else '采用情况'}登记表"
        paperwork.put_in_form(target, month, name, Table(name, ADOPTED, tuple(rows)), senders.index(sender))
    for month, sent in groupby(submissions(adoptions), key=lambda each: f"{each[0]:%Y-%m}"):
        name = f"{_in_words(month)}信息报送登记表"
        lines = tuple(
            (nth, unit, title, day_in_words(day)) for nth, (day, unit, title) in enumerate(sent, start=1)
        )
        paperwork.put(target, month, f"{name}.xlsx", paperwork.xlsx(Table(name, SUBMITTED, lines)))
    for number, reads in enumerate(READS, start=1):
        month = f"2022-{number:02}"
        row = (OFFICE, ACCOUNT, reads, 21000 + 350 * number, f"2022年{number}月28日")
        table = Table("", ("单位", "公众号名称", "阅读量", "粉丝数", "统计日期"), (row,))
        paperwork.put(
            target, month, f"{_in_words(month)}公众号数据.csv", paperwork.delimited(table, "utf-8-sig")
        )


def _in_words(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"


if __name__ == "__main__":
    make(Path(sys.argv[1]))
