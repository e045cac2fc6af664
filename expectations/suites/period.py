"""What must hold of one period before its statistics or its circular are written."""

from __future__ import annotations

from expectations import vocabulary as gxe
from expectations.check import Check, Suite
from expectations.suites import figures
from warehouse.office import Checks

_RANKING = """
    select adoption_count
    from marts.fct_ranking
    where scheme_code = $scheme and period_code = $period
"""

# Who should be ranked is asked of the units in force, not of the ranking: what it has lost is not in it.
_PLACES = """
    with span as (
        select first_day, last_day
        from marts.dim_period
        where period_code = $period
    ),

    expected as (
        select distinct reporting.unit_code, reporting.unit_name
        from marts.dim_unit_lineage as lineage
        inner join marts.dim_unit as unit
            on lineage.unit_code = unit.unit_code
        inner join marts.dim_unit as reporting
            on lineage.reporting_unit_code = reporting.unit_code
        cross join span
        where
            lineage.period_code = $period
            and reporting.is_ranked
            and unit.effective_from <= span.last_day
            and unit.effective_to >= span.first_day
    ),

    ranked as (
        select unit_code, place, adoption_count
        from marts.fct_ranking
        where scheme_code = $scheme and period_code = $period
    )

    select expected.unit_name, ranked.place, coalesce(ranked.adoption_count, 0) as adoption_count
    from expected
    left join ranked using (unit_code)
    order by expected.unit_code
"""

# A record without a month belongs to no period; the check of the whole build counts it.
_RECORDS = f"""
    select {figures.OUTCOME} as outcome
    from marts.fct_record
    where {figures.IN_PERIOD}
"""  # noqa: S608 - our own text; the period is bound

# Without ten adoptions then, or where of a month nothing is known, there is nothing to compare with, and the period
# counts as unchanged.
_CHANGE = """
    with counted as (
        select period_code, sum(adoption_count) as adoption_count, bool_and(is_known) as is_known
        from marts.fct_unit_tier_month
        inner join marts.dim_period_month using (month_code)
        where is_inside
        group by period_code
    ),

    total as (
        select
            coalesce(this.adoption_count, 0) as this_count,
            coalesce(year_ago.adoption_count, 0) as year_ago_count,
            coalesce(previous.adoption_count, 0) as previous_count
        from marts.dim_period as period
        left join counted as this on this.period_code = period.period_code
        left join counted as year_ago on year_ago.period_code = period.year_ago_code and year_ago.is_known
        left join counted as previous on previous.period_code = period.previous_code and previous.is_known
        where period.period_code = $period
    )

    select
        case when year_ago_count >= 10 then
            greatest(this_count, year_ago_count) / greatest(least(this_count, year_ago_count), 1)
        else 1 end as times_year_ago,
        case when previous_count >= 10 then
            greatest(this_count, previous_count) / greatest(least(this_count, previous_count), 1)
        else 1 end as times_previous
    from total
    where this_count + year_ago_count + previous_count > 0
"""

_MONTHS = """
    select month_code, case when is_known then month_code end as known_code
    from marts.dim_period_month
    where period_code = $period and is_inside
    order by month_code
"""


def suite(checks: Checks) -> Suite:
    """Return the checks of a period, held against the office's limits."""
    return Suite(
        queries={
            "ranking": _RANKING,
            "places": _PLACES,
            "records": _RECORDS,
            "change": _CHANGE,
            "months": _MONTHS,
            "unit_months": figures.UNIT_MONTHS,
            "scored": figures.SCORED,
        },
        fail=(
            _adoptions(),
            _placed(),
            figures.rejected_share("period", checks),
            _change(checks),
            figures.unit_month("period", checks),
            figures.points("period", checks),
        ),
        warn=(_known_months(), _silent_units(), _change_against_previous(checks)),
        if_empty="请核对统计期，确认这一期的来件已经收入并运行过 tongbao build。",
    )


def _adoptions() -> Check:
    return Check(
        name="period.adoptions",
        frame="ranking",
        expectation=gxe.ExpectColumnSumToBeBetween(column="adoption_count", min_value=1),
        claim="这一期有采用",
        claim_en="the period has adoptions",
        problem="这一期一条采用也没有（共 {found}）。"
        "请核对统计期，确认这一期的来件已经收入并运行过 tongbao build。",
        limit="1",
        measure="条",
    )


def _placed() -> Check:
    return Check(
        name="period.places",
        frame="places",
        expectation=gxe.ExpectColumnValuesToNotBeNull(column="place"),
        claim="参加排名的单位都有名次",
        claim_en="every unit that is ranked has a place",
        problem="这些单位应当参加排名，却没有名次：{found}。"
        "请核对 units.csv 中的组别和起止日期，再重新运行 tongbao build。",
        limit="0",
        named_by=("unit_name",),
    )


def _change(checks: Checks) -> Check:
    return Check(
        name="period.change",
        frame="change",
        expectation=gxe.ExpectColumnMaxToBeBetween(
            column="times_year_ago", max_value=checks.max_change_against_last_year
        ),
        claim="采用数与去年同期相比没有猛增猛减",
        claim_en="the period has neither many times nor a fraction of the adoptions of a year ago",
        problem="采用数与去年同期相差 {found}，上限是 {limit} 倍。多半是来件没有收齐，或登记表重复计入。"
        "请核对这一期的来件；确属正常时调高 office.toml 的 max_change_against_last_year。",
        limit=f"{checks.max_change_against_last_year:g}",
        measure="倍",
    )


def _known_months() -> Check:
    return Check(
        name="period.known_months",
        frame="months",
        expectation=gxe.ExpectColumnValuesToNotBeNull(column="known_code"),
        claim="这一期的每个月都有来件",
        claim_en="something has arrived of every month of the period",
        problem="{found} 没有来件，采用了多少还不知道，这一期的数字和名次不全。"
        "请收入这些月份的来件；没有采用的也要有零报告或空的登记表。",
        limit="0",
        named_by=("month_code",),
    )


def _silent_units() -> Check:
    return Check(
        name="period.silent_units",
        frame="places",
        expectation=gxe.ExpectColumnValuesToBeBetween(column="adoption_count", min_value=1, mostly=0.25),
        claim="多数单位有采用",
        claim_en="at least a quarter of the ranked units have adoptions",
        problem="参加排名的单位中 {found} 没有一条采用（超过 {limit}）。请核对各单位的报表是否已经收齐。",
        limit="75%",
    )


def _change_against_previous(checks: Checks) -> Check:
    return Check(
        name="period.change_against_previous",
        frame="change",
        expectation=gxe.ExpectColumnMaxToBeBetween(
            column="times_previous", max_value=checks.max_change_against_last_year
        ),
        claim="采用数与上一期相比没有猛增猛减",
        claim_en="the period has neither many times nor a fraction of the adoptions of the one before",
        problem="采用数与上一期相差 {found}（超过 {limit} 倍）。"
        "请核对这一期和上一期的来件是否收齐、有无重复。",
        limit=f"{checks.max_change_against_last_year:g}",
        measure="倍",
    )
