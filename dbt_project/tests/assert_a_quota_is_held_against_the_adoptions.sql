-- What is owed is what the office wrote for the unit and those it answers for, or for a person of them; what
-- is done is the number of adoptions that the unit leads, or the person wrote, in the period that meet it, or
-- of the pieces that the unit sent in;
-- short, pace and met follow from the two. What a person did is not known where no adoption names an author.
with written as (
    select
        quota.quota_code,
        quota.unit_code,
        quota.person,
        quota.what,
        quota.counted,
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
            and written.person is not distinct from part.person
            and written.what = part.what
            and written.grain = part.grain
            and written.year = part.year
    group by published.quota_code, published.period_code
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

signed as (
    select distinct part.period_code
    from {{ ref('fct_adoption_author') }}
    inner join {{ ref('fct_adoption') }} as adoption using (adoption_id, unit_code)
    inner join {{ ref('dim_period_month') }} as part
        on adoption.month_code = part.month_code and part.is_inside
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
    inner join whose
        on lineage.unit_code = whose.unit_code and written.person is not distinct from whose.person
    inner join {{ ref('fct_adoption') }} as adoption
        on
            whose.adoption_id = adoption.adoption_id
            and part.month_code = adoption.month_code
            and adoption.is_lead
            and coalesce(written.outlet_code, adoption.outlet_code) = adoption.outlet_code
            and coalesce(written.line_code, adoption.line_code) = adoption.line_code
    inner join {{ ref('dim_tier') }} as tier
        on
            adoption.tier_code = tier.tier_code
            and tier.tier_order between written.tier_order_min and written.tier_order_max
    where written.counted = 'adoption'
    group by published.quota_code, published.period_code

    union all

    select
        published.quota_code,
        published.period_code,
        count(distinct submission.record_id) as done
    from {{ ref('fct_quota') }} as published
    inner join written using (quota_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on published.period_code = lineage.period_code and published.unit_code = lineage.reporting_unit_code
    inner join {{ ref('dim_period_month') }} as part
        on published.period_code = part.period_code and part.is_inside
    inner join {{ ref('fct_submission') }} as submission
        on
            lineage.unit_code = submission.unit_code
            and part.month_code = submission.month_code
            and submission.is_lead
    where written.counted = 'submission'
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
left join signed on published.period_code = signed.period_code
where
    published.what is distinct from written.what
    or published.unit_code is distinct from answering.reporting_unit_code
    or published.grain is distinct from written.grain
    or published.grain is distinct from period.grain
    or published.unit_name is distinct from unit.unit_name
    or published.owed is distinct from owed.owed
    or published.person is distinct from written.person
    or case
        when published.person is not null and signed.period_code is null then coalesce(published.done, 0) != 0
        else published.done is distinct from coalesce(done.done, 0)
    end
    or published.short is distinct from if(
        published.done is null, null, greatest(published.owed - published.done, 0)
    )
    or published.is_met is distinct from (published.short = 0)
    or case
        when published.done is null then published.pace is not null
        when published.owed > 0
        then coalesce(abs(published.pace * published.owed - published.done) > published.owed * 0.0001, true)
        else published.pace is not null
    end
