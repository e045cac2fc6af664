-- One row per mark of a juror and unit credited with the piece.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as scored_on,
    credited.month_code,
    said.article_title,
    said.kind as kind_text,
    said.juror,
    said.score,
    credited.received_on,
    credited.piece_id
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__jury_score') }} as said using (record_id)
where credited.register = 'jury_score'
