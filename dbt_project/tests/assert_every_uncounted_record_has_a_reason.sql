select
    record_id,
    outcome
from {{ ref('fct_record') }}
where outcome != 'accepted' and (reason_code is null or coalesce(trim(reason), '') = '')
