-- One row per delivery, register and column of ours that a table of it has a heading for, filled or not.
select distinct
    delivery_id,
    coalesce(register, 'adoption') as register,
    unnest(string_split(table_columns, '|')) as column_name
from (
    select distinct
        delivery_id,
        register,
        table_columns
    from {{ source('landed', 'record') }}
    where row_role = 'record' and table_columns is not null
) as headed
