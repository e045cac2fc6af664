-- What is owed is what the office wrote for the unit and those it answers for, what is done is the number of
-- adoptions it leads in the period that meet it; short, pace and met follow from the two.
with written as (
    select
        quota.quota_code,
        quota.unit_code,
        quota.what,
        quota.grain,
        quota.year,
        quota.owed,
        quota.outlet_code,
        quota.line_code,
        coalesce(quota.tier_order_min, 0) as tier_order_min,
        coalesce(quota.tier_order_max, 1000000) as tier_order_max
    from {{ ref('stg_office__quota') }} as quota
),

owed as (
    select
        published.quota_code,
        published.period_code,
        sum(part.owed) as owed
    from {{ ref('fct_quota') }} as published
    inner join written using (quota_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on published.period_code = lineage.period_code and published.unit_code = lineage.reporting_unit_code
    inner join written as part
        on
            lineage.unit_code = part.unit_code
            and written.what = part.what
            and written.grain = part.grain
            and written.year = part.year
    group by published.quota_code, published.period_code
),

done as (
    select
        published.quota_code,
        published.period_code,
        count(distinct adoption.adoption_id) as done
    from {{ ref('fct_quota') }} as published
    inner join written using (quota_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on published.period_code = lineage.period_code and published.unit_code = lineage.reporting_unit_code
    inner join {{ ref('dim_period_month') }} as part
        on published.period_code = part.period_code and part.is_inside
    inner join {{ ref('fct_adoption') }} as adoption
        on
            lineage.unit_code = adoption.unit_code
            and part.month_code = adoption.month_code
            and adoption.is_lead
            and coalesce(written.outlet_code, adoption.outlet_code) = adoption.outlet_code
            and coalesce(written.line_code, adoption.line_code) = adoption.line_code
    inner join {{ ref('dim_tier') }} as tier
        on
            adoption.tier_code = tier.tier_code
            and tier.tier_order between written.tier_order_min and written.tier_order_max
    group by published.quota_code, published.period_code
)

select
    published.quota_code,
    published.period_code,
    owed.owed as written_count,
    published.owed,
    done.done as counted_count,
    published.done
from {{ ref('fct_quota') }} as published
left join written using (quota_code)
left join {{ ref('dim_unit_lineage') }} as answering
    on published.period_code = answering.period_code and written.unit_code = answering.unit_code
left join {{ ref('dim_unit') }} as unit on published.unit_code = unit.unit_code
left join {{ ref('dim_period') }} as period on published.period_code = period.period_code
left join owed on published.quota_code = owed.quota_code and published.period_code = owed.period_code
left join done on published.quota_code = done.quota_code and published.period_code = done.period_code
where
    published.what is distinct from written.what
    or published.unit_code is distinct from answering.reporting_unit_code
    or published.grain is distinct from written.grain
    or published.grain is distinct from period.grain
    or published.unit_name is distinct from unit.unit_name
    or published.owed is distinct from owed.owed
    or published.done is distinct from coalesce(done.done, 0)
    or published.short is distinct from greatest(published.owed - published.done, 0)
    or published.is_met is distinct from (published.short = 0)
    or case
        when published.owed > 0
        then coalesce(abs(published.pace * published.owed - published.done) > published.owed * 0.0001, true)
        else published.pace is not null
    end
