-- Every scheme that counts persons, period and person known in it: what he earned, and his place by the
-- rule's own ties.
with written as (
    select
        line.scheme_code,
        period_month.period_code,
        lineage.reporting_unit_code as unit_code,
        line.person,
        count(distinct line.adoption_id)::integer as adoption_count
    from {{ ref('fct_score_line') }} as line
    inner join {{ ref('dim_period_month') }} as period_month on line.month_code = period_month.month_code
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on period_month.period_code = lineage.period_code and line.unit_code = lineage.unit_code
    where line.person is not null and line.step = 'tariff' and period_month.is_inside
    group by line.scheme_code, period_month.period_code, lineage.reporting_unit_code, line.person
)

select
    placed.scheme_code,
    placed.period_code,
    placed.group_code,
    placed.unit_code,
    placed.unit_name,
    placed.unit_order,
    placed.person,
    coalesce(written.adoption_count, 0)::integer as adoption_count,
    placed.points,
    placed.cumulative_points,
    placed.place,
    placed.is_tied,
    placed.is_decided_by_break,
    placed.missed_gates,
    placed.marks,
    placed.award,
    placed.award_amount
from {{ ref('int_score__placed') }} as placed
left join written using (scheme_code, period_code, unit_code, person)
left join {{ ref('int_score__member') }} as member
    using (case_code, scheme_code, period_code, unit_code, person)
where
    placed.case_code = ''
    and placed.person != ''
    and not {{ is_rescoring('placed.scheme_code') }}
    and (member.person is not null or written.person is not null or placed.points != 0)
