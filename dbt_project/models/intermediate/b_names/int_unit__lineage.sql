-- One row per unit and unit that took its place, however many steps later; each unit is its own first row.
-- In force from the day of taking over: a unit that takes another in may be much older than that day.
with recursive lineage as (
    select
        unit_code,
        unit_code as descendant_code,
        0 as step_count,
        effective_from,
        effective_to
    from {{ ref('stg_office__unit') }}

    union all

    select
        lineage.unit_code,
        descendant.unit_code as descendant_code,
        lineage.step_count + 1 as step_count,
        greatest(descendant.effective_from, lineage.effective_to + 1) as effective_from,
        descendant.effective_to
    from lineage
    inner join {{ ref('stg_office__unit') }} as unit on lineage.descendant_code = unit.unit_code
    inner join {{ ref('stg_office__unit') }} as descendant on unit.successor_code = descendant.unit_code
    where lineage.step_count < 20
)

select
    unit_code,
    descendant_code,
    step_count,
    effective_from,
    effective_to
from lineage
