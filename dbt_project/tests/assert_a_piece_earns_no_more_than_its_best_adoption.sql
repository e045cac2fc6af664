-- Under "highest", the lines of a piece add up to its best adoption for each unit that all of them credit.
with piece as (
    select
        line.scheme_code,
        line.piece_id,
        line.unit_code,
        sum(line.points) as earned,
        max(line.points) filter (where line.step = 'tariff') as best
    from {{ ref('fct_score_line') }} as line
    inner join {{ ref('dim_rule_version') }} as version using (scheme_code, rule_version)
    group by line.scheme_code, line.piece_id, line.unit_code
    having bool_and(version.reuse = 'highest')
)

select *
from piece
where earned > best
