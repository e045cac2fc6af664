-- One row per unit under one name; a rename or a merger closes one row and opens another.
select
    unit_code,
    unit_name,
    group_code,
    parent_code,
    unit_order,
    is_ranked,
    effective_from,
    effective_to,
    successor_code
from {{ ref('stg_office__unit') }}
