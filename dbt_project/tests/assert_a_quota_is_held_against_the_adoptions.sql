-- What is owed is what the office wrote for the unit and those it answers for, or for a person of them. What
-- is done is counted here thing by thing, from its own day: each adoption of its leading unit or its authors,
-- each piece sent in, goes to every period its day lies in and to every quota it meets. Done is not known
-- where that of a begun month is not: nothing tells what was adopted or sent in, or who wrote it, or a file
-- of the unit waits to be read. Short, pace and met follow.
with written as (
    select
        lineage.period_code,
        lineage.reporting_unit_code as unit_code,
        coalesce(quota.person, '') as person,
        quota.what,
        period.grain,
        period.first_day,
        period.last_day,
        quota.counted,
        quota.outlet_code,
        quota.line_code,
        quota.tier_order_min,
        quota.tier_order_max,
        sum(quota.owed) as owed
    from {{ ref('stg_office__quota') }} as quota
    inner join {{ ref('dim_period') }} as period using (grain, year)
    inner join {{ ref('dim_unit_lineage') }} as lineage using (period_code, unit_code)
    group by all
),

thing as (
    select
        'adoption' as counted,
        adoption.unit_code,
        '' as person,
        adoption.adopted_on as on_day,
        adoption.outlet_code,
        adoption.line_code,
        tier.tier_order
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('dim_tier') }} as tier using (tier_code)
    where adoption.is_lead

    union all by name

    select
        'adoption' as counted,
        author.unit_code,
        author.person,
        adoption.adopted_on as on_day,
        adoption.outlet_code,
        adoption.line_code,
        tier.tier_order
    from {{ ref('fct_adoption_author') }} as author
    inner join {{ ref('fct_adoption') }} as adoption
        on author.adoption_id = adoption.adoption_id and adoption.is_lead
    inner join {{ ref('dim_tier') }} as tier using (tier_code)

    union all by name

    select
        'submission' as counted,
        unit_code,
        '' as person,
        submitted_on as on_day
    from {{ ref('fct_submission') }}
    where is_lead
),

met as (
    select written.*
    from written
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on written.period_code = lineage.period_code and written.unit_code = lineage.reporting_unit_code
    inner join thing
        on
            lineage.unit_code = thing.unit_code
            and written.person = thing.person
            and written.counted = thing.counted
            and thing.on_day between written.first_day and written.last_day
            and coalesce(written.outlet_code = thing.outlet_code, true)
            and coalesce(written.line_code = thing.line_code, true)
            and coalesce(thing.tier_order between written.tier_order_min and written.tier_order_max, true)
),

counted as (
    select
        owed.* exclude (times),
        sum(owed.times) as done
    from (
        select
            met.*,
            1 as times
        from met

        union all

        select
            written.*,
            0 as times
        from written
    ) as owed
    group by all
),

-- How often an author is named in what was adopted in a period, of a unit and of all.
signed as (
    select
        period.period_code,
        lineage.reporting_unit_code as unit_code,
        count(author.person) as author_count,
        sum(count(author.person)) over (partition by period.period_code) as count_of_all
    from {{ ref('fct_adoption') }} as adoption
    inner join {{ ref('dim_period_month') }} as period
        on adoption.month_code = period.month_code and period.is_inside
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on period.period_code = lineage.period_code and adoption.unit_code = lineage.unit_code
    left join {{ ref('fct_adoption_author') }} as author
        on adoption.adoption_id = author.adoption_id and adoption.unit_code = author.unit_code
    group by period.period_code, lineage.reporting_unit_code
),

gap as (
    select distinct
        lineage.period_code,
        lineage.reporting_unit_code as unit_code,
        unnest([
            if(unread.unit_code is not null or not month.is_known, 'adoption', null),
            if(
                unread.unit_code is not null
                or (sent.month_code is not null and sent.submission_count is null),
                'submission',
                null
            )
        ]) as counted
    from {{ ref('dim_unit_lineage') }} as lineage
    inner join {{ ref('dim_period_month') }} as part
        on lineage.period_code = part.period_code and part.is_inside
    inner join {{ ref('dim_period') }} as month
        on part.month_code = month.period_code
    left join {{ ref('fct_unit_month_submission') }} as sent
        on part.month_code = sent.month_code and lineage.unit_code = sent.unit_code
    left join {{ ref('fct_unread') }} as unread
        on part.month_code = unread.month_code and lineage.unit_code = unread.unit_code
),

nobody_signed as (
    select distinct period_code
    from signed
    where count_of_all = 0
),

told as (
    select
        counted.*,
        gap.counted is null
        and (
            counted.person = '' or coalesce(of_unit.author_count > 0, nobody_signed.period_code is null)
        ) as is_known
    from counted
    left join gap
        on
            counted.period_code = gap.period_code
            and counted.unit_code = gap.unit_code
            and counted.counted = gap.counted
    left join signed as of_unit
        on counted.period_code = of_unit.period_code and counted.unit_code = of_unit.unit_code
    left join nobody_signed on counted.period_code = nobody_signed.period_code
)

select
    told.unit_code,
    told.period_code,
    told.what,
    told.owed,
    published.owed as published_owed,
    told.done,
    published.done as published_done
from told
full join {{ ref('fct_quota') }} as published
    on
        told.unit_code = published.unit_code
        and told.period_code = published.period_code
        and told.person = coalesce(published.person, '')
        and told.what = published.what
left join {{ ref('dim_unit') }} as unit on published.unit_code = unit.unit_code
where
    published.owed is distinct from told.owed
    or published.grain is distinct from told.grain
    or published.unit_name is distinct from unit.unit_name
    or published.done is distinct from if(told.is_known, told.done, null)
    or published.is_met is distinct from if(
        told.is_known or told.done >= told.owed, told.done >= told.owed, null
    )
    or published.short is distinct from if(
        published.is_met is null, null, if(published.is_met, 0, published.owed - published.done)
    )
    or (published.pace is null) != (published.done is null or published.owed = 0)
    or abs(published.pace * published.owed - published.done) > published.owed * 0.0001
