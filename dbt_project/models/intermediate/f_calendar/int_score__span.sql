-- One row per scheme, world and period: the version that holds on its last day, and the month its lines are
-- posted on.
with scheme as (
    {{ world_schemes() }}
)

select
    span.case_code,
    scheme.scheme_code,
    version.rule_version,
    span.period_code,
    span.grain,
    span.first_serial,
    span.last_serial,
    span.last_day,
    span.is_over,
    month.month_code as last_month_code
from scheme
inner join {{ ref('int_period__span') }} as span using (case_code)
inner join {{ ref('int_period__month') }} as month
    on span.case_code = month.case_code and span.last_serial = month.serial
inner join {{ ref('stg_rulebook__version') }} as version
    on
        scheme.scheme_code = version.scheme_code
        and (scheme.rule_version is null or scheme.rule_version = version.rule_version)
        and {{ in_force('span.last_day', 'version') }}
where scheme.has_period
