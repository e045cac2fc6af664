-- One row per further arrival of bytes that had landed before, under whatever name.
select
    delivery_id,
    file_name,
    received_on
from {{ ref('stg_landed__again') }}
