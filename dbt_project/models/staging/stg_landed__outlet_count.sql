-- One row per cell of a sheet of counts, outlets against units: how many pieces of a unit an outlet is said
-- to have taken. A blank cell is no row; what is no number has no quantity.
select
    delivery_id,
    sheet_name,
    row_number,
    nullif(trim(unit_name), '') as unit_text,
    nullif(trim(outlet_name), '') as outlet_text,
    try_cast(regexp_extract({{ squeezed(half_width('quantity')) }}, '^(\d+)(?:\.0)?[篇条件个次]?$', 1) as integer)
        as quantity,
    quantity as quantity_text,
    table_title,
    cells
from {{ source('landed', 'record') }}
where row_role = 'record' and register = 'outlet_count'
