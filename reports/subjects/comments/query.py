"""The register of leaders' remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.comments.value import Comment

if TYPE_CHECKING:
    import duckdb

    from reports.when import OfficePeriod

_COMMENTS = """
    select reporting_unit_name, comment.article_title, coalesce(leader, ''), coalesce(level, ''), commented_on
    from marts.fct_comment as comment
    inner join marts.dim_unit_lineage as lineage
        on comment.unit_code = lineage.unit_code and lineage.period_code = $period
    where is_lead and month_code between $first_month and $last_month
    order by commented_on, record_id
"""


def comments(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[Comment, ...]:
    """Return the remarks that leaders made in the period."""
    return tuple(Comment(*row) for row in rows(con, _COMMENTS, {"period": period.code, **period.months.bounds}))
