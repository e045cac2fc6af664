-- One row per scheme, world, period and account in it: every unit, and where the rule counts persons, each
-- person who ever stood on a record.
with person as (
    select distinct
        case_code,
        scheme_code,
        unit_code,
        person
    from {{ ref('int_score__joint') }}
    where person != ''
)

select
    span.case_code,
    span.scheme_code,
    span.rule_version,
    span.period_code,
    member.unit_code,
    '' as person,
    member.unit_name,
    member.group_code,
    member.unit_order,
    member.is_ranked
from {{ ref('int_score__span') }} as span
inner join {{ ref('int_unit__member') }} as member using (case_code, period_code)

union all

select
    span.case_code,
    span.scheme_code,
    span.rule_version,
    span.period_code,
    member.unit_code,
    person.person,
    member.unit_name,
    member.group_code,
    member.unit_order,
    member.is_ranked
from {{ ref('int_score__span') }} as span
inner join {{ ref('int_unit__member') }} as member using (case_code, period_code)
inner join person using (case_code, scheme_code, unit_code)
