-- One row per record of a zero report: a unit says that there was nothing. Its days stand in
-- int_register__dated.
select
    record_id,
    period,
    remark
from {{ ref('stg_register__record') }}
where register = 'zero_report'
