-- One row per piece asked for and unit asked; kept, late, missed or still open.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    said.commission_number,
    said.article_title,
    credited.received_on,
    credited.month_code,
    credited.piece_id,
    credited.adopted_on,
    settled.* exclude (record_id, settled_on) -- noqa: AM04
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__commission') }} as said using (record_id)
inner join {{ ref('int_commission__settled') }} as settled using (record_id)
where credited.register = 'commission'
