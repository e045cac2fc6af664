-- One row per penalty, for what was untrue, harmful or leaked, and unit named in it.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as notified_on,
    credited.month_code,
    said.penalty_kind,
    said.level,
    said.article_title,
    said.remark,
    credited.received_on,
    credited.piece_id
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__penalty') }} as said using (record_id)
where credited.register = 'penalty'
