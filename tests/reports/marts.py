"""A small warehouse with the contracted marts: two years of a city with seven units.

Worked by hand for 2025-Q1, points in brackets (tariff: M1 40, M2 30, M3 12, M4 6, M5 4; front-page lead double):
望川 M2 lead (60), M4 (6), M5 (4) = 70; 岚溪 M3 twice (24), M4 (6) = 30; 桐屏 M2 (30) = 30, tied with 岚溪;
鹤汀 nothing; 新城 exists since 2025 and has M5 (4); 干部教育科 M3 (12) before it was renamed, M4 (6) after = 18;
办公室 M5 (4); the organiser itself M1 (40).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb

from tests.contracts import create_marts
from tests.reports import registers
from warehouse.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.period import Grain

HERE = Path(__file__).parent
OPEN = (date(1900, 1, 1), date(9999, 12, 31))
TIERS = ("中央", "省", "市")
UNITS = (
    ("B1", "市委组织部", "市委组织部", *OPEN, None),
    ("X1", "望川县委组织部", "县", *OPEN, None),
    ("X2", "岚溪县委组织部", "县", *OPEN, None),
    ("X3", "桐屏县委组织部", "县", *OPEN, None),
    ("X4", "鹤汀县委组织部", "县", *OPEN, None),
    ("X5", "新城县委组织部", "县", date(2025, 1, 1), OPEN[1], None),
    ("K1", "办公室", "科室", *OPEN, None),
    ("K2", "干部教育科", "科室", OPEN[0], date(2025, 3, 15), "K3"),
    ("K3", "干部教育培训科", "科室", date(2025, 3, 16), OPEN[1], None),
)
OUTLETS = (
    ("M1", "组工信息", "中央", "内刊", "内刊", 40),
    ("M2", "人民日报", "中央", "报纸", "媒体", 30),
    ("M3", "岭川日报", "省", "报纸", "媒体", 12),
    ("M4", "澜江组工信息", "市", "内刊", "内刊", 6),
    ("M5", "澜江日报", "市", "报纸", "媒体", 4),
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """One adoption; `piece` joins reprints, `co` is credited beside the first unit."""

    unit: str
    outlet: str
    on: str
    title: str
    placement: str = "一般"
    co: str | None = None
    piece: int | None = None
    kind: str | None = None
    issue: int | None = None


FORMULA = "=1+1 的党课：这样讲"
SCRIPT = "</script><script>alert(1)</script>人才“引育”记"
ADOPTED = (
    Adopted("X1", "M5", "2024-01-08", "望川旧稿一"),
    Adopted("X1", "M3", "2024-02-09", "望川旧稿二"),
    Adopted("X2", "M2", "2024-03-05", "岚溪旧稿"),
    Adopted("K2", "M4", "2024-03-09", "干教旧稿"),
    Adopted("X1", "M5", "2024-11-20", "望川去年末稿"),
    Adopted("X3", "M3", "2024-12-20", "桐屏去年末稿"),
    Adopted("X1", "M2", "2025-01-15", "望川党建新路", "头版头条", piece=0),
    Adopted("X1", "M5", "2025-01-20", "望川党建新路", "头版", piece=0),
    Adopted("X1", "M4", "2025-03-03", "支部工作法", co="X2"),
    Adopted("X2", "M3", "2025-02-10", FORMULA),
    Adopted("X2", "M3", "2025-02-11", "驻村“第一书记”㵽河笔记"),
    Adopted("X2", "M4", "2025-03-12", "岚溪简报"),
    Adopted("X3", "M2", "2025-03-18", SCRIPT),
    Adopted("X5", "M5", "2025-02-02", "新城头一篇"),
    Adopted("K2", "M3", "2025-01-10", "干部课堂"),
    Adopted("K3", "M4", "2025-03-20", "教培简报"),
    Adopted("K1", "M5", "2025-03-22", "办公室动态"),
    Adopted("B1", "M1", "2025-03-25", "市委组织部经验"),
)
REJECTED = (
    ("unknown_unit", "报送单位“望江县”不在单位名单中：请核对名称，或在 aliases.csv 登记别名", "望江县"),
    ("unknown_unit", "报送单位“旺川”不在单位名单中：请核对名称，或在 aliases.csv 登记别名", "旺川"),
    ("missing_date", "缺少采用日期：请补填后重报", "岚溪县"),
)
RULE_HASH = "ab" * 32
# The marts that reports read.
MARTS = (
    "dim_unit", "dim_unit_lineage", "dim_outlet", "dim_tier", "dim_period", "dim_period_month", "dim_topic",
    "dim_rule_version", "fct_delivery", "fct_unread", "fct_author_elsewhere", "fct_rescored", "fct_record",
    "fct_adoption", "fct_claim", "fct_outlet_count", "fct_score_line", "fct_quota", "fct_adoption_author",
    "fct_person_ranking", "fct_comment", "fct_commission", "fct_jury_score", "fct_account_figure", "fct_item",
    "fct_unit_month_submission", "fct_peer_count", "fct_objection", "fct_late_record", "fct_rule_condition",
    "fct_delivery_column", "fct_delivery_note", "fct_delivery_table", "fct_piece", "fct_unit_tier_month", "fct_ranking",
)  # fmt: skip
_YEAR = 12
LAST_MONTH = 2025 * _YEAR + 2  # March


def write(
    path: Path,
    first_year: int = 2024,
    adopted: tuple[Adopted, ...] = ADOPTED,
    *,
    with_registers: bool = False,
) -> Path:
    """Write the warehouse file; with a later first year it knows nothing before it."""
    path.write_bytes(_content(first_year, adopted, with_registers))
    return path


@cache
def _content(first_year: int, adopted: tuple[Adopted, ...], with_registers: bool) -> bytes:
    """Return the file, made once for all tests that begin with the same."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "warehouse.duckdb"
        with duckdb.connect(str(path)) as con:
            create_marts(con, *MARTS)
            adopted = tuple(each for each in adopted if int(each.on[:4]) >= first_year)
            _dimensions(con, first_year)
            for number, each in enumerate(adopted, start=1):
                _adoption(con, number, each)
            _rejected(con)
            _quotas(con)
            _sources(con)
            con.execute((HERE / "derived.sql").read_text(encoding="utf-8"))
            if with_registers:
                registers.fill(con)
        return path.read_bytes()


