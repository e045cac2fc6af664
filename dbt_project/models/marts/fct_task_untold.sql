-- One row per task of a rule, period that is over and register of which too little has arrived to judge the
-- task for some units: neither met nor missed by them.
select
    need.scheme_code,
    need.rule_version,
    need.rule_line_id,
    need.period_code,
    untold.register,
    count(distinct need.unit_code)::integer as unit_count
from {{ ref('int_score__need') }} as need
inner join {{ ref('int_period__span') }} as span
    on need.case_code = span.case_code and need.period_code = span.period_code and span.is_over
inner join {{ ref('stg_rulebook__need') }} as asked
    using (scheme_code, rule_version, rule_line_id, need_order)
inner join {{ ref('int_score__looked_at') }} as looked_at
    on
        need.scheme_code = looked_at.scheme_code
        and need.rule_version = looked_at.rule_version
        and looked_at.when_id in (asked.when_id, asked.other_when_id)
inner join {{ ref('int_period__untold') }} as untold
    on
        need.period_code = untold.period_code
        and need.unit_code = untold.unit_code
        and untold.register = case
            when looked_at.register = 'adoption' and need.person != '' then 'author'
            else looked_at.register
        end
where
    need.case_code = ''
    and need.kind = 'task'
    and need.done is null
    and coalesce(need.owed, need.at_most) is not null
    and not {{ is_rescoring('need.scheme_code') }}
group by need.scheme_code, need.rule_version, need.rule_line_id, need.period_code, untold.register
