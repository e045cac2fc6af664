-- One row per total of a register of adoptions that says how many pieces it counts.
with total as (
    select
        *,
        regexp_extract(filename, '([0-9a-f]{64})/records\.parquet$', 1) as delivery_id
    from {{ source('landed', 'record') }}
    where row_role = 'total' and register = 'adoption'
)

select
    delivery_id,
    sheet_name,
    row_number,
    stated_of,
    stated_count::integer as stated_count,
    regexp_matches(stated_of, '小计') as is_subtotal
from total
where stated_count is not null
