-- One row per piece sent in and unit credited with it; whether, and when first, the piece was adopted.
select
    credited.record_id,
    credited.unit_code,
    credited.is_lead,
    credited.unit_count,
    credited.happened_on as submitted_on,
    credited.received_on,
    credited.month_code,
    said.article_title,
    said.kind as kind_text,
    said.words,
    said.author,
    said.path,
    said.evidence,
    credited.piece_id,
    credited.piece_id is not null as is_adopted,
    credited.adopted_on
from {{ ref('int_register__credited') }} as credited
inner join {{ ref('stg_register__submission') }} as said using (record_id)
where credited.register = 'submission'
