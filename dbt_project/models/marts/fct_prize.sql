-- One row per prize and unit credited with it.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as awarded_on,
    credited.month_code,
    said.prize_name,
    said.level,
    said.grade,
    said.article_title,
    credited.received_on,
    credited.piece_id
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__prize') }} as said using (record_id)
where credited.register = 'prize'
