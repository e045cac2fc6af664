-- One row per delivery, register and column of ours that a table of it has a heading for, filled or not.
select
    delivery_id,
    register,
    column_name
from {{ ref('stg_landed__column') }}
