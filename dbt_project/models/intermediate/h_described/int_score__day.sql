-- One row per scheme and pair of days on which something happened and arrived: the version in force, and
-- the month it counts in. A record that comes too late counts where the version says, or nowhere.
with moment as (
    select distinct
        case_code,
        entered_on,
        received_on
    from {{ ref('int_score__entry') }}
),

scheme as (
    {{ world_schemes() }}
),

dated as (
    select
        moment.case_code,
        moment.entered_on,
        moment.received_on,
        scheme.scheme_code,
        version.rule_version,
        version.late,
        version.whom,
        version.unit_sharing,
        version.person_sharing,
        coalesce(moment.received_on > closing.last_day + version.late_after_days, false) as is_late,
        month.month_code,
        closing.period_code as closing_code,
        arrival.month_code as arrival_code
    from moment
    inner join scheme using (case_code)
    left join {{ ref('stg_rulebook__version') }} as version
        on
            scheme.scheme_code = version.scheme_code
            and (scheme.rule_version is null or scheme.rule_version = version.rule_version)
            and {{ in_force('moment.entered_on', 'version') }}
    left join {{ ref('int_period__month') }} as month
        on moment.case_code = month.case_code and moment.entered_on between month.first_day and month.last_day
    left join {{ ref('int_period__span') }} as closing
        on
            month.case_code = closing.case_code
            and version.late_of = closing.grain
            and month.serial between closing.first_serial and closing.last_serial
    left join {{ ref('int_period__month') }} as arrival
        on
            moment.case_code = arrival.case_code
            and moment.received_on between arrival.first_day and arrival.last_day
)

select
    case_code,
    entered_on,
    received_on,
    scheme_code,
    coalesce(rule_version, 'none') as rule_version,
    {{ version_id('scheme_code', "coalesce(rule_version, 'none')") }} as version_id,
    whom,
    unit_sharing,
    person_sharing,
    closing_code,
    is_late,
    case when is_late and late = 'arrival_period' then arrival_code else month_code end as month_code,
    coalesce(is_late and late = 'nowhere', false) as is_too_late
from dated
-- a scheme that scores earlier periods again has nothing to say of days that it is not compared with
where rule_version is not null or not {{ is_rescoring('scheme_code') }}
