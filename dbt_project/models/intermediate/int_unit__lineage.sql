-- One row per unit and unit that took its place, however many steps later; each unit is its own first row.
with recursive lineage as (
    select
        unit_code,
        unit_code as descendant_code,
        0 as step_count
    from {{ ref('stg_office__unit') }}

    union all

    select
        lineage.unit_code,
        unit.successor_code as descendant_code,
        lineage.step_count + 1 as step_count
    from lineage
    inner join {{ ref('stg_office__unit') }} as unit on lineage.descendant_code = unit.unit_code
    where unit.successor_code is not null and lineage.step_count < 20
)

select
    lineage.unit_code,
    lineage.descendant_code,
    lineage.step_count,
    descendant.effective_from,
    descendant.effective_to
from lineage
inner join {{ ref('stg_office__unit') }} as descendant on lineage.descendant_code = descendant.unit_code
