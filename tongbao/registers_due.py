"""Units that sent something of every month before and nothing of this one: their register is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.names import name_key

if TYPE_CHECKING:
    import duckdb

    from reports.when import OfficePeriod

_LOOKED_BACK = 12  # months; what a unit did before that says nothing of today
_REGULAR = 2  # months at least: one is no habit

_SENT = """
    select distinct record.month_code, record.unit_name
    from marts.fct_record as record
    inner join marts.fct_delivery as delivery using (delivery_id)
    where delivery.side = 'claimed' and record.unit_name is not null and record.month_code <= $last_month
"""

# An earlier name, or a unit since taken over, is the one it is counted for in the period.
_NAMES = """
    select name.name_key, reporting.unit_name
    from marts.dim_name as name
    inner join marts.dim_unit_lineage as lineage on name.code = lineage.unit_code and lineage.period_code = $period
    inner join marts.dim_unit as reporting on lineage.reporting_unit_code = reporting.unit_code
    where name.kind = 'unit' and reporting.is_ranked and reporting.effective_to >= $first_day
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit without records of some months of a period, or of all: then its register is surely missing."""

    unit: str
    months: tuple[str, ...]
    is_whole: bool

    @property
    def zh(self) -> str:
        return (
            f"{self.unit}以前每月都有报送，{'、'.join(self.months)} 一条也没有：登记表缺报，请催报；"
            "确实没有采用的，请其报零报告"
        )

    @property
    def en(self) -> str:
        return f"{self.unit} sent something of every month before and nothing of {', '.join(self.months)}"


def missing(con: duckdb.DuckDBPyConnection, own: OfficePeriod) -> Iterator[Missing]:
    """Yield the ranked units that used to send and did not, by name."""
    asked = {"period": own.code, "first_day": own.first_day}
    names = dict(con.execute(_NAMES, asked).fetchall())
    sent: dict[str, set[str]] = defaultdict(set)
    for month, text in con.execute(_SENT, {"last_month": own.months.codes[-1]}).fetchall():
        for part in text.split("、"):
            if unit := names.get(name_key(part)):
                sent[unit].add(month)
    inside = own.months.codes
    before = sorted({month for months in sent.values() for month in months if month < inside[0]})[
        -_LOOKED_BACK:
    ]
    for unit, months in sorted(sent.items()):
        since = [month for month in before if month >= min(months)]
        lacking = tuple(month for month in inside if month not in months)
        if lacking and len(since) >= _REGULAR and months.issuperset(since):
            yield Missing(unit, lacking, len(lacking) == len(inside))
