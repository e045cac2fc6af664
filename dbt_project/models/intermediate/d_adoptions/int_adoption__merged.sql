-- One row per adoption, counted or not: the first of its reports stands for it, and whoever any of them
-- credits is credited. In front stands who leads the report that names most of them, else whom the title
-- names, else who reported first.
with seen as (
    select
        adoption_id,
        case
            when bool_or(side = 'claimed') and bool_or(side = 'observed') then 'confirmed'
            when bool_or(side = 'claimed') then 'claimed_only'
            else 'observed_only'
        end as claim_code,
        arg_min(record_id, report_order) filter (where side = 'claimed') as claimed_record_id,
        arg_min(record_id, report_order) filter (where side = 'observed') as observed_record_id,
        if(count(*) = 1, any_value(unit_codes), null) as unit_codes
    from {{ ref('int_adoption__ordered') }}
    where not is_old_copy
    group by adoption_id
),

-- Of one report all is said: its units in its order. Most adoptions have no other.
credit as (
    select
        report.adoption_id,
        report.report_order,
        len(report.unit_codes) as unit_count,
        report.title_key,
        unnest(report.unit_codes) as unit_code,
        generate_subscripts(report.unit_codes, 1) as position
    from {{ ref('int_adoption__ordered') }} as report
    inner join seen using (adoption_id)
    where not report.is_old_copy and seen.unit_codes is null
),

placed as (
    select
        credit.adoption_id,
        credit.unit_code,
        min((
            -credit.unit_count,
            if(credit.unit_count = 1 and len(list_filter(
                spelled.words, lambda word: contains(credit.title_key, word)
            )) = 0, 1, 0),
            credit.report_order,
            credit.position
        )) as standing
    from credit
    left join {{ ref('int_unit__spelled') }} as spelled using (unit_code)
    group by credit.adoption_id, credit.unit_code
),

credited as (
    select
        adoption_id,
        list(unit_code order by standing, unit_code) as unit_codes
    from placed
    group by adoption_id
),

-- Of these outlets and months the publisher's own contents, list or feed has arrived.
watched as (
    select distinct
        outlet_code,
        date_trunc('month', adopted_on)::date as month_on
    from {{ ref('int_adoption__ordered') }}
    where side = 'observed'
)

select
    report.adoption_id,
    report.record_id,
    report.received_on,
    report.adopted_on,
    report.adopted_to,
    report.date_precision,
    coalesce(seen.unit_codes, credited.unit_codes) as unit_codes,
    coalesce(seen.unit_codes, credited.unit_codes)[1] as lead_unit_code,
    report.outlet_code,
    report.article_title,
    report.title_key,
    seen.claim_code,
    seen.claimed_record_id,
    seen.observed_record_id,
    watched.outlet_code is not null as is_watched,
    list_contains(setting.counted_claims, seen.claim_code) as is_counted
from {{ ref('int_adoption__ordered') }} as report
inner join seen using (adoption_id)
left join credited using (adoption_id)
left join watched
    on report.outlet_code = watched.outlet_code and date_trunc('month', report.adopted_on) = watched.month_on
cross join {{ source('office', 'office_setting') }} as setting
where report.report_order = 1
