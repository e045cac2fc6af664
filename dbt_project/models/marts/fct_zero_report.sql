-- One row per zero report and unit that says there was nothing.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    dated.period_code,
    credited.month_code,
    said.remark,
    credited.received_on
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__zero_report') }} as said using (record_id)
inner join {{ ref('int_register__dated') }} as dated using (record_id)
where credited.register = 'zero_report'
