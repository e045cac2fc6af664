-- Of a file that waits to be read, or for answers, nothing counts; whoever sent it is one of the office's
-- units, if it says who.
select
    unread.delivery_id,
    unread.unit_code
from {{ ref('fct_unread') }} as unread
left join {{ ref('dim_unit') }} as unit using (unit_code)
left join {{ ref('fct_record') }} as record
    on unread.delivery_id = record.delivery_id and record.outcome != 'rejected'
where unread.unit_code is not null and unit.unit_code is null or record.record_id is not null
