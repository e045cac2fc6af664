"""What was reported held against what publishers show: adoption by adoption, and count by count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.claims.value import Claim, Claims, OutletCount

if TYPE_CHECKING:
    from reports.subject import ReportSource

_CLAIMS = """
    select
        lineage.reporting_unit_name, claim.claim_code, claim.is_watched, claim.is_counted,
        strftime(claim.adopted_on, '%Y-%m-%d'), outlet.outlet_name, coalesce(claim.article_title, ''),
        coalesce(claim.claimed_record_id, ''), coalesce(claim.observed_record_id, '')
    from marts.fct_claim as claim
    inner join marts.dim_unit_lineage as lineage
        on claim.unit_code = lineage.unit_code and lineage.period_code = $period
    inner join marts.dim_unit as reporting on lineage.reporting_unit_code = reporting.unit_code
    inner join marts.dim_outlet as outlet using (outlet_code)
    where claim.month_code between $first_month and $last_month
    order by
        claim.claim_code desc, reporting.unit_order, reporting.unit_code, claim.adopted_on, outlet.outlet_name,
        claim.article_title, claim.adoption_id
"""

# A sheet may count a month, or a longer period at once: all that lie within this one.
_OUTLET_COUNTS = """
    select
        unit.unit_name, outlet.outlet_name, counted.period_code, claimed_count, adoption_count, difference,
        array_to_string(record_ids, ' ')
    from marts.fct_outlet_count as counted
    inner join marts.dim_unit as unit using (unit_code)
    inner join marts.dim_outlet as outlet using (outlet_code)
    inner join marts.dim_period as period using (period_code)
    where period.first_day >= $first_day and period.last_day <= $last_day
    order by
        unit.unit_order, unit.unit_code, outlet.outlet_order, outlet.outlet_code, period.first_day, period.last_day desc
"""


def read(reading: ReportSource) -> Claims:
    """Return every adoption of the period with who shows it, and what sheets of counts say beside what was counted."""
    con, period = reading.con, reading.period
    of_period = {"period": period.code, **period.months.bounds}
    days = {"first_day": period.first_day, "last_day": period.last_day}
    return Claims(
        claims=tuple(Claim(*row) for row in rows(con, _CLAIMS, {**of_period})),
        outlet_counts=tuple(OutletCount(*row) for row in rows(con, _OUTLET_COUNTS, {**days})),
    )
