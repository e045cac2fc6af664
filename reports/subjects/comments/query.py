"""The register of leaders' remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.comments.value import Comment, Comments

if TYPE_CHECKING:
    from reports.subject import ReportSource

_COMMENTS = """
    select reporting_unit_name, comment.article_title, coalesce(leader, ''), coalesce(level, ''), commented_on
    from marts.fct_comment as comment
    inner join marts.dim_unit_lineage as lineage
        on comment.unit_code = lineage.unit_code and lineage.period_code = $period
    where is_lead and month_code between $first_month and $last_month
    order by commented_on, record_id
"""


def read(reading: ReportSource) -> Comments | None:
    """Return the remarks that leaders made in the period; None where there are none."""
    of_period = {"period": reading.period.code, **reading.period.months.bounds}
    found = tuple(Comment(*row) for row in rows(reading.con, _COMMENTS, {**of_period}))
    return Comments(found) if found else None
