-- One row per leader's comment and unit credited with the piece. It may come months after the adoption.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as commented_on,
    credited.month_code,
    said.article_title,
    said.leader,
    said.level,
    said.comment_kind,
    said.comment,
    said.issue,
    credited.received_on,
    credited.piece_id,
    credited.adopted_on
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__comment') }} as said using (record_id)
where credited.register = 'comment'
