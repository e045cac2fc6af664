-- One row per record of a zero report: a unit says that there was nothing.
select
    record_id,
    period,
    remark
from {{ ref('stg_register__record') }}
where register = 'zero_report'
