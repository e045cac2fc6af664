-- Every scheme, period and unit: its place in its group, with the period before and the same period of last
-- year. A unit that was renamed keeps its past; one made of several has their figures, but no place of its
-- own to compare.
with score as (
    select
        score.*,
        unit.unit_name,
        unit.unit_order,
        unit.group_code,
        unit.is_ranked,
        version.ties
    from {{ ref('fct_unit_period_score') }} as score
    inner join {{ ref('dim_unit') }} as unit using (unit_code)
    inner join {{ ref('dim_period') }} as period using (period_code)
    left join {{ ref('dim_rule_version') }} as version
        on
            score.scheme_code = version.scheme_code
            and {{ in_force('period.last_day', 'version') }}
),

-- The place within the group, as the rule in force on the period's last day counts ties.
placed as (
    select
        scheme_code,
        period_code,
        group_code,
        unit_code,
        unit_name,
        unit_order,
        adoption_count,
        points,
        cumulative_points,
        case
            when not is_ranked then null
            when ties = 'dense' then dense_rank() over by_points
            else rank() over by_points
        end::integer as place,
        is_ranked and count(*) over (partition by scheme_code, period_code, group_code, points) > 1 as is_tied
    from score
    window by_points as (partition by scheme_code, period_code, group_code order by points desc)
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
    year_ago.place as year_ago_place
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
