-- Every quota of a unit or a person in every period it is owed for: owed, done, short. A merged unit owes
-- what its parts owed. What a unit did are the adoptions it leads, or where that is asked the pieces it sent
-- in; what a person did are those he wrote for it. Where a month is missing of what is counted, or a file of
-- the unit waits to be read, done is not known; what is counted all the same may be enough.
with owed as (
    select
        min(quota.quota_code) as quota_code,
        lineage.reporting_unit_code as unit_code,
        min(lineage.reporting_unit_name) as unit_name,
        quota.person,
        period.period_code,
        period.grain,
        quota.what,
        quota.counted,
        quota.outlet_code,
        quota.tier_order_min,
        quota.tier_order_max,
        quota.line_code,
        sum(quota.owed)::integer as owed
    from {{ ref('stg_office__quota') }} as quota
    inner join {{ ref('dim_period') }} as period using (grain, year)
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    group by all
),

whose as (
    select
        adoption_id,
        unit_code,
        null as person
    from {{ ref('fct_adoption') }}
    where is_lead

    union all

    select
        adoption_id,
        unit_code,
        person
    from {{ ref('fct_adoption_author') }}
),

adoption as (
    select
        lineage.period_code,
        lineage.reporting_unit_code as unit_code,
        whose.person,
        lead_adoption.outlet_code,
        lead_adoption.line_code,
        tier.tier_order
    from whose
    inner join {{ ref('fct_adoption') }} as lead_adoption using (adoption_id)
    inner join {{ ref('dim_tier') }} as tier using (tier_code)
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on period_month.period_code = lineage.period_code and whose.unit_code = lineage.unit_code
    where lead_adoption.is_lead and period_month.is_inside
),

thing as (
    select
        *,
        'adoption' as counted
    from adoption

    union all by name

    select
        'submission' as counted,
        lineage.period_code,
        lineage.reporting_unit_code as unit_code
    from {{ ref('fct_submission') }} as lead_submission
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    where lead_submission.is_lead and period_month.is_inside
),

unread as (
    select distinct
        period_month.period_code,
        lineage.reporting_unit_code as unit_code
    from {{ ref('fct_unread') }}
    inner join {{ ref('dim_period_month') }} as period_month using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    where period_month.is_inside
),

counted as (
    select
        owed.quota_code,
        owed.period_code,
        count(*) as thing_count
    from owed
    inner join thing
        on
            owed.period_code = thing.period_code
            and owed.unit_code = thing.unit_code
            and owed.counted = thing.counted
            and owed.person is not distinct from thing.person
            and (owed.outlet_code is null or owed.outlet_code = thing.outlet_code)
            and (owed.line_code is null or owed.line_code = thing.line_code)
            and (
                owed.tier_order_max is null
                or thing.tier_order between owed.tier_order_min and owed.tier_order_max
            )
    group by owed.quota_code, owed.period_code
),

done as (
    select
        owed.quota_code,
        owed.period_code,
        coalesce(counted.thing_count, 0)::integer as counted_done
    from owed
    left join counted using (quota_code, period_code)
),

known as (
    select
        owed.*,
        done.counted_done,
        if(untold.unit_code is null and unread.unit_code is null, done.counted_done, null) as done
    from owed
    inner join done using (quota_code, period_code)
    left join {{ ref('int_period__untold') }} as untold
        on
            untold.register = if(owed.person is null, owed.counted, 'author')
            and owed.period_code = untold.period_code
            and owed.unit_code = untold.unit_code
    left join unread on owed.period_code = unread.period_code and owed.unit_code = unread.unit_code
)

select
    quota_code,
    unit_code,
    unit_name,
    person,
    period_code,
    grain,
    what,
    owed,
    done,
    case
        when counted_done >= owed then 0
        when done is not null then owed - done
    end::integer as short,
    case when owed > 0 then {{ divided('done', 'owed') }}::decimal(9, 4) end as pace,
    case when counted_done >= owed or done is not null then counted_done >= owed end as is_met
from known
