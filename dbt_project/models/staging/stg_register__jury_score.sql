-- One row per record of a jury's sheet: one mark of one juror. Its days stand in int_register__dated.
select
    record_id,
    article_title,
    title_key,
    kind,
    juror,
    {{ number_in('score') }} as score
from {{ ref('stg_register__record') }}
where register = 'jury_score'
