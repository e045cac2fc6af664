-- One row per further arrival of bytes that had landed before.
select
    delivery_id,
    file_name,
    received_on::date as received_on
from {{ source('landed', 'again') }}
