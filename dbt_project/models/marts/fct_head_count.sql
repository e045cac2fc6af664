-- One row per count of heads and unit. It holds until the next one (int_unit__attribute).
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as counted_on,
    credited.month_code,
    said.head_count,
    credited.received_on
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__head_count') }} as said using (record_id)
where credited.register = 'head_count'
