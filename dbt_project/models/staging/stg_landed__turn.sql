-- One row per time that a delivery came under a name, in its order: a file replaced under its path comes
-- after the one that lay there. Two on one day stand in the order in which they were taken in. What is kept
-- beside a file of its name gets a number from whoever keeps it, and comes after it: 表(1) after 表.
with arrival as (
    select
        file_name,
        delivery_id,
        received_on::date as received_on,
        turn
    from {{ source('landed', 'delivery') }}

    union all

    select
        file_name,
        delivery_id,
        received_on::date as received_on,
        turn
    from {{ source('landed', 'again') }}
),

numbered as (
    select
        regexp_replace(file_name, '\s*[(（]\d{1,3}[)）](\.[^./]*)?$', '\1') as file_name,
        delivery_id,
        received_on,
        turn,
        coalesce(try_cast(regexp_extract(file_name, '[(（](\d{1,3})[)）](\.[^./]*)?$', 1) as integer), 0)
            as copy_number
    from arrival
)

select
    file_name,
    delivery_id,
    received_on,
    row_number() over (
        partition by file_name
        order by received_on, copy_number, turn, delivery_id
    )::integer as turn
from numbered
