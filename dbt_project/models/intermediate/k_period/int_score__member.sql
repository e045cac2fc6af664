-- One row per scheme, world, period and account in it: every unit, and where the rule counts persons, each
-- person who stood on a record of the period or of the twelve months before, or owes something in its year.
with known as (
    select distinct
        case_code,
        scheme_code,
        unit_code,
        person,
        serial
    from {{ ref('int_score__joint') }}
    inner join {{ ref('int_period__month') }} using (case_code, month_code)
    where person != ''
),

person as (
    select
        case_code,
        scheme_code,
        span.period_code,
        known.unit_code,
        known.person
    from known
    inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code)
    where known.serial between span.first_serial - 12 and span.last_serial

    union

    select
        span.case_code,
        span.scheme_code,
        span.period_code,
        quota.unit_code,
        quota.person
    from {{ ref('stg_office__quota') }} as quota
    inner join {{ ref('int_score__span') }} as span
        on quota.year = span.last_serial // 12 and span.case_code = ''
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    where quota.person is not null and version.whom = 'persons'
),

account as (
    select
        case_code,
        scheme_code,
        period_code,
        unit_code,
        '' as person
    from {{ ref('int_score__span') }}
    inner join {{ ref('int_unit__member') }} using (case_code, period_code)

    union

    select
        case_code,
        scheme_code,
        period_code,
        reporting.reporting_unit_code as unit_code,
        person.person
    from person
    inner join {{ ref('int_unit__reporting') }} as reporting using (case_code, period_code, unit_code)
)

select
    case_code,
    scheme_code,
    span.rule_version,
    period_code,
    unit_code,
    account.person,
    member.unit_name,
    member.group_code,
    member.unit_order,
    member.is_ranked
from account
inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
inner join {{ ref('int_unit__member') }} as member using (case_code, period_code, unit_code)
