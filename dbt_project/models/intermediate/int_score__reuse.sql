-- One row per scheme, adoption and unit that earns by it: what the unit had earned before by the same piece.
-- Under "highest" a piece never earns a unit more than its best adoption; what a later, better one adds is
-- paid on its own day, so that months that were published stay as they are.
with earned as (
    select
        factored.scheme_code,
        credited.adoption_id,
        factored.points,
        version.reuse,
        credited.unit_code,
        credited.piece_id,
        credited.adopted_on
    from {{ ref('int_score__factors') }} as factored
    inner join {{ ref('int_adoption__credited') }} as credited on factored.subject_id = credited.adoption_id
    left join {{ ref('stg_rulebook__version') }} as version using (scheme_code, rule_version)
    where version.sharing is distinct from 'first' or credited.position = 1
),

before as (
    select
        scheme_code,
        adoption_id,
        unit_code,
        points,
        reuse,
        max(points) over (
            partition by scheme_code, piece_id, unit_code
            order by adopted_on asc, points desc, adoption_id asc
            rows between unbounded preceding and 1 preceding
        ) as best_before
    from earned
)

select
    scheme_code,
    adoption_id,
    unit_code,
    points,
    case
        when reuse = 'highest' then least(points, coalesce(best_before, 0))
        else 0
    end::decimal(18, 4) as points_before
from before