def _insert(con: duckdb.DuckDBPyConnection, table: str, row: tuple[object, ...], columns: str = "") -> None:
    """Insert a row; without named columns it has all of the contract."""
    named = f"({columns})" if columns else ""
    con.execute(f"insert into marts.{table} {named} values ({', '.join('?' * len(row))})", row)


@dataclass(frozen=True, slots=True)
class Natural:
    """A period of the natural calendar; months are counted from the year 0."""

    grain: Grain
    first_month: int
    month_count: int

    @property
    def code(self) -> str:
        year, month = divmod(self.first_month, 12)
        number = month // self.month_count + 1
        return f"{year}" + {"month": f"-{number:02d}", "quarter": f"-Q{number}", "half": f"-H{number}", "year": ""}[self.grain]

    @property
    def days(self) -> tuple[date, date]:
        first, after = (
            date(month // 12, month % 12 + 1, 1) for month in (self.first_month, self.first_month + self.month_count)
        )
        return first, after - timedelta(days=1)

    def before(self, months: int) -> Natural:
        return replace(self, first_month=self.first_month - months)

    @property
    def row(self) -> tuple[object, ...]:
        """The period as `marts.dim_period` has it."""
        past = self.before(self.month_count).code, self.before(_YEAR).code
        return self.code, self.grain, self.first_month // _YEAR, *self.days, *past, True

    @property
    def months(self) -> Iterator[tuple[object, ...]]:
        """Its months as `marts.dim_period_month` has them."""
        for month in range(self.first_month // _YEAR * _YEAR, self.first_month + self.month_count):
            one = Natural("month", month, 1)
            yield self.code, one.code, month >= self.first_month, *one.days, True


def _periods(first_year: int) -> list[Natural]:
    counts: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    return [
        Natural(grain, month, count)
        for grain, count in counts.items()
        for month in range(first_year * _YEAR, LAST_MONTH + 1, count)
    ]


def _dimensions(con: duckdb.DuckDBPyConnection, first_year: int) -> None:
    names = {code: name for code, name, *_ in UNITS}
    for order, (code, name, group, since, until, successor) in enumerate(UNITS, start=1):
        _insert(
            con, "dim_unit", (code, name, group, None, order, group != "市委组织部", since, until, successor)
        )
    for period in _periods(first_year):
        _insert(con, "dim_period", period.row)
        for month in period.months:
            _insert(con, "dim_period_month", month)
        last_day = period.days[1]
        for code, _, _, since, until, successor in UNITS:
            answers = successor if successor and until < last_day else code
            if since <= last_day:
                _insert(con, "dim_unit_lineage", (period.code, code, answers, names[answers]))
    for order, outlet in enumerate(OUTLETS, start=1):
        _insert(con, "dim_outlet", (*outlet[:5], order))
    for order, tier in enumerate(TIERS, start=1):
        _insert(con, "dim_tier", (tier, order))
    for order, topic in enumerate(("人才工作", "城市党建"), start=1):
        _insert(con, "dim_topic", (topic, topic[:2], order))
    _insert(
        con, "dim_rule_version",
        ("xxcy", "信息采用计分办法", "2025", "澜组通〔2024〕57号", date(2024, 12, 20), date(2024, 1, 1), OPEN[1],
         "分", "units", True, "all", "full", "shared", RULE_HASH),
    )  # fmt: skip
    for delivery, name in (("d1", "2025-03/登记表.xlsx"), ("d2", "坏文件.xls")):
        _insert(
            con,
            "fct_delivery",
            (
                delivery,
                name,
                "workbook",
                "claimed",
                None,
                date(2025, 3, 30),
                None,
                None,
                None,
                0,
                0,
                0,
                0,
                0,
                0,
                None,
                None,
                None,
                None,
            ),
        )


def _adoption(con: duckdb.DuckDBPyConnection, number: int, each: Adopted) -> None:
    code, name, tier, medium, line, tariff = next(outlet for outlet in OUTLETS if outlet[0] == each.outlet)
    adoption, record = registers.adoption_id(number), f"r{number:03d}"
    piece = registers.piece_id(number if each.piece is None else each.piece)
    month, names = each.on[:7], {unit: unit_name for unit, unit_name, *_ in UNITS}
    points = tariff * (2 if each.placement == "头版头条" else 1)
    _insert(
        con, "fct_record",
        (record, "d1", "2025-03/登记表.xlsx", "采用", number + 2, "adoption", "accepted", None, None, None, month,
         names[each.unit], name, each.title, each.on, json.dumps([names[each.unit], each.title], ensure_ascii=False)),
    )  # fmt: skip
    credited = (each.unit,) if each.co is None else (each.unit, each.co)
    for position, unit in enumerate(credited):
        others = "、".join(names[other] for other in credited if other != unit) or None
        _insert(
            con, "fct_adoption",
            (adoption, record, piece, unit, position == 0, 1 / len(credited), len(credited), others, code, tier, medium,
             line, each.on, "day", month, each.title, "1版" if each.placement != "一般" else None, 1, each.placement, 900,
             each.kind, None, each.issue),
            "adoption_id, record_id, piece_id, unit_code, is_lead, share, unit_count, co_units, outlet_code, tier_code,"
            "medium_code, line_code, adopted_on, date_precision, month_code, article_title, page_text, page_number,"
            "placement_code, words, kind_text, author, issue_number",
        )  # fmt: skip
        if position == 0:
            _insert(
                con, "fct_score_line",
                ("xxcy", "2025", "T01", "tariff", adoption, None, piece, unit, None, each.on, month, None, points,
                 f"《{name}》，{points} 分"),
            )  # fmt: skip


def _rejected(con: duckdb.DuckDBPyConnection) -> None:
    for number, (code, reason, unit) in enumerate(REJECTED, start=1):
        _insert(
            con, "fct_record",
            (f"x{number}", "d1", "2025-03/登记表.xlsx", "采用", 90 + number, "adoption", "rejected", code, reason, None,
             "2025-03", unit, "澜江日报", FORMULA, "2025-03-0", json.dumps([unit, FORMULA], ensure_ascii=False)),
        )  # fmt: skip
    _insert(
        con, "fct_record",
        ("x9", "d2", "坏文件.xls", "", 0, "adoption", "rejected", "truncated", "文件“坏文件.xls”不完整：请重新发送", None, None,
         None, None, None, None, "[]"),
    )  # fmt: skip
    _insert(
        con, "fct_record",
        ("y1", "d1", "2025-03/登记表.xlsx", "采用", 99, "adoption", "duplicate", "same_adoption",
         "与前一行是同一次采用，只计一次", "r007", "2025-01", "望川县", "人民日报", "望川党建新路", "1月15日", "[]"),
    )  # fmt: skip


def _quotas(con: duckdb.DuckDBPyConnection) -> None:
    for code, unit, name, term, owed, done in (
        ("Q1", "X1", "望川县委组织部", "2025-Q1", 1, 1),
        ("Q2", "X2", "岚溪县委组织部", "2025-Q1", 3, 2),
        ("Q3", "X4", "鹤汀县委组织部", "2025-Q1", 1, 0),
        ("Q4", "X3", "桐屏县委组织部", "2024", 2, 1),
    ):
        short, grain = max(owed - done, 0), Period.parse(term).grain
        row = (code, unit, name, None, term, grain, "省级以上媒体", owed, done, short, done / owed, short == 0)
        _insert(con, "fct_quota", row)


def _sources(con: duckdb.DuckDBPyConnection) -> None:
    """Both sides show 望川's brief, only the publisher 岚溪's formula; a sheet counts one piece more than is here."""
    for adoption, unit, outlet, on, title, code, is_counted, claimed, observed in (
        (9, "X1", "M4", "2025-03-03", "支部工作法", "confirmed", True, "r009", "o1"),
        (99, "X2", "M3", "2025-03-10", FORMULA, "observed_only", False, None, "o2"),
        (15, "K2", "M3", "2025-01-10", "干部课堂", "claimed_only", True, "r015", None),
    ):
        row = (registers.adoption_id(adoption), unit, outlet, on, on[:7], title, code, True, is_counted, claimed, observed)
        _insert(con, "fct_claim", row)
    for period, claimed, counted in (("2025-03", 2, 1), ("2025-Q1", 2, 2), ("2024-11", 1, 1)):
        row = ("X2", "M4", period, claimed, counted, claimed - counted, ["c1", "c2"], "2025-04-02")
        _insert(con, "fct_outlet_count", row)
