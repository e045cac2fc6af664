-- Every unit and period, scored as if a later version of the rule had been in force all along: what a
-- comparison with a period under an earlier version is held against. Only versions that replaced another
-- one, from two years before they did up to their last day.
select
    split_part(placed.scheme_code, '/', 1) as scheme_code,
    span.rule_version,
    placed.period_code,
    placed.unit_code,
    placed.points,
    placed.place
from {{ ref('int_score__placed') }} as placed
inner join {{ ref('int_score__span') }} as span using (case_code, scheme_code, period_code)
where placed.case_code = '' and placed.person = '' and {{ is_rescoring('placed.scheme_code') }}
