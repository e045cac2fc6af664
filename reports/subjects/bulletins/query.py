"""Bulletins and their issues, from what they adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.bulletins.value import Bulletin

if TYPE_CHECKING:
    import duckdb

    from reports.when import OfficePeriod

_BULLETINS = """
    select
        outlet_name,
        count(distinct (month_code[:4], issue_number))::integer,
        count(*)::integer
    from marts.fct_adoption
    inner join marts.dim_outlet using (outlet_code)
    where is_lead and dim_outlet.line_code = $line and month_code between $first_month and $last_month
    group by outlet_code, outlet_name, outlet_order
    having count(*) = count(issue_number)
    order by outlet_order, outlet_code
"""


def bulletins(con: duckdb.DuckDBPyConnection, period: OfficePeriod, side: str) -> tuple[Bulletin, ...]:
    """Return the bulletins all of whose adoptions state their issue."""
    return tuple(Bulletin(*row) for row in rows(con, _BULLETINS, {**period.months.bounds, "line": side}))
