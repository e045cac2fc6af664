"""The register of pieces asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.commissions.value import Commission, Commissions

if TYPE_CHECKING:
    import duckdb

    from reports.when import OfficePeriod

_COMMISSIONS = """
    select
        record_id, is_lead, reporting_unit_name, coalesce(commission.article_title, commission_number, ''), deadline, outcome
    from marts.fct_commission as commission
    inner join marts.dim_unit_lineage as lineage
        on commission.unit_code = lineage.unit_code and lineage.period_code = $period
    where month_code between $first_month and $last_month
    order by deadline, record_id, is_lead desc, reporting_unit_name
"""


def commissions(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> Commissions | None:
    """Return the pieces asked for by a day of the period; None where none were."""
    found = list(rows(con, _COMMISSIONS, {"period": period.code, **period.months.bounds}))
    if not found:
        return None
    counts = Counter(row[-1] for row in found if row[1])
    return Commissions(
        asked=counts.total(),
        kept=counts["kept"],
        late=counts["late"],
        missed=counts["missed"],
        open=counts["open"],
        items=tuple(Commission(*row) for _, _, *row in found),
    )
