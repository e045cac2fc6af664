-- One row per scheme, world, period and account, whether or not a version is in force at the period's end.
with scheme as (
    {{ world_schemes() }}
),

-- who is known in one period may owe or carry something in another
person as (
    select distinct
        case_code,
        scheme_code,
        unit_code,
        person
    from {{ ref('int_score__joint') }}
    where person != ''

    union

    select
        case_code,
        scheme_code,
        unit_code,
        person
    from {{ ref('int_score__member') }}
    where person != ''
)

select
    case_code,
    scheme.scheme_code,
    member.period_code,
    member.unit_code,
    '' as person
from scheme
inner join {{ ref('int_unit__member') }} as member using (case_code)
where scheme.has_period

union

select
    case_code,
    scheme_code,
    period_code,
    member.unit_code,
    person.person
from scheme
inner join person using (case_code, scheme_code)
inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, unit_code)
inner join {{ ref('int_unit__member') }} as member using (case_code, period_code)
where scheme.has_period and reporting.reporting_unit_code = member.unit_code
