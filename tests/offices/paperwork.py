"""The year's paperwork of an office, invented so that its totals come out as its counts.csv says.

The same counts always give the same bytes: chance has the year for a seed, and nothing asks the clock.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count
from pathlib import Path
from random import Random

import docx
import xlsxwriter

from reports.stable_zip import stable

# 29 and 13 have no common factor: the first 377 titles of a unit differ in theme or in result, whatever their verbs.
_THEMES = (
    "村党组织书记履职", "党支部标准化建设", "村级集体经济", "后备干部培养", "社区网格管理", "城市党建联建",
    "非公企业党组织组建", "流动党员管理", "党员积分考核", "发展党员工作", "主题党日活动", "年轻干部培养",
    "干部考核评价", "谈心谈话制度", "任前公示程序", "干部教育培训", "现场教学点建设", "人才引进服务",
    "乡土人才培育", "科技特派员选派", "公务员平时考核", "驻村帮扶工作", "远程教育站点建设", "村级活动场所管理",
    "党员冬季轮训", "老干部志愿服务", "党代表联系群众", "党务公开工作", "大学生村干部管理",
)  # fmt: skip
_RESULTS = (
    "激发干事热情", "凝聚发展合力", "夯实基层根基", "打通服务末梢", "提升治理效能", "锻造过硬队伍", "蓄足发展后劲",
    "压实工作责任", "办好民生实事", "点亮红色阵地", "拓宽增收路子", "擦亮工作品牌", "赢得群众点赞",
)  # fmt: skip
_VERBS = ("抓实", "做细", "深化", "规范", "拓展", "创新", "优化")
_REPRINTED = 9  # every ninth adoption of a unit is the piece before it, in another outlet

Cell = str | int


@dataclass(frozen=True, slots=True)
class Adoption:
    """What an outlet printed; `issue` numbers the office's own bulletin."""

    unit: str
    title: str
    outlet: str
    day: date
    issue: int | None = None

    @property
    def month(self) -> str:
        return f"{self.day:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Table:
    """A register: a line above it, its headings and rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read one of the office's lists."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def titles(unit: str) -> Iterator[str]:
    """Return titles of a unit, none like another."""
    place = unit.removesuffix("委组织部")
    place = place[:-1] if place.endswith(("县县", "区区")) else place
    for nth in count():
        mark = "：" if nth % 3 == 2 else ""
        yield (
            f"{place}{mark}{_VERBS[nth % len(_VERBS)]}{_THEMES[nth % len(_THEMES)]} {_RESULTS[nth % len(_RESULTS)]}"
        )


def spread(year: int, how_many: int, start: int) -> list[date]:
    """Return so many days, evenly over the year; `start` moves them within the first gap."""
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return [
        date(year, 1, 1) + timedelta((nth * length + start % length) // how_many) for nth in range(how_many)
    ]


def issued(year: int, shares: Mapping[str, int], issues: int, seed: str) -> list[tuple[str, date, int]]:
    """Return unit, day and issue of what the own bulletin printed, the units mixed."""
    units = [unit for unit, share in shares.items() for _ in range(share)]
    Random(seed).shuffle(units)  # noqa: S311 -- repeatable, not secret
    days = spread(year, issues, 0)
    numbers = [nth * issues // len(units) for nth in range(len(units))]
    return [(unit, days[number], number + 1) for unit, number in zip(units, numbers, strict=True)]


def titled(printed: Sequence[tuple[str, date, str, int | None]]) -> list[Adoption]:
    """Give what was printed (unit, day, outlet, issue) its titles, by unit and day."""
    by_unit = defaultdict(list)
    for unit, day, outlet, issue in sorted(printed, key=lambda each: each[:3]):
        by_unit[unit].append((day, outlet, issue))
    found, told = [], set()
    for unit, items in by_unit.items():
        fresh, last = titles(unit), None
        for nth, (day, outlet, issue) in enumerate(items):
            again = last if last and nth % _REPRINTED == _REPRINTED - 1 and last.outlet != outlet else None
            # Two units with one theme and result in one outlet on one day would be asked about.
            drawn = chain([again.title] if again else [], fresh)
            title = next(each for each in drawn if (outlet, day, each[-10:]) not in told)
            told.add((outlet, day, title[-10:]))
            last = Adoption(unit, title, outlet, day, issue)
            found.append(last)
    return found


def xlsx(table: Table) -> bytes:
    """Write a register as a workbook."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, len(table.headings) - 1, table.title)
        for at, cells in enumerate((table.headings, *table.rows), start=1):
            sheet.write_row(at, 0, cells)
    return held.getvalue()


def delimited(table: Table, encoding: str) -> bytes:
    """Write a register as csv."""
    text = io.StringIO()
    csv.writer(text).writerows((table.headings, *table.rows))
    return text.getvalue().encode(encoding)


def word(table: Table) -> bytes:
    """Write a register as a Word table."""
    document = docx.Document()
    document.add_paragraph(table.title)
    grid = document.add_table(len(table.rows) + 1, len(table.headings))
    cells = iter(grid._cells)  # one look: asking cell by cell reads the whole table each time
    for line in (table.headings, *table.rows):
        for value in line:
            next(cells).text = str(value)
    held = io.BytesIO()
    document.save(held)
    return stable(held.getvalue())


def put(target: Path, month: str, name: str, content: bytes) -> None:
    """Lay a delivery into its month's folder."""
    folder = target / month
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def day_in_words(day: date) -> str:
    """Write a day as most registers do."""
    return f"{day.year}年{day.month}月{day.day}日"


def put_in_form(target: Path, month: str, name: str, table: Table, sender: int) -> None:
    """Lay a register into its month's folder, in the kind of file that its sender keeps."""
    forms = (
        ("xlsx", lambda: xlsx(table)),
        ("csv", lambda: delimited(table, "utf-8-sig")),
        ("docx", lambda: word(table)),
        ("csv", lambda: delimited(table, "gbk")),
    )
    ending, content = forms[sender % len(forms)]
    put(target, month, f"{name}.{ending}", content())
