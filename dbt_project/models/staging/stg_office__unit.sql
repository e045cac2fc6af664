-- One row per unit under one name and span of days.
select
    unit.unit_code,
    unit.unit_name,
    unit.group_code,
    unit.parent_code,
    unit.unit_order,
    unit_group.is_ranked,
    unit.effective_from,
    unit.effective_to,
    unit.successor_code
from {{ source('office', 'office_unit') }} as unit
inner join {{ source('office', 'office_group') }} as unit_group using (group_code)
