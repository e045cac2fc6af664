"""What stands in the registers beside adoptions: submissions, comments, commissions, accounts, issues of bulletins."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.change import Compared, change, share_of
from reports.rows import rows
from reports.subjects.accounts.value import Accounts, MediaAccount
from reports.subjects.bulletins.value import Bulletin
from reports.subjects.comments.value import Comment
from reports.subjects.commissions.value import Commission, Commissions
from reports.subjects.submissions.value import AdoptionRate, Submissions

if TYPE_CHECKING:
    from collections.abc import Container

    import duckdb

    from reports.saying.wording import Wording
    from reports.subjects.pieces.value import Adoption
    from reports.subjects.ranking.value import Group
    from reports.when import Months, OfficePeriod

_SENT = """
    select
        reporting_unit_code,
        coalesce(sum(submission_count), 0)::integer,
        coalesce(sum(adopted_count), 0)::integer,
        sum(zero_report_count)::integer,
        count(*) = count(submission_count)
    from marts.fct_unit_month_submission
    inner join marts.dim_unit_lineage using (unit_code)
    where period_code = $period and month_code between $first_month and $last_month
    group by all
"""

_SENT_IN = """
    select
        if(count(*) = count(submission_count), coalesce(sum(submission_count), 0), null)::integer,
        coalesce(sum(zero_report_count), 0)::integer
    from marts.fct_unit_month_submission
    where month_code between $first_month and $last_month
"""

_COMMENTS = """
    select reporting_unit_name, comment.article_title, coalesce(leader, ''), coalesce(level, ''), commented_on
    from marts.fct_comment as comment
    inner join marts.dim_unit_lineage as lineage
        on comment.unit_code = lineage.unit_code and lineage.period_code = $period
    where is_lead and month_code between $first_month and $last_month
    order by commented_on, record_id
"""

_COMMISSIONS = """
    select
        record_id, is_lead, reporting_unit_name, coalesce(commission.article_title, commission_number, ''), deadline, outcome
    from marts.fct_commission as commission
    inner join marts.dim_unit_lineage as lineage
        on commission.unit_code = lineage.unit_code and lineage.period_code = $period
    where month_code between $first_month and $last_month
    order by deadline, record_id, is_lead desc, reporting_unit_name
"""

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
_PUSHED_BY = "微信"
_NOTHING = (0, 0, 0, True)  # pieces sent in, adopted of them, zero reports, whether that is known


def _parameters(period: OfficePeriod) -> dict[str, object]:
    return {"period": period.code, **period.months.bounds}


def submissions(
    con: duckdb.DuckDBPyConnection,
    period: OfficePeriod,
    wording: Wording,
    groups: tuple[Group, ...],
    waiting: Container[str],
) -> Submissions | None:
    """Return what was sent in; None where nobody keeps that register. Not silent: whose files wait to be read."""
    sent = {code: tuple(counts) for code, *counts in rows(con, _SENT, _parameters(period))}
    submitted, adopted = (sum(counts[at] for counts in sent.values()) for at in (0, 1))
    if not submitted and not any(zero for *_, zero, _ in sent.values()):
        return None
    decimals = wording.percent_decimals
    of_nothing = Decimal(0) if wording.nothing_sent_is_zero else None

    def rate(name: str, one: int, of: int) -> AdoptionRate:
        share = share_of(of, one, decimals)
        return AdoptionRate(name, one, of, of_nothing if share is None else share)

    def of_group(group: Group) -> AdoptionRate:
        counts = [sent.get(line.unit_code, _NOTHING) for line in group.lines]
        return rate(group.name, sum(one for one, *_ in counts), sum(of for _, of, *_ in counts))

    ranked = [(line.unit_name, *sent.get(line.unit_code, _NOTHING)) for group in groups for line in group.lines]
    return Submissions(
        submitted=Compared(
            "报送",
            submitted,
            change(submitted, _earlier(con, period.previous), decimals),
            change(submitted, _earlier(con, period.year_ago), decimals),
        ),
        adopted=adopted,
        share=rate("", submitted, adopted).share,
        groups=tuple(of_group(group) for group in groups),
        units=tuple(
            rate(name, one, of) if told else AdoptionRate(name, None, None, None) for name, one, of, _, told in ranked
        ),
        silent=tuple(
            name for name, one, _, zero, told in ranked if told and not one and not zero and name not in waiting
        ),
        zero_reports=tuple(name for name, one, _, zero, _ in ranked if zero and not one),
    )


def _earlier(con: duckdb.DuckDBPyConnection, months: Months | None) -> int | None:
    """What was sent in before; months of which the register, or that of a unit, has not arrived are not a zero."""
    if months is None:
        return None
    [(submitted, zero_reports)] = rows(con, _SENT_IN, {**months.bounds})
    return submitted if submitted or zero_reports else None


def comments(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> tuple[Comment, ...]:
    """Return the remarks that leaders made in the period."""
    return tuple(Comment(*row) for row in rows(con, _COMMENTS, _parameters(period)))


def commissions(con: duckdb.DuckDBPyConnection, period: OfficePeriod) -> Commissions | None:
    """Return the pieces asked for by a day of the period; None where none were."""
    found = list(rows(con, _COMMISSIONS, _parameters(period)))
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


def accounts(
    con: duckdb.DuckDBPyConnection,
    period: OfficePeriod,
    adoptions: tuple[Adoption, ...],
    own: frozenset[str],
) -> Accounts | None:
    """Return pushes and reads of accounts; `own` names the organiser's units; None where there are neither."""
    items = tuple(MediaAccount(*row) for row in rows(con, _ACCOUNTS, _parameters(period)))
    pushed = [each.unit_name for each in adoptions if _PUSHED_BY in each.medium]
    if not items and not pushed:
        return None
    reads = [each.reads for each in items if each.reads is not None]
    return Accounts(len(pushed), sum(name in own for name in pushed), sum(reads) if reads else None, items)


def bulletins(con: duckdb.DuckDBPyConnection, period: OfficePeriod, line: str) -> tuple[Bulletin, ...]:
    """Return the bulletins all of whose adoptions state their issue."""
    return tuple(Bulletin(*row) for row in rows(con, _BULLETINS, {**period.months.bounds, "line": line}))
