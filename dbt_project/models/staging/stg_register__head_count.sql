-- One row per record of a list of heads. Its days stand in int_register__dated.
select
    record_id,
    try_cast({{ number_in('head_count') }} as integer) as head_count
from {{ ref('stg_register__record') }}
where register = 'head_count'
