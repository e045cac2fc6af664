-- One row per rule version and profile that it does not recognise: the reason, as the rule words it.
with asked as (
    select
        line.scheme_code,
        line.rule_version,
        profile.profile_id,
        line.rule_line_id,
        line.line_order,
        line.wording as reason,
        fitting.when_id is not null as fits_it
    from {{ ref('stg_rulebook__line') }} as line
    inner join {{ ref('stg_rulebook__when') }} as wanted
        on
            line.scheme_code = wanted.scheme_code
            and line.rule_version = wanted.rule_version
            and line.rule_line_id = wanted.when_id
    inner join {{ ref('int_score__profile') }} as profile on list_contains(wanted.what, profile.what)
    left join {{ ref('int_score__match') }} as fitting
        on
            line.scheme_code = fitting.scheme_code
            and line.rule_version = fitting.rule_version
            and line.rule_line_id = fitting.when_id
            and profile.profile_id = fitting.profile_id
    where line.step = 'only' and not wanted.is_exception
),

refused as (
    select
        scheme_code,
        rule_version,
        profile_id,
        rule_line_id,
        line_order,
        wording as reason
    from {{ fitting_lines('exclude') }} as line

    union all

    select
        scheme_code,
        rule_version,
        profile_id,
        arg_min(rule_line_id, line_order) as rule_line_id,
        min(line_order) as line_order,
        arg_min(reason, line_order) as reason
    from asked
    group by scheme_code, rule_version, profile_id
    having not bool_or(fits_it)
)

select
    scheme_code,
    rule_version,
    profile_id,
    arg_min(rule_line_id, line_order) as rule_line_id,
    arg_min(reason, line_order) as reason
from refused
group by scheme_code, rule_version, profile_id
