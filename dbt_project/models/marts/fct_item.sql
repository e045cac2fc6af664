-- One row per item, figure or piece sent on and unit credited with it.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.register,
    credited.happened_on as item_on,
    credited.month_code,
    said.article_title,
    said.item_name,
    said.value,
    credited.received_on,
    credited.piece_id
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__item') }} as said using (record_id)
