"""What must hold of a whole build and of one period alike: the same questions, over more or fewer months."""

from __future__ import annotations

from expectations import vocabulary as gxe
from expectations.check import Check
from warehouse.office import Checks

# Months are those of the office's calendar; without a period every month is asked about.
IN_PERIOD = """(
        $period::varchar is null
        or month_code in (select month_code from marts.dim_period_month where period_code = $period and is_inside)
    )"""

# Reasons of rows that say of themselves that they are no adoptions.
NOT_ADOPTED = "('not_adopted', 'said_not_adopted', 'not_yet_adopted')"

# What became of a record; one that says so of itself is no sign of anything wrong.
OUTCOME = f"if(coalesce(reason_code, '') in {NOT_ADOPTED}, 'not_adopted', outcome)"

UNIT_MONTHS = f"""
    select unit_name, month_code, sum(adoption_count)::bigint as adoption_count
    from marts.fct_unit_tier_month
    inner join marts.dim_unit using (unit_code)
    where {IN_PERIOD}
    group by unit_code, unit_name, month_code
    order by month_code, unit_name, unit_code
"""  # noqa: S608 - our own text; the period is bound

# All lines of one adoption together, since a reuse line may take back what a tariff line gave.
SCORED = f"""
    with adoption as (
        select adoption_id, any_value(article_title) as article_title
        from marts.fct_adoption
        group by adoption_id
    )

    select scheme_code, any_value(article_title) as article_title, sum(points) as points
    from marts.fct_score_line
    inner join adoption using (adoption_id)
    where {IN_PERIOD}
    group by scheme_code, adoption_id
    order by article_title, adoption_id, scheme_code
"""  # noqa: S608 - our own text; the period is bound


def rejected_share(suite: str, checks: Checks) -> Check:
    """Too many rejected records: likelier a name missing from our lists than bad registers."""
    return Check(
        name=f"{suite}.rejected_share",
        frame="records",
        expectation=gxe.ExpectColumnValuesToNotBeInSet(
            column="outcome", value_set=["rejected"], mostly=round(1 - checks.max_rejected_share, 6)
        ),
        claim="退回的记录不多",
        claim_en="the share of rejected records is within the limit",
        problem="{found} 的记录被退回，上限是 {limit}。逐条原因见 exports/rejects.csv（tongbao export rejects 可重新写出）。请"
        "把没认出的单位、刊物补进 units.csv、outlets.csv 的别名，再运行 tongbao build；"
        "确属正常时调高 office.toml 的 max_rejected_share。",
        limit=f"{100 * checks.max_rejected_share:g}%",
    )


def unit_month(suite: str, checks: Checks) -> Check:
    """More adoptions than a unit can have in a month: a register counted more than once."""
    return Check(
        name=f"{suite}.unit_month",
        frame="unit_months",
        expectation=gxe.ExpectColumnValuesToBeBetween(
            column="adoption_count", max_value=checks.max_adoptions_per_unit_month
        ),
        claim="单位每月的采用数不超过上限",
        claim_en="no unit has more adoptions in a month than the limit",
        problem="这些单位一个月的采用数超过上限 {limit} 条：{found}。多半是同一份登记表重复计入。"
        "请核对该单位该月的来件；确属正常时调高 office.toml 的 max_adoptions_per_unit_month。",
        limit=str(checks.max_adoptions_per_unit_month),
        named_by=("unit_name", "month_code"),
        measure="条",
    )


def points(suite: str, checks: Checks) -> Check:
    """More points, or more points taken away, than one adoption can be worth: a slip in the rule file."""
    most = checks.max_points_per_adoption
    return Check(
        name=f"{suite}.points",
        frame="scored",
        expectation=gxe.ExpectColumnValuesToBeBetween(column="points", min_value=-most, max_value=most),
        claim="每条采用的得分不超过上限",
        claim_en="no adoption is worth more points than the limit",
        problem="这些采用的得分超过上限（正负 {limit} 分）：{found}。多半是计分办法里的分值写错了位。"
        "请核对 rules 文件夹里的计分办法；确属正常时调高 office.toml 的 max_points_per_adoption。",
        limit=f"{most:g}",
        named_by=("article_title",),
        measure="分",
    )
