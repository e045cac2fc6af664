-- Every scheme, period and unit: its place in its group, with the period before and the same period of last
-- year. A unit that was renamed keeps its past; one made of several has their figures, but no place of its
-- own to compare.
with placed as (
    select
        ranked.scheme_code,
        ranked.period_code,
        ranked.group_code,
        ranked.unit_code,
        ranked.unit_name,
        ranked.unit_order,
        score.adoption_count,
        ranked.points,
        ranked.cumulative_points,
        ranked.place,
        ranked.is_tied,
        ranked.is_decided_by_break,
        ranked.missed_gates,
        ranked.marks,
        ranked.award,
        ranked.award_amount
    from {{ ref('int_score__placed') }} as ranked
    inner join {{ ref('fct_unit_period_score') }} as score using (scheme_code, period_code, unit_code)
    where ranked.case_code = '' and ranked.person = ''
),

past as (
    select
        placed.scheme_code,
        placed.period_code as past_code,
        lineage.period_code,
        lineage.reporting_unit_code as unit_code,
        sum(placed.adoption_count) as adoption_count,
        sum(placed.points) as points,
        case when count(*) = 1 then min(placed.place) end as place
    from placed
    inner join {{ ref('dim_period') }} as period
        on placed.period_code in (period.previous_code, period.year_ago_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on
            period.period_code = lineage.period_code
            and placed.unit_code = lineage.unit_code
    group by placed.scheme_code, placed.period_code, lineage.period_code, lineage.reporting_unit_code
)

select
    placed.scheme_code,
    placed.group_code,
    placed.unit_code,
    placed.unit_name,
    placed.unit_order,
    placed.period_code,
    placed.adoption_count,
    placed.points,
    placed.cumulative_points,
    placed.place,
    placed.is_tied,
    previous.points::decimal(18, 4) as previous_points,
    previous.place as previous_place,
    year_ago.adoption_count::integer as year_ago_adoption_count,
    year_ago.points::decimal(18, 4) as year_ago_points,
    year_ago.place as year_ago_place,
    placed.is_decided_by_break,
    placed.missed_gates,
    placed.marks,
    placed.award,
    placed.award_amount
from placed
inner join {{ ref('dim_period') }} as period using (period_code)
left join past as previous
    on
        placed.scheme_code = previous.scheme_code
        and placed.period_code = previous.period_code
        and placed.unit_code = previous.unit_code
        and period.previous_code = previous.past_code
left join past as year_ago
    on
        placed.scheme_code = year_ago.scheme_code
        and placed.period_code = year_ago.period_code
        and placed.unit_code = year_ago.unit_code
        and period.year_ago_code = year_ago.past_code
