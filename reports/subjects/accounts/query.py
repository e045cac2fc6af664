"""The register of account figures, and what was pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.accounts.value import Accounts, MediaAccount

if TYPE_CHECKING:
    import duckdb

    from reports.subjects.pieces.value import Adoption
    from reports.when import OfficePeriod

_ACCOUNTS = """
    select
        account_name,
        arg_max(reporting_unit_name, (figure_on, record_id)),
        sum(reads)::bigint,
        arg_max(followers, (figure_on, record_id))
    from marts.fct_account_figure as figure
    inner join marts.dim_unit_lineage as lineage
        on figure.unit_code = lineage.unit_code and lineage.period_code = $period
    where is_lead and month_code between $first_month and $last_month
    group by account_name
    order by sum(reads) desc nulls last, account_name
"""

_PUSHED_BY = "微信"


def accounts(
    con: duckdb.DuckDBPyConnection,
    period: OfficePeriod,
    adoptions: tuple[Adoption, ...],
    own: frozenset[str],
) -> Accounts | None:
    """Return pushes and reads of accounts; `own` names the organiser's units; None where there are neither."""
    items = tuple(MediaAccount(*row) for row in rows(con, _ACCOUNTS, {"period": period.code, **period.months.bounds}))
    pushed = [each.unit_name for each in adoptions if _PUSHED_BY in each.medium]
    if not items and not pushed:
        return None
    reads = [each.reads for each in items if each.reads is not None]
    return Accounts(len(pushed), sum(name in own for name in pushed), sum(reads) if reads else None, items)
