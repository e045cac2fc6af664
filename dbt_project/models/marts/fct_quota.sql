-- Every quota in every period it is owed for: owed, done, short. A merged unit owes what its parts owed.
with owed as (
    select
        min(quota.quota_code) as quota_code,
        lineage.reporting_unit_code as unit_code,
        min(lineage.reporting_unit_name) as unit_name,
        period.period_code,
        period.grain,
        quota.what,
        quota.outlet_code,
        quota.tier_order_min,
        quota.tier_order_max,
        quota.line_code,
        sum(quota.owed)::integer as owed
    from {{ ref('stg_office__quota') }} as quota
    inner join {{ ref('dim_period') }} as period
        on
            quota.grain = period.grain
            and quota.year = period.year
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            period.period_code = lineage.period_code
            and quota.unit_code = lineage.unit_code
    group by all
),

adoption as (
    select
        lineage.period_code,
        lineage.reporting_unit_code as unit_code,
        lead_adoption.outlet_code,
        lead_adoption.line_code,
        tier.tier_order
    from {{ ref('fct_adoption') }} as lead_adoption
    inner join {{ ref('dim_tier') }} as tier using (tier_code)
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            period_month.period_code = lineage.period_code
            and lead_adoption.unit_code = lineage.unit_code
    where lead_adoption.is_lead and period_month.is_inside
),

done as (
    select
        owed.quota_code,
        owed.period_code,
        count(adoption.unit_code)::integer as done
    from owed
    left join adoption
        on
            owed.period_code = adoption.period_code
            and owed.unit_code = adoption.unit_code
            and (owed.outlet_code is null or owed.outlet_code = adoption.outlet_code)
            and (owed.line_code is null or owed.line_code = adoption.line_code)
            and (
                owed.tier_order_max is null
                or adoption.tier_order between owed.tier_order_min and owed.tier_order_max
            )
    group by owed.quota_code, owed.period_code
)

select
    owed.quota_code,
    owed.unit_code,
    owed.unit_name,
    owed.period_code,
    owed.grain,
    owed.what,
    owed.owed,
    done.done,
    greatest(owed.owed - done.done, 0)::integer as short,
    case when owed.owed > 0 then (done.done / owed.owed)::decimal(9, 4) end as pace,
    done.done >= owed.owed as is_met
from owed
inner join done using (quota_code, period_code)
