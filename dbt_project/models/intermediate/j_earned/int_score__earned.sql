-- One row per scheme, account, month and rule line: what its records earned by it and reuse took off again,
-- before anything that holds over a period.
{%- set line = 'case_code, scheme_code, unit_code, person, month_code, rule_line_id' %}
with line as (
    {% for table in ['credited', 'added', 'reuse', 'piece'] %}
    select
        {{ line }},
        points
    from {{ ref('int_score__' ~ table) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    {{ line }},
    sum(points)::decimal(18, 4) as points
from line
group by {{ line }}
