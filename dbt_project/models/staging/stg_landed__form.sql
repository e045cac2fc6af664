-- One row per table of adoptions in a delivery: what its form and its sender are called, and the columns of
-- which nobody knows what they are. A file that was not read is told by its problem.
with told as (
    select
        delivery_id,
        sheet_name,
        headings,
        table_columns,
        unknown_columns,
        if(row_number = 0, problem, null) as problem,
        count(*)::integer as record_count,
        min(row_number) as row_number
    from {{ source('landed', 'record') }}
    where row_role = 'record' and coalesce(register, 'adoption') = 'adoption'
    group by all
)

select
    told.delivery_id,
    told.sheet_name,
    told.headings,
    told.problem,
    md5({{ unvarying("coalesce(told.headings, told.problem, '')") }}) as form_code,
    {{ unvarying("regexp_replace(delivery.file_name, '[.][^./]*$', '')") }} as sender,
    told.table_columns,
    told.unknown_columns,
    told.record_count,
    told.row_number,
    delivery.file_name
from told
inner join {{ source('landed', 'delivery') }} as delivery using (delivery_id)
