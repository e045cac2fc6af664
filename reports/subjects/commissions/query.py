"""The register of pieces asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.commissions.value import Commission, Commissions

if TYPE_CHECKING:
    from reports.subject import ReportSource

_COMMISSIONS = """
    select
        record_id, is_lead, reporting_unit_name, coalesce(commission.article_title, commission_number, ''), deadline, outcome
    from marts.fct_commission as commission
    inner join marts.dim_unit_lineage as lineage
        on commission.unit_code = lineage.unit_code and lineage.period_code = $period
    where month_code between $first_month and $last_month
    order by deadline, record_id, is_lead desc, reporting_unit_name
"""


def read(reading: ReportSource) -> Commissions | None:
    """Return the pieces asked for by a day of the period; None where none were."""
    of_period = {"period": reading.period.code, **reading.period.months.bounds}
    found = list(rows(reading.con, _COMMISSIONS, {**of_period}))
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
