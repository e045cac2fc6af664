"""Whatever an inbox holds, each of its rows comes to exactly one end, and a good one is counted exactly once.

Inboxes of several months are drawn by hypothesis and built, all in one home, by the same stages that the commands run.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.building import OFFICES, built_home
from tests.ingest.builders import Table, xlsx
from tongbao.place import Place
from warehouse.database import read_only

Row = tuple[str, str, str, str]

HEADER = ("单位", "标题", "采用刊物", "采用日期")
UNITS = ("甲县", "乙县", "丙县", "丁区")
OUTLETS = ("某市日报", "市组工", "省日报", "某省党建网")
TITLES = (
    "村干部夜校办到田间地头", "驻村队员带着农户跑市场", "老党员领办合作社的账本", "社区网格里的午间会客厅",
    "选调生轮岗的三条办法", "楼门院长评议积分怎么用", "流动党员返乡有了报到处", "园区支部帮企业招到技工", "高山移民点建起托管班",
)  # fmt: skip
FULL_NAMES = {unit: f"{unit}委组织部" for unit in UNITS} | {
    "某市日报": "某市日报", "市组工": "某市组工", "省日报": "某省日报", "某省党建网": "某省党建网",
}  # fmt: skip
SPOILT = {
    0: ("外县", "甲县委驻外联络处"), 1: ("", " "), 2: ("", "某商报", "微信群"), 3: ("", "2月30日", "3月32日", "13月5日", "某日"),
}  # fmt: skip


@cache
def content_of(rows: tuple[Row, ...], is_sheet: bool) -> bytes:
    """Return a register's bytes, once: a workbook bears the second in which it was written."""
    if is_sheet:
        return xlsx(Table((), HEADER, rows))
    return "".join(",".join(row) + "\n" for row in (HEADER, *rows)).encode()


@dataclass(frozen=True, slots=True)
class Register:
    """A file of an inbox; a corrected one bears the name of the one before it."""

    month: int
    rows: tuple[Row, ...]
    is_sheet: bool = False
    is_correction: bool = False

    @property
    def content(self) -> bytes:
        return content_of(self.rows, self.is_sheet)

    def name(self, number: int) -> str:
        """Return its path below the inbox."""
        mark = "（更正）" if self.is_correction else ""
        return f"2025-{self.month:02}/{number - bool(mark):02}号登记表{mark}.{'xlsx' if self.is_sheet else 'csv'}"


def day_of(title: str, outlet: str, month: int) -> str:
    """The same title in the same outlet bears one day of each month."""
    return f"{month}月{1 + (TITLES.index(title) * 7 + OUTLETS.index(outlet) * 3) % 28}日"


@st.composite
def rows(draw: st.DrawFn, month: int) -> Row:
    """A row of a month; one in four is spoilt in one cell."""
    unit, title, outlet = (draw(st.sampled_from(pool)) for pool in (UNITS, TITLES, OUTLETS))
    row = [unit, f"{unit}{title}", outlet, day_of(title, outlet, month)]
    if draw(st.integers(0, 3)) == 0:
        column = draw(st.sampled_from(sorted(SPOILT)))
        row[column] = draw(st.sampled_from(SPOILT[column]))
    return row[0], row[1], row[2], row[3]


def whole(month: int) -> Register:
    """Always there: a build with nothing to count is refused."""
    return Register(
        month, tuple((unit, f"{unit}{title}", "某市日报", day_of(title, "某市日报", month)) for unit in UNITS for title in TITLES)
    )


def registers(month: int) -> st.SearchStrategy[Register]:
    return st.builds(
        Register, st.just(month), st.lists(rows(month), min_size=1, max_size=12).map(tuple), st.booleans(),
        st.sampled_from((False, False, True)),
    )  # fmt: skip


# A register delivered eight times, and whatever is drawn of two months.
SAME = [Register(1, whole(1).rows[:1])] * 8
inboxes = st.tuples(*(st.lists(registers(month), min_size=8, max_size=25) for month in (2, 3)))


def is_good(row: Row) -> bool:
    return not any(row[column] in texts for column, texts in SPOILT.items())


def delivered(inbox: Path, months: list[list[Register]]) -> dict[str, Register]:
    """Write an inbox and return what it holds, by name."""
    named = {register.name(number): register for month in months for number, register in enumerate(month)}
    for name, register in named.items():
        (inbox / name).parent.mkdir(parents=True, exist_ok=True)
        (inbox / name).write_bytes(register.content)
    return named


def outcomes(place: Place) -> list[tuple[str, int, str]]:
    with read_only(place.home.current) as connection:
        return connection.execute("select file_name, row_number, outcome from marts.fct_record").fetchall()


def adoptions(place: Place) -> list[tuple[str, str, str, int]]:
    query = """
        select unit.unit_name, adoption.article_title, outlet.outlet_name, month(adoption.adopted_on)
        from marts.fct_adoption as adoption
        inner join marts.dim_unit as unit using (unit_code)
        inner join marts.dim_outlet as outlet using (outlet_code)
    """
    with read_only(place.home.current) as connection:
        return connection.execute(query).fetchall()


@settings(
    max_examples=1, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(inboxes)
def test_accepted_rejected_duplicate_and_superseded_are_all_that_arrived(drawn: tuple[list[Register], ...]) -> None:
    assume(all(len(set(month)) > 1 for month in drawn))  # the simplest, drawn first, is SAME
    months = [[whole(month[0].month), *month] for month in (SAME, *drawn)]
    with tempfile.TemporaryDirectory() as scratch:
        named = delivered(Path(scratch) / "inbox", months)
        place = built_home(Path(scratch) / "home", OFFICES / "golden", Path(scratch) / "inbox", date(2025, 4, 3))
        ends = outcomes(place)
        # Files of the same bytes are one delivery, under one of their names.
        kept = {file for file, _, _ in ends}
        assert {named[file].content for file in kept} == {register.content for register in named.values()}
        assert Counter((file, row) for file, row, _ in ends) == Counter(
            (file, 2 + number) for file in kept for number in range(len(named[file].rows))
        )
        with read_only(place.home.current) as connection:
            unbalanced = connection.execute(
                "select file_name from marts.fct_delivery where record_count"
                " != accepted_count + rejected_count + duplicate_count + superseded_count"
            ).fetchall()
        assert unbalanced == []

        standing = {(file, row): outcome for file, row, outcome in ends if outcome != "superseded"}
        texts = {where: named[where[0]].rows[where[1] - 2] for where in standing}
        assert {where for where, text in texts.items() if not is_good(text)} == {
            where for where, outcome in standing.items() if outcome == "rejected"
        }
        good = {(FULL_NAMES[unit], title, FULL_NAMES[outlet], int(day.split("月")[0]))
                for unit, title, outlet, day in texts.values() if is_good((unit, title, outlet, day))}  # fmt: skip
        assert Counter(adoptions(place)) == Counter(good)
