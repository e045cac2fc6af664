"""The register of account figures, and what was pushed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.rows import rows
from reports.subjects.accounts.value import Accounts, MediaAccount
from reports.subjects.pieces import subject as pieces
from reports.subjects.ranking import subject as ranking

if TYPE_CHECKING:
    from reports.subject import ReportSource

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


def read(reading: ReportSource) -> Accounts | None:
    """Return pushes and reads of accounts, those of the organiser's own units apart; None where there are neither."""
    of_period = {"period": reading.period.code, **reading.period.months.bounds}
    items = tuple(MediaAccount(*row) for row in rows(reading.con, _ACCOUNTS, {**of_period}))
    adoptions = reading.kept(pieces.SUBJECT).adoptions
    pushed = [each.unit_name for each in adoptions if _PUSHED_BY in each.medium]
    if not items and not pushed:
        return None
    own = {one.unit_name for one in reading.kept(ranking.SUBJECT).unranked}
    reads = [each.reads for each in items if each.reads is not None]
    return Accounts(len(pushed), sum(name in own for name in pushed), sum(reads) if reads else None, items)
