-- What a person is ranked with are his own lines of the period, and whoever has such a line is ranked; of two
-- in one contest the one with more stands no lower.
with line as (
    select
        line.scheme_code,
        part.period_code,
        lineage.reporting_unit_code as unit_code,
        line.person,
        sum(line.points) as points
    from {{ ref('fct_score_line') }} as line
    inner join {{ ref('dim_period_month') }} as part using (month_code)
    inner join {{ ref('dim_unit_lineage') }} as lineage
        on part.period_code = lineage.period_code and line.unit_code = lineage.unit_code
    where part.is_inside and line.person is not null
    group by all
),

compared as (
    select
        scheme_code,
        period_code,
        unit_code,
        person,
        line.points as points_in_lines,
        ranking.points
    from {{ ref('fct_person_ranking') }} as ranking
    full join line using (scheme_code, period_code, unit_code, person)
),

placed as (
    select
        *,
        max(points) over (
            partition by scheme_code, period_code, group_code
            order by place range between 1 following and unbounded following
        ) as best_below
    from {{ ref('fct_person_ranking') }}
    where place is not null
)

select
    scheme_code,
    period_code,
    unit_code,
    person
from compared
where coalesce(points_in_lines, 0) is distinct from points

union all

select
    scheme_code,
    period_code,
    unit_code,
    person
from placed
where points < best_below
