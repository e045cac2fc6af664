"""What must hold of a finished build before it becomes the current warehouse."""

from __future__ import annotations

from expectations import vocabulary as gxe
from expectations.check import Check, Suite
from expectations.suites import figures
from warehouse.office import Checks

_TABLES = """
    select 'fct_record' as table_name, count(*) as row_count from marts.fct_record
    union all
    select 'fct_adoption' as table_name, count(*) as row_count from marts.fct_adoption
    union all
    select 'fct_unit_tier_month' as table_name, count(*) as row_count from marts.fct_unit_tier_month
    union all
    select 'fct_score_line' as table_name, count(*) as row_count from marts.fct_score_line
    union all
    select 'fct_ranking' as table_name, count(*) as row_count from marts.fct_ranking
"""

_RECORDS = f"""
    select {figures.OUTCOME} as outcome
    from marts.fct_record
"""  # noqa: S608 - our own text

# Of a file with fewer than five records, half is a matter of one or two.
_FILES = f"""
    select
        file_name,
        case when count(*) >= 5 then
            round(100 * avg(({figures.OUTCOME} = 'rejected')::integer))
        else 0 end as rejected_percent
    from marts.fct_record
    group by delivery_id, file_name
    order by file_name, delivery_id
"""  # noqa: S608 - our own text

# Without ten adoptions a year ago there is nothing to compare with, and the month counts as unchanged. Only a
# rise is held against the limit: the newest month is still filling up.
_MONTHS = """
    with month as (
        select month_code, sum(adoption_count) as adoption_count
        from marts.fct_unit_tier_month
        group by month_code
    )

    select
        month.month_code,
        case when year_ago.adoption_count >= 10 then
            month.adoption_count / year_ago.adoption_count
        else 1 end as times
    from month
    left join marts.dim_period as period on month.month_code = period.period_code
    left join marts.dim_period as past on period.year_ago_code = past.period_code and past.is_known
    left join month as year_ago on past.period_code = year_ago.month_code
    order by month.month_code
"""


def suite(checks: Checks) -> Suite:
    """Return the checks of a build, held against the office's limits."""
    return Suite(
        queries={
            "tables": _TABLES,
            "records": _RECORDS,
            "files": _FILES,
            "months": _MONTHS,
            "unit_months": figures.UNIT_MONTHS,
            "scored": figures.SCORED,
        },
        fail=(
            _filled(),
            figures.rejected_share("marts", checks),
            _volume(checks),
            figures.unit_month("marts", checks),
            figures.points("marts", checks),
        ),
        warn=(_rejected_in_file(),),
        if_empty="请先确认来件已经收入（tongbao land），再重新运行 tongbao build。",
    )


def _filled() -> Check:
    return Check(
        name="marts.filled",
        frame="tables",
        expectation=gxe.ExpectColumnValuesToBeBetween(column="row_count", min_value=1),
        claim="各主要表都有数据",
        claim_en="every mart that reports are made from has rows",
        problem="这些表里一行数据也没有：{found}。逐条原因见 exports/rejects.csv。请看记录是否全被退回，"
        "并核对 units.csv、outlets.csv 和计分办法的生效日期，再重新运行 tongbao build。",
        limit="1",
        named_by=("table_name",),
        measure="行",
    )


def _volume(checks: Checks) -> Check:
    return Check(
        name="marts.volume",
        frame="months",
        expectation=gxe.ExpectColumnValuesToBeBetween(
            column="times", max_value=checks.max_change_against_last_year
        ),
        claim="各月采用数与去年同月相比没有猛增",
        claim_en="no month has many times the adoptions of the same month a year ago",
        problem="这些月份的采用数猛增到去年同月的若干倍（上限 {limit} 倍）：{found}。"
        "多半是登记表重复计入，或日期认错了年份。请核对这些月份的来件；"
        "确属正常时调高 office.toml 的 max_change_against_last_year。",
        limit=f"{checks.max_change_against_last_year:g}",
        named_by=("month_code",),
        measure="倍",
    )


def _rejected_in_file() -> Check:
    return Check(
        name="marts.rejected_in_file",
        frame="files",
        expectation=gxe.ExpectColumnValuesToBeBetween(column="rejected_percent", max_value=50),
        claim="每份来件的多数记录没有被退回",
        claim_en="of no file are most records rejected",
        problem="这些来件超过一半的记录被退回：{found}。逐条原因见 exports/rejects.csv（tongbao export rejects 可重新写出）。",
        limit="50%",
        named_by=("file_name",),
        measure="%",
    )
