-- One row per scheme, world, period and account, whether or not a version is in force at the period's end.
with scheme as (
    select distinct
        '' as case_code,
        scheme_code
    from {{ ref('stg_rulebook__version') }}

    union all

    select
        case_code,
        scheme_code
    from {{ ref('stg_rulebook__case') }}
    where period_code is not null
),

person as (
    select distinct
        case_code,
        scheme_code,
        unit_code,
        person
    from {{ ref('int_score__member') }}
    where person != ''
)

select
    scheme.case_code,
    scheme.scheme_code,
    member.period_code,
    member.unit_code,
    '' as person
from scheme
inner join {{ ref('int_unit__member') }} as member using (case_code)

union all

select
    member.case_code,
    person.scheme_code,
    member.period_code,
    member.unit_code,
    person.person
from {{ ref('int_unit__member') }} as member
inner join person using (case_code, unit_code)
