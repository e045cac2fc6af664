-- One row per record of a list of heads.
select
    record_id,
    {{ number_in('head_count') }}::integer as head_count
from {{ ref('stg_register__record') }}
where register = 'head_count'
