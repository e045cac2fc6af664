-- Under "highest", what the adoptions of a piece earn an account, and what is taken off again for being
-- repeated, add up to the best of them; where the rule counts outlets, tiers or media apart, within each;
-- where the others count in part, with that part of them, rounded.
with line as (
    select
        line.scheme_code,
        line.piece_id,
        line.unit_code,
        line.person,
        line.step,
        line.points,
        version.reuse_keep,
        version.reuse_others,
        version.unit,
        {{ apart_in_reuse('version', 'adoption.outlet_name', 'adoption.tier_code', 'adoption.medium_code') }}
            as within
    from {{ ref('fct_score_line') }} as line
    inner join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    inner join {{ ref('int_adoption__described') }} as adoption on line.adoption_id = adoption.adoption_id
    where line.step in ('tariff', 'reuse')
),

piece as (
    select
        scheme_code,
        piece_id,
        unit_code,
        person,
        within,
        sum(points) as earned,
        sum(points) filter (where step = 'tariff') as in_full,
        max(points) filter (where step = 'tariff') as best,
        max(reuse_others) as others,
        max(unit) as unit
    from line
    group by scheme_code, piece_id, unit_code, person, within
    having bool_and(reuse_keep = 'highest')
)

select *
from piece
where earned > best + coalesce((in_full - best) * others + unit, 0)
