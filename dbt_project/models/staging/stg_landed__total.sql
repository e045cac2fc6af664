-- One row per total of a register of adoptions that says how many pieces it counts. `stated_of` is its
-- label.
select
    delivery_id,
    sheet_name,
    row_number,
    stated_of,
    stated_count::integer as stated_count,
    regexp_matches(stated_of, '小计') as is_subtotal
from {{ source('landed', 'record') }}
where row_role = 'total' and register = 'adoption' and stated_count is not null
